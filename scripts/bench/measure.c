// Runs several commands in turn, many times, and prints the medians of what each cost.
//
//   measure RUNS NAME FOLDER COMMAND [ARGUMENT ...] [';' NAME FOLDER COMMAND ...] ...
//
// The commands take turns (A B C, A B C, ...) so that a machine that slows down slows all of them. One round is not
// counted. Prints a line for each: name, CPU ms (user and system, with all child processes), elapsed ms, and the
// most memory in kB.

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct command {
  const char *name;
  const char *folder;
  char **words;
  double *cpu;
  double *elapsed;
  long memory;
};

static double milliseconds(struct timeval time) { return time.tv_sec * 1e3 + time.tv_usec / 1e3; }

static int ascending(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return (a > b) - (a < b);
}

static double median(double *values, int count) {
  qsort(values, count, sizeof *values, ascending);
  return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

static void fail(const char *what) {
  fprintf(stderr, "measure: %s: %s\n", what, strerror(errno));
  exit(2);
}

static void run(struct command *command, int place) {
  struct timespec began, ended;
  struct rusage usage;
  int status;
  clock_gettime(CLOCK_MONOTONIC, &began);
  // vfork: the child's start costs the same whatever this process has in memory.
  pid_t child = vfork();
  if (child < 0) fail("fork");
  if (child == 0) {
    int null = open("/dev/null", O_RDWR);
    if (null < 0 || dup2(null, 0) < 0 || dup2(null, 1) < 0 || chdir(command->folder) != 0) _exit(126);
    execvp(command->words[0], command->words);
    _exit(127);
  }
  if (wait4(child, &status, 0, &usage) != child) fail("wait");
  clock_gettime(CLOCK_MONOTONIC, &ended);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    fprintf(stderr, "measure: %s failed with status %d\n", command->name, WEXITSTATUS(status));
    exit(2);
  }
  if (usage.ru_maxrss > command->memory) command->memory = usage.ru_maxrss;
  if (place < 0) return;
  command->cpu[place] = milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime);
  command->elapsed[place] = (ended.tv_sec - began.tv_sec) * 1e3 + (ended.tv_nsec - began.tv_nsec) / 1e6;
}

int main(int count, char **words) {
  int runs = count > 1 ? atoi(words[1]) : 0;
  if (runs < 1 || count < 5) {
    fprintf(stderr, "usage: measure RUNS NAME FOLDER COMMAND [ARGUMENT ...] [';' NAME FOLDER COMMAND ...] ...\n");
    return 2;
  }
  struct command *commands = calloc(count, sizeof *commands);
  int number = 0;
  for (int at = 2; at + 2 < count;) {
    struct command *command = &commands[number++];
    command->name = words[at];
    command->folder = words[at + 1];
    command->words = &words[at + 2];
    command->cpu = calloc(runs, sizeof(double));
    command->elapsed = calloc(runs, sizeof(double));
    for (at += 3; at < count && strcmp(words[at], ";") != 0; at++) continue;
    if (at < count) words[at++] = NULL;
  }
  for (int place = -1; place < runs; place++)
    for (int each = 0; each < number; each++) run(&commands[each], place);
  for (int each = 0; each < number; each++)
    printf("%s\t%.3f\t%.3f\t%ld\n", commands[each].name, median(commands[each].cpu, runs),
           median(commands[each].elapsed, runs), commands[each].memory);
  return 0;
}
