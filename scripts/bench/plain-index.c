// The least that it takes to build the full-text index: reads every file, and inserts its texts, which lie ready, into
// the same FTS5 table in one transaction. No metadata, no parsing, no tables beside it.
//
//   plain-index dump INDEX OUT          takes the table's SQL, its settings and all texts out of an index of clio
//   plain-index build OUT ROOT DATABASE

#include <fcntl.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static sqlite3 *database;

static void fail(const char *what) {
  fprintf(stderr, "plain-index: %s: %s\n", what, database ? sqlite3_errmsg(database) : "failed");
  exit(2);
}

static void run(const char *sql) {
  if (sqlite3_exec(database, sql, NULL, NULL, NULL) != SQLITE_OK) fail(sql);
}

static sqlite3_stmt *prepare(const char *sql) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) != SQLITE_OK) fail(sql);
  return statement;
}

static void keep(FILE *out, const void *bytes, uint32_t size) {
  if (fwrite(&size, sizeof size, 1, out) != 1 || fwrite(bytes, 1, size, out) != size) fail("write");
}

static int dump(const char *index, const char *name) {
  if (sqlite3_open_v2(index, &database, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) fail(index);
  FILE *out = fopen(name, "wb");
  if (out == NULL) fail(name);
  sqlite3_stmt *statement = prepare("SELECT sql FROM sqlite_schema WHERE name = 'texts'");
  if (sqlite3_step(statement) != SQLITE_ROW) fail("no table 'texts'");
  keep(out, sqlite3_column_text(statement, 0), (uint32_t)sqlite3_column_bytes(statement, 0));
  sqlite3_finalize(statement);
  statement = prepare("SELECT ifnull((SELECT v FROM texts_config WHERE k = 'hashsize'), 1048576)");
  if (sqlite3_step(statement) != SQLITE_ROW) fail("no settings");
  keep(out, sqlite3_column_text(statement, 0), (uint32_t)sqlite3_column_bytes(statement, 0));
  sqlite3_finalize(statement);
  statement = prepare("SELECT r.path, t.* FROM records r JOIN texts t ON t.rowid = r.row ORDER BY r.row");
  int columns = sqlite3_column_count(statement), code;
  char number[16];
  keep(out, number, (uint32_t)sprintf(number, "%d", columns));
  while ((code = sqlite3_step(statement)) == SQLITE_ROW)
    for (int i = 0; i < columns; i++)
      keep(out, sqlite3_column_text(statement, i), (uint32_t)sqlite3_column_bytes(statement, i));
  if (code != SQLITE_DONE || fclose(out) != 0) fail("dump");
  return 0;
}

static const char *next, *end;

static const char *piece(uint32_t *size) {
  memcpy(size, next, sizeof *size);
  const char *start = next + sizeof *size;
  next = start + *size;
  return start;
}

static int build(const char *dumped, const char *root, const char *path) {
  int file = open(dumped, O_RDONLY);
  struct stat status;
  if (file < 0 || fstat(file, &status) != 0) fail(dumped);
  next = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, file, 0);
  if (next == MAP_FAILED) fail("mmap");
  end = next + status.st_size;
  int folder = open(root, O_RDONLY | O_DIRECTORY);
  if (folder < 0) fail(root);
  unlink(path);
  if (sqlite3_open(path, &database) != SQLITE_OK) fail(path);
  run("PRAGMA journal_mode = WAL");
  run("PRAGMA synchronous = NORMAL");
  char sql[4096], name[4096];
  uint32_t size;
  const char *text = piece(&size);
  snprintf(sql, sizeof sql, "%.*s", (int)size, text);
  run(sql);
  text = piece(&size);
  snprintf(sql, sizeof sql, "INSERT INTO texts (texts, rank) VALUES ('hashsize', %.*s)", (int)size, text);
  run(sql);
  text = piece(&size);
  int columns = atoi(text);
  size_t used = (size_t)sprintf(sql, "INSERT INTO texts VALUES (?");
  for (int i = 2; i < columns; i++) used += (size_t)sprintf(sql + used, ", ?");
  sprintf(sql + used, ")");
  run("BEGIN");
  sqlite3_stmt *insert = prepare(sql);
  char *buffer = NULL;
  size_t room = 0;
  unsigned long sum = 0;
  while (next < end) {
    text = piece(&size);
    snprintf(name, sizeof name, "%.*s", (int)size, text);
    int record = openat(folder, name, O_RDONLY | O_CLOEXEC);
    if (record < 0 || fstat(record, &status) != 0) fail(name);
    if ((size_t)status.st_size > room) buffer = realloc(buffer, room = (size_t)status.st_size);
    ssize_t count = read(record, buffer, room);
    if (count > 0) sum += (unsigned char)buffer[count - 1];
    close(record);
    for (int i = 1; i < columns; i++) {
      text = piece(&size);
      sqlite3_bind_text(insert, i, text, (int)size, SQLITE_STATIC);
    }
    if (sqlite3_step(insert) != SQLITE_DONE) fail("insert");
    sqlite3_reset(insert);
  }
  sqlite3_finalize(insert);
  run("COMMIT");
  if (sqlite3_close(database) != SQLITE_OK) fail("close");
  printf("%lu\n", sum);
  return 0;
}

int main(int count, char **words) {
  if (count == 4 && strcmp(words[1], "dump") == 0) return dump(words[2], words[3]);
  if (count == 5 && strcmp(words[1], "build") == 0) return build(words[2], words[3], words[4]);
  fprintf(stderr, "usage: plain-index dump INDEX OUT | plain-index build OUT ROOT DATABASE\n");
  return 2;
}
