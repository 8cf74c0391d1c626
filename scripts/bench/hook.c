// Measures the prompt hook beside the least that it takes for a prompt to survive a power cut.
//
//   hook RUNS CLIO PROJECT      prints the medians of elapsed ms: /bin/true, the durable write in C, the hook; and the ratio
//   hook --durable FOLDER       (itself, as a child) reads standard input, writes it to a new file, syncs file and folder

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void fail(const char *what) {
  fprintf(stderr, "hook: %s: %s\n", what, strerror(errno));
  exit(2);
}

static int ascending(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return (a > b) - (a < b);
}

static double median(double *values, int count) {
  qsort(values, count, sizeof *values, ascending);
  return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

static int durable(const char *folder) {
  static char text[1 << 16];
  char name[64];
  ssize_t length = 0, got;
  while ((got = read(0, text + length, sizeof text - length)) > 0) length += got;
  snprintf(name, sizeof name, "line-%d", (int)getpid());
  int directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int file = openat(directory, name, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666);
  if (file < 0 || write(file, text, length) != length || fsync(file) != 0 || fsync(directory) != 0) fail("write");
  return 0;
}

static double run(char **words, const char *input, const char *folder) {
  struct timespec began, ended;
  int status;
  clock_gettime(CLOCK_MONOTONIC, &began);
  pid_t child = vfork();
  if (child < 0) fail("fork");
  if (child == 0) {
    int in = open(input, O_RDONLY), null = open("/dev/null", O_WRONLY);
    if (in < 0 || dup2(in, 0) < 0 || dup2(null, 1) < 0 || chdir(folder) != 0) _exit(126);
    execv(words[0], words);
    _exit(127);
  }
  if (waitpid(child, &status, 0) != child) fail("wait");
  clock_gettime(CLOCK_MONOTONIC, &ended);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) fail(words[0]);
  return (ended.tv_sec - began.tv_sec) * 1e3 + (ended.tv_nsec - began.tv_nsec) / 1e6;
}

int main(int count, char **words) {
  if (count == 3 && strcmp(words[1], "--durable") == 0) return durable(words[2]);
  int runs = count == 4 ? atoi(words[1]) : 0;
  if (runs < 1) {
    fprintf(stderr, "usage: hook RUNS CLIO PROJECT\n");
    return 2;
  }
  char *project = words[3], self[4096], input[4096], folder[4096];
  ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
  if (length < 0) fail("readlink");
  self[length] = 0;
  snprintf(input, sizeof input, "%s/event.json", project);
  // On the same disk as the spool.
  snprintf(folder, sizeof folder, "%s/.git/least", project);
  if (mkdir(folder, 0777) != 0 && errno != EEXIST) fail(folder);
  double *times[3];
  for (int each = 0; each < 3; each++) times[each] = calloc(runs, sizeof(double));
  // One round is not counted. They take turns, so that a machine that slows down slows all of them.
  for (int round = -1; round < runs; round++) {
    FILE *event = fopen(input, "w");
    if (!event) fail(input);
    fprintf(event,
            "{\"session_id\":\"session-%d\",\"transcript_path\":\"%s/none.jsonl\",\"cwd\":\"%s\","
            "\"permission_mode\":\"default\",\"hook_event_name\":\"UserPromptSubmit\",\"prompt\":\"Fix the session "
            "timeout: after twenty minutes the user must log in again, although the token lasts an hour.\"}",
            round, project, project);
    fclose(event);
    char *nothing[] = {"/bin/true", NULL};
    char *least[] = {self, "--durable", folder, NULL};
    char *hook[] = {words[2], "hook", "claude", NULL};
    char **commands[] = {nothing, least, hook};
    for (int each = 0; each < 3; each++) {
      double elapsed = run(commands[each], input, project);
      if (round >= 0) times[each][round] = elapsed;
    }
  }
  double nothing = median(times[0], runs), least = median(times[1], runs), hook = median(times[2], runs);
  printf("/bin/true                         %8.3f ms\n", nothing);
  printf("a durable write, in C             %8.3f ms\n", least);
  printf("clio hook claude, a prompt        %8.3f ms\n", hook);
  printf("ratio to the write                %8.2f\n", hook / least);
  printf("ratio to /bin/true and the write  %8.2f\n", hook / (nothing + least));
  return 0;
}
