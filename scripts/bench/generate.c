// Makes a project with many records that are like real ones in size, shape and words, though they mean nothing.
//
//   generate COUNT FOLDER [SEED]
//
// The measures are taken from real histories: a record has 440 words in the median and 2,800 at the 99th percentile;
// words follow the law of Zipf and Mandelbrot with an unbounded tail of rare ones, and words of a feature come
// together; there are ten identifiers to a record, every third of them in a casing of its own. Three of a hundred
// records are decisions, fifteen are general. The same seed gives the same files.

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { WORDS = 1 << 20, TABLE = 1 << 22, TOPIC = 48 };

static uint64_t state;
static uint32_t *table;

static uint64_t draw(void) {
  state += 0x9E3779B97F4A7C15u;
  uint64_t mixed = state;
  mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9u;
  mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EBu;
  return mixed ^ mixed >> 31;
}

static uint32_t below(uint32_t limit) { return (uint32_t)((draw() >> 32) * limit >> 32); }
static double unit(void) { return (draw() >> 11) * 0x1p-53; }

// A length around a median, with the long tail that real ones have.
static uint32_t length(double median, double spread) {
  double normal = sqrt(-2 * log(unit() + 1e-12)) * cos(6.283185307179586 * unit());
  double value = median * exp(spread * normal);
  return value > 40 * median ? (uint32_t)(40 * median) : (uint32_t)value + 1;
}

// The ranks of words in the shares of p(r) ~ (r + 22)^-1.3, to be drawn from at once.
static void fill_table(void) {
  table = malloc(TABLE * sizeof *table);
  double *sums = malloc((WORDS + 1) * sizeof *sums);
  sums[0] = 0;
  for (uint32_t rank = 0; rank < WORDS; rank++) sums[rank + 1] = sums[rank] + pow(rank + 23, -1.3);
  uint32_t rank = 0;
  for (uint32_t place = 0; place < TABLE; place++) {
    while (rank + 1 < WORDS && sums[rank + 1] < sums[WORDS] * place / TABLE) rank++;
    table[place] = rank;
  }
  free(sums);
}

// A word for a rank: short ones for the common, always the same one.
static size_t spell(uint32_t rank, char *out) {
  static const char *heads[] = {"t", "s", "r", "m", "p", "l", "c", "d", "b", "f", "st", "pr", "tr", "n", "v", "g"};
  static const char *vowels[] = {"e", "a", "i", "o", "u", "ea", "io", "ou"};
  static const char *tails[] = {"", "n", "r", "s", "t", "l", "m", "nd"};
  uint32_t number = rank * 2654435761u % 1048573u + (rank >= 1048573u);
  uint32_t syllables = rank < 60 ? 1 : rank < 3000 ? 2 : 3;
  // The number is spread over the syllables, so that two ranks of a kind seldom share a word.
  if (rank < 60) number = rank * 17 + 3;
  else if (rank < 3000) number = rank * 349 + 11;
  size_t size = 0;
  for (uint32_t i = 0; i < syllables; i++) {
    size += (size_t)sprintf(out + size, "%s%s", heads[number % 16], vowels[number / 16 % 8]);
    number /= 128;
    if (i + 1 == syllables || (number & 1)) size += (size_t)sprintf(out + size, "%s", tails[number / 2 % 8]);
  }
  return size;
}

static char text[1 << 20];
static size_t used;
static uint32_t topic[TOPIC];

static void put(const char *format, ...) {
  if (used > sizeof text - 4096) return;
  va_list list;
  va_start(list, format);
  used += (size_t)vsnprintf(text + used, 4096, format, list);
  va_end(list);
}

static uint32_t choose(void) { return below(6) == 0 ? topic[below(TOPIC)] : table[draw() >> 42]; }

static void word(void) {
  char first[64], second[64];
  spell(choose(), first);
  uint32_t kind = below(1000);
  if (kind < 17) {
    spell(choose(), second);
    if (kind < 7) put("%s_%s", first, second);
    else if (kind < 12) second[0] -= 32, put("%s%s", first, second);
    else put("src/%s/%s.py", first, second);
  } else if (kind < 60) {
    put("%u", below(kind < 40 ? 30 : 5000));
  } else {
    put("%s", first);
  }
}

static void prose(uint32_t count) {
  uint32_t line = 0;
  for (uint32_t i = 0; i < count; i++) {
    word();
    line++;
    if (i + 1 == count) put(".\n");
    else if (line > 8 && below(14) == 0) put(below(3) ? ".\n" : ":\n- "), line = 0;
    else put(below(12) ? " " : ", ");
  }
}

static void phrase(uint32_t count, char separator, char *out) {
  for (uint32_t i = 0; i < count; i++) {
    out += spell(choose(), out);
    if (i + 1 < count) *out++ = separator;
  }
  *out = 0;
}

static void save(const char *path) {
  FILE *file = fopen(path, "wb");
  if (file == NULL || fwrite(text, 1, used, file) != used || fclose(file) != 0) {
    fprintf(stderr, "generate: %s: %s\n", path, strerror(errno));
    exit(2);
  }
}

static void folder(const char *path) {
  if (mkdir(path, 0777) != 0 && errno != EEXIST) {
    fprintf(stderr, "generate: %s: %s\n", path, strerror(errno));
    exit(2);
  }
}

static void date(void) {
  uint32_t day = below(700);
  put("date: 202%u-%02u-%02u\n", 4 + day / 350, 1 + day % 350 / 30, 1 + day % 28);
}

