/* Preloaded into the program: breaks the call with the number BREAK_AT among those that open, change or lock files of the
 * home, by SIGKILL (BREAK_HOW=kill) or by the error BREAK_HOW. Without BREAK_AT it counts them into BREAK_COUNT. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static int calls;

static int in_home(const char *path) {
  const char *home = getenv("HOME");
  return home && strncmp(path, home, strlen(home)) == 0;
}

static int is_of_home(int fd) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t size = readlink(link, path, sizeof path - 1);
  path[size > 0 ? size : 0] = 0;
  return in_home(path);
}

static int breaks(int concerned) {
  if (!concerned) return 0;
  const char *at = getenv("BREAK_AT");
  const char *how = getenv("BREAK_HOW");
  if (__atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST) != (at ? atoi(at) : -1)) return 0;
  if (strcmp(how, "kill") == 0) kill(getpid(), SIGKILL);
  errno = atoi(how);
  return 1;
}

__attribute__((destructor)) static void count(void) {
  const char *file = getenv("BREAK_COUNT");
  FILE *out = file ? fopen(file, "w") : NULL;
  if (!out) return;
  fprintf(out, "%d\n", calls);
  fclose(out);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define WRAP(type, name, parameters, arguments, concerned) \
  type name parameters { return breaks(concerned) ? (type)-1 : REAL(name) arguments; }

#define WRAP_OPEN(name)                              \
  int name(const char *path, int flags, ...) {       \
    va_list rest;                                    \
    va_start(rest, flags);                           \
    mode_t mode = va_arg(rest, mode_t);              \
    va_end(rest);                                    \
    return breaks(in_home(path)) ? -1 : REAL(name)(path, flags, mode); \
  }
WRAP_OPEN(open)
WRAP_OPEN(open64)

WRAP(ssize_t, write, (int fd, const void *from, size_t size), (fd, from, size), is_of_home(fd))
WRAP(ssize_t, pwrite, (int fd, const void *from, size_t size, off_t at), (fd, from, size, at), is_of_home(fd))
WRAP(ssize_t, pwrite64, (int fd, const void *from, size_t size, off64_t at), (fd, from, size, at), is_of_home(fd))
WRAP(int, fsync, (int fd), (fd), is_of_home(fd))
WRAP(int, fchmod, (int fd, mode_t mode), (fd, mode), is_of_home(fd))
WRAP(int, ftruncate, (int fd, off_t size), (fd, size), is_of_home(fd))
WRAP(int, ftruncate64, (int fd, off64_t size), (fd, size), is_of_home(fd))
WRAP(int, rename, (const char *from, const char *to), (from, to), in_home(to))
WRAP(int, linkat, (int a, const char *from, int b, const char *to, int flags), (a, from, b, to, flags), in_home(to))
WRAP(int, unlink, (const char *path), (path), in_home(path))
WRAP(int, remove, (const char *path), (path), in_home(path))
WRAP(int, mkdir, (const char *path, mode_t mode), (path, mode), in_home(path))
WRAP(int, flock, (int fd, int operation), (fd, operation), is_of_home(fd))
