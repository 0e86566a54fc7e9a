/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Measures the resident memory of a process group through /proc. Owned by the thread that waits for
 * the group.
 *
 * The kernel keeps a process's highest resident size and tells it with its exit status, but counts
 * what the process was before it executed its program: after vfork() that is the app itself. So that
 * figure is only believed where it is above the app's own; below it, samples count. */

#define G_LOG_DOMAIN "scadscope-engine"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "scad-process-memory.h"

#define LOOK_AROUND_EVERY 5 /* samples */

/* Reads a small file of /proc. Returns its length, 0 when there is none. */
static gsize
read_small_file (const char *path, char *buffer, gsize size)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gssize length = fd >= 0 ? read (fd, buffer, size - 1) : 0;

  if (fd >= 0)
    close (fd);
  buffer[MAX (length, 0)] = '\0';

  return MAX (length, 0);
}

/* The highest resident size of a process so far; @process is a process id or "self". */
static guint64
read_high_water (const char *process)
{
  static const char key[] = "\nVmHWM:";
  char path[64], buffer[4096];
  const char *found;

  g_snprintf (path, sizeof path, "/proc/%s/status", process);
  if (read_small_file (path, buffer, sizeof buffer) == 0)
    return 0;
  found = strstr (buffer, key);

  return found != NULL ? g_ascii_strtoull (found + strlen (key), NULL, 10) * 1024 : 0;
}

/* The second number of /proc/PID/statm, in pages. */
static guint64
read_resident (pid_t pid)
{
  char path[64], buffer[128];
  char *end;

  g_snprintf (path, sizeof path, "/proc/%d/statm", (int) pid);
  if (read_small_file (path, buffer, sizeof buffer) == 0)
    return 0;
  g_ascii_strtoull (buffer, &end, 10);

  return g_ascii_strtoull (end, NULL, 10) * (guint64) sysconf (_SC_PAGESIZE);
}

/* One getpgid() for each process of the machine: about 0.2 ms for 500. */
static void
look_around (ScadProcessMemory *self)
{
  DIR *folder = opendir ("/proc");
  struct dirent *entry;

  if (folder == NULL)
    return;
  g_array_set_size (self->members, 0);
  while ((entry = readdir (folder)) != NULL)
    {
      pid_t pid = g_ascii_isdigit (entry->d_name[0]) ? atoi (entry->d_name) : 0;

      if (pid > 0 && pid != self->group && getpgid (pid) == self->group)
        g_array_append_val (self->members, pid);
    }
  closedir (folder);
}

/**
 * scad_process_memory_init:
 * @self: (out caller-allocates): the figures
 * @group: process group, whose first process has just executed its program
 */
void
scad_process_memory_init (ScadProcessMemory *self, pid_t group)
{
  *self = (ScadProcessMemory){ .group = group };
  self->members = g_array_new (FALSE, FALSE, sizeof (pid_t));
  self->floor_bytes = read_high_water ("self");
}

/**
 * scad_process_memory_clear:
 * @self: figures
 */
void
scad_process_memory_clear (ScadProcessMemory *self)
{
  g_clear_pointer (&self->members, g_array_unref);
}

/**
 * scad_process_memory_sample:
 * @self: figures
 *
 * Returns: the bytes that the group's processes have in memory now; pages that they share count for
 *   each of them
 */
guint64
scad_process_memory_sample (ScadProcessMemory *self)
{
  guint64 sum = read_resident (self->group);
  char process[16];

  if (self->n_samples++ % LOOK_AROUND_EVERY == 0)
    look_around (self);
  for (guint i = 0; i < self->members->len; i++)
    sum += read_resident (g_array_index (self->members, pid_t, i));

  g_snprintf (process, sizeof process, "%d", (int) self->group);
  self->peak_bytes = MAX (self->peak_bytes, MAX (sum, read_high_water (process)));

  return sum;
}

/**
 * scad_process_memory_add_maximum:
 * @self: figures
 * @bytes: the highest resident size that the kernel tells for the group's first process
 */
void
scad_process_memory_add_maximum (ScadProcessMemory *self, guint64 bytes)
{
  if (bytes > self->floor_bytes)
    self->peak_bytes = MAX (self->peak_bytes, bytes);
}
