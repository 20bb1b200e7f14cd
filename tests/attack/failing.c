/* R6: the n-th write to a file under a folder fails, and those after it, as a failing disk has it. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long count;

static const char *of(const char *name) { const char *value = getenv(name); return value ? value : ""; }

/* Whether this call is one of those that fail; only calls on files under the folder are counted. */
static int fails(int file) {
    char link[64], path[PATH_MAX];
    const char *under = of("FAIL_UNDER");
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0 || !*under) return 0;
    path[length] = 0;
    if (strncmp(path, under, strlen(under))) return 0;
    long number = __atomic_add_fetch(&count, 1, __ATOMIC_SEQ_CST);
    long at = atol(of("FAIL_AT")), many = atol(of("FAIL_MANY"));
    return at > 0 && number >= at && number < at + many;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define FAILURE atoi(of("FAIL_WITH"))

/* With 0 a call writes the half of what it should. */
#define WRITES(name, rest, ...)                                                       \
    ssize_t name(int file, const void *bytes, size_t size rest) {                     \
        __typeof__(&name) real = REAL(name);                                          \
        if (!fails(file)) return real(file, bytes, size, ##__VA_ARGS__);              \
        if (FAILURE == 0 && size > 1) return real(file, bytes, size / 2, ##__VA_ARGS__); \
        if (FAILURE == 0) return real(file, bytes, size, ##__VA_ARGS__);              \
        errno = FAILURE;                                                              \
        return -1;                                                                    \
    }
#define COMMA ,
ssize_t write(int file, const void *bytes, size_t size) {
    __typeof__(&write) real = REAL(write);
    if (!fails(file)) return real(file, bytes, size);
    if (FAILURE == 0) return real(file, bytes, size > 1 ? size / 2 : size);
    errno = FAILURE;
    return -1;
}
WRITES(pwrite, COMMA off_t at, at)
WRITES(pwrite64, COMMA off64_t at, at)

#define SYNCS(name)                                \
    int name(int file) {                           \
        __typeof__(&name) real = REAL(name);       \
        if (!fails(file) || FAILURE == 0) return real(file); \
        errno = FAILURE;                           \
        return -1;                                 \
    }
SYNCS(fsync)
SYNCS(fdatasync)

#define CUTS(name, kind)                           \
    int name(int file, kind size) {                \
        __typeof__(&name) real = REAL(name);       \
        if (!fails(file) || FAILURE == 0) return real(file, size); \
        errno = FAILURE;                           \
        return -1;                                 \
    }
CUTS(ftruncate, off_t)
CUTS(ftruncate64, off64_t)

/* How many there were, for whoever chooses which is to fail. */
__attribute__((destructor)) static void end(void) {
    const char *file = of("FAIL_COUNT");
    if (!*file) return;
    FILE *out = fopen(file, "w");
    if (!out) return;
    fprintf(out, "%ld\n", count);
    fclose(out);
}
