// The least that a check takes: reads every .md file below a folder, parses its front matter with libyaml, and hashes all
// of it with SHA-256.
//
//   plain-check FOLDER

#include <dirent.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yaml.h>

static const uint32_t K[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01,
    0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc,
    0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
    0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08,
    0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
    0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t turned(uint32_t value, int by) { return value >> by | value << (32 - by); }

static void block(uint32_t *state, const unsigned char *data) {
  uint32_t w[64], v[8];
  for (int i = 0; i < 16; i++)
    w[i] = (uint32_t)data[4 * i] << 24 | (uint32_t)data[4 * i + 1] << 16 | (uint32_t)data[4 * i + 2] << 8 | data[4 * i + 3];
  for (int i = 16; i < 64; i++) {
    uint32_t a = turned(w[i - 15], 7) ^ turned(w[i - 15], 18) ^ w[i - 15] >> 3;
    uint32_t b = turned(w[i - 2], 17) ^ turned(w[i - 2], 19) ^ w[i - 2] >> 10;
    w[i] = w[i - 16] + a + w[i - 7] + b;
  }
  memcpy(v, state, sizeof v);
  for (int i = 0; i < 64; i++) {
    uint32_t a = turned(v[4], 6) ^ turned(v[4], 11) ^ turned(v[4], 25);
    uint32_t first = v[7] + a + ((v[4] & v[5]) ^ (~v[4] & v[6])) + K[i] + w[i];
    uint32_t b = turned(v[0], 2) ^ turned(v[0], 13) ^ turned(v[0], 22);
    uint32_t second = b + ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
    memmove(v + 1, v, 7 * sizeof *v);
    v[4] += first;
    v[0] = first + second;
  }
  for (int i = 0; i < 8; i++) state[i] += v[i];
}

static uint32_t hash(const unsigned char *data, size_t size) {
  uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  size_t done = 0;
  for (; done + 64 <= size; done += 64) block(state, data + done);
  unsigned char last[128] = {0};
  size_t rest = size - done, blocks = rest < 56 ? 64 : 128;
  memcpy(last, data + done, rest);
  last[rest] = 0x80;
  for (int i = 0; i < 8; i++) last[blocks - 1 - i] = (unsigned char)((uint64_t)size * 8 >> (8 * i));
  for (size_t at = 0; at < blocks; at += 64) block(state, last + at);
  return state[0];
}

static unsigned files, events, sum;

static void parse(const unsigned char *text, size_t size) {
  yaml_parser_t parser;
  yaml_event_t event;
  yaml_parser_initialize(&parser);
  yaml_parser_set_input_string(&parser, text, size);
  for (int done = 0; !done && yaml_parser_parse(&parser, &event); events++) {
    done = event.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&event);
  }
  yaml_parser_delete(&parser);
}

static void check(int folder, const char *name) {
  int file = openat(folder, name, O_RDONLY | O_NOFOLLOW);
  struct stat status;
  if (file < 0 || fstat(file, &status) != 0) exit(2);
  size_t size = (size_t)status.st_size;
  unsigned char *text = malloc(size + 1);
  if (read(file, text, size) != (ssize_t)size) exit(2);
  close(file);
  text[size] = 0;
  char *end = size > 4 && memcmp(text, "---\n", 4) == 0 ? strstr((char *)text + 4, "\n---\n") : NULL;
  if (end) parse(text + 4, (size_t)(end + 1 - (char *)text - 4));
  sum += hash(text, size);
  files++;
  free(text);
}

static void walk(int parent, const char *name) {
  int folder = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  DIR *stream = folder < 0 ? NULL : fdopendir(folder);
  if (!stream) exit(2);
  for (struct dirent *entry; (entry = readdir(stream));) {
    size_t length = strlen(entry->d_name);
    if (entry->d_name[0] == '.') continue;
    if (entry->d_type == DT_DIR) walk(folder, entry->d_name);
    else if (length > 3 && strcmp(entry->d_name + length - 3, ".md") == 0) check(folder, entry->d_name);
  }
  closedir(stream);
}

int main(int count, char **words) {
  if (count != 2) return 2;
  walk(AT_FDCWD, words[1]);
  printf("%u files, %u events, %x\n", files, events, sum);
  return 0;
}