static void prompt(const char *place, uint32_t number, const char *feature) {
  static const char *stages[] = {"red", "green", "refactor", "spec", "plan", "tasks", "explainer", "misc"};
  const char *stage = feature[0] ? stages[below(8)] : "general";
  char slug[256], path[1024], label[64], name[128];
  phrase(3 + below(5), '-', slug);
  used = 0;
  put("---\nid: %04u\ntitle: ", number);
  for (const char *at = slug; *at; at++) put("%c", *at == '-' ? ' ' : *at);
  put("\nstage: %s\n", stage);
  date();
  put("surface: agent\nmodel: model-%u\nfeature: %s\nbranch: %s\nuser: user%u\ncommand: /sp.%s\nlabels: [", below(5),
      feature[0] ? feature : "none", feature[0] ? feature : "main", below(20), stage);
  for (uint32_t i = 0, count = 2 + below(4); i < count; i++) {
    spell(topic[below(TOPIC)], label);
    put(i ? ", \"%s\"" : "\"%s\"", label);
  }
  put("]\nlinks:\n  spec: %s%s%s\n  ticket: null\n  adr: null\n  pr: null\nfiles:\n", feature[0] ? "specs/" : "null",
      feature, feature[0] ? "/spec.md" : "");
  for (uint32_t i = 0, count = 1 + below(6); i < count; i++) phrase(2, '/', name), put("  - src/%s.py\n", name);
  put("tests:\n");
  for (uint32_t i = 0, count = 1 + below(3); i < count; i++) phrase(2, '_', name), put("  - tests/test_%s.py\n", name);
  put("---\n\n## Prompt\n\n");
  prose(length(55, 1.5));
  put("\n## Response snapshot\n\n");
  prose(length(110, 1.0));
  put("\n## Outcome\n\n- ✅ Impact: ");
  prose(12 + below(30));
  put("- 🧪 Tests: ");
  prose(5 + below(10));
  put("- 📁 Files: ");
  prose(5 + below(10));
  put("- 🔁 Next prompts: ");
  prose(5 + below(12));
  put("- 🧠 Reflection: ");
  prose(10 + below(20));
  put("\n## Evaluation notes (flywheel)\n\n- Failure modes observed: ");
  prose(4 + below(12));
  put("- Graders run and results (PASS/FAIL): ");
  prose(2 + below(8));
  put("- Prompt variant (if applicable): none\n- Next experiment (smallest change to try): ");
  prose(6 + below(14));
  slug[60] = 0;
  snprintf(path, sizeof path, "%s/%04u-%s.%s.prompt.md", place, number, slug, stage);
  save(path);
}

static void decision(const char *place, uint32_t number) {
  static const char *statuses[] = {"Accepted", "Accepted", "Accepted", "Proposed", "Superseded", "Rejected"};
  char slug[256], path[1024];
  phrase(3 + below(4), '-', slug);
  used = 0;
  put("# ADR-%04u: ", number);
  for (const char *at = slug; *at; at++) put("%c", *at == '-' ? ' ' : *at);
  put("\n\n- **Status:** %s\n- **Date:** 2025-%02u-%02u\n\n## Context\n\n", statuses[below(6)], 1 + below(12),
      1 + below(28));
  prose(length(130, 0.7));
  put("\n## Decision\n\n");
  prose(length(120, 0.7));
  put("\n## Consequences\n\n### Positive\n\n");
  prose(length(60, 0.6));
  put("\n### Negative\n\n");
  prose(length(50, 0.6));
  put("\n## Alternatives Considered\n\n");
  prose(length(110, 0.7));
  slug[60] = 0;
  snprintf(path, sizeof path, "%s/%04u-%s.md", place, number, slug);
  save(path);
}

int main(int count, char **words) {
  long records = count > 2 ? atol(words[1]) : 0;
  if (records < 1) {
    fprintf(stderr, "usage: generate COUNT FOLDER [SEED]\n");
    return 2;
  }
  state = count > 3 ? strtoull(words[3], NULL, 10) : 1;
  fill_table();
  char path[512], feature[128];
  folder(words[2]);
  static const char *folders[] = {"history", "history/prompts", "history/prompts/general", "history/adr"};
  for (int i = 0; i < 4; i++) snprintf(path, sizeof path, "%s/%s", words[2], folders[i]), folder(path);

  long decisions = records * 3 / 100, general = records * 15 / 100;
  for (int i = 0; i < TOPIC; i++) topic[i] = 60 + below(20000);
  snprintf(path, sizeof path, "%s/history/adr", words[2]);
  for (long i = 1; i <= decisions; i++) decision(path, (uint32_t)i);
  snprintf(path, sizeof path, "%s/history/prompts/general", words[2]);
  for (long i = 1; i <= general; i++) prompt(path, (uint32_t)i, "");
  long left = records - decisions - general;
  for (uint32_t number = 1; left > 0; number++) {
    for (int i = 0; i < TOPIC; i++) topic[i] = 60 + below(20000);
    size_t size = (size_t)sprintf(feature, "%03u-", number);
    phrase(2, '-', feature + size);
    snprintf(path, sizeof path, "%s/history/prompts/%s", words[2], feature);
    folder(path);
    for (uint32_t i = 1, all = length(70, 0.6); i <= all && left > 0; i++, left--) prompt(path, i, feature);
  }
  return 0;
}
