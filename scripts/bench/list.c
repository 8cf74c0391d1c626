// The least that it takes to know what is in a folder: one readdir of it. Prints how many names there were.

#include <dirent.h>
#include <stdio.h>

int main(int count, char **words) {
  DIR *folder = opendir(count > 1 ? words[1] : ".");
  if (folder == NULL) return 2;
  long names = 0;
  while (readdir(folder) != NULL) names++;
  closedir(folder);
  printf("%ld\n", names);
  return 0;
}
