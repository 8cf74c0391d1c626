// Counts a word in files, block by block: the least that a look at every byte takes.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static char block[1 << 18];

int main(int count, char **names) {
  static const char word[] = "\"type\":\"user\"";
  long found = 0;
  for (int each = 1; each < count; each++) {
    int file = open(names[each], O_RDONLY);
    if (file < 0) return 2;
    for (ssize_t got; (got = read(file, block, sizeof block)) > 0;)
      for (char *at = block; (at = memmem(at, block + got - at, word, sizeof word - 1)); at++) found++;
    close(file);
  }
  printf("%ld\n", found);
  return 0;
}
