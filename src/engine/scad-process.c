/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs a child process to its end, on the calling thread, in one poll() loop that watches its
 * messages, its end, the cancellable, the deadline and its memory. The child leads a process group
 * of its own, and that group is gone when the call returns. */

#define G_LOG_DOMAIN "scadscope-engine"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scad-process-memory.h"
#include "scad-process-spawn.h"
#include "scad-process.h"

#define FIRST_TICK_US 2000
#define TICK_US 20000          /* between two looks at the memory */
#define POLL_WITHOUT_FD_MS 10  /* where the kernel cannot wake us */
#define MAX_READS 16           /* in a row, before everything else gets its turn */

typedef struct
{
  const ScadProcessSpec *spec;
  GCancellable *cancellable;
  pid_t pid;
  int pidfd;      /* -1: the kernel has none */
  int message_fd; /* -1: the child closed it */
  int cancel_fd;  /* -1: none */
  gint64 started_us;
  gint64 next_tick_us;
  gint64 tick_us;
  ScadProcessMemory memory;
} Child;

static void
clear_fd (int *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}

static int
open_pidfd (pid_t pid)
{
#ifdef SYS_pidfd_open
  return (int) syscall (SYS_pidfd_open, pid, 0);
#else
  return -1;
#endif
}

/* Hands messages on, at most MAX_READS pieces. */
static void
read_messages (Child *self)
{
  char buffer[65536];

  for (int i = 0; i < MAX_READS && self->message_fd >= 0; i++)
    {
      gssize length = read (self->message_fd, buffer, sizeof buffer);

      if (length > 0)
        self->spec->message_func (buffer, length, self->spec->message_data);
      else if (length < 0 && errno == EAGAIN)
        return;
      else if (length == 0 || errno != EINTR)
        clear_fd (&self->message_fd);
    }
}

/* Whether the child ended; it is not reaped, so that its group's number stays taken. */
static gboolean
has_ended (Child *self)
{
  siginfo_t info = { 0 };

  if (waitid (P_PID, self->pid, &info, WEXITED | WNOHANG | WNOWAIT) < 0)
    return errno == ECHILD;

  return info.si_pid == self->pid;
}

static gint64
get_deadline (const Child *self)
{
  guint64 limit_ms = self->spec->limits.time_ms;

  if (limit_ms == 0 || limit_ms > (guint64) (G_MAXINT64 - self->started_us) / 1000)
    return G_MAXINT64;

  return self->started_us + (gint64) limit_ms * 1000;
}

static void
wait_for_event (Child *self)
{
  struct pollfd fds[] = { { .fd = self->message_fd, .events = POLLIN },
                          { .fd = self->pidfd, .events = POLLIN },
                          { .fd = self->cancel_fd, .events = POLLIN } };
  gint64 until_us = MIN (self->next_tick_us, get_deadline (self));
  gint64 timeout_ms = (MAX (until_us - g_get_monotonic_time (), 0) + 999) / 1000;

  if (self->pidfd < 0 || (self->cancellable != NULL && self->cancel_fd < 0))
    timeout_ms = MIN (timeout_ms, POLL_WITHOUT_FD_MS);
  poll (fds, G_N_ELEMENTS (fds), (int) timeout_ms);
}

/* Whether the group holds more memory than it may. */
static gboolean
exceeds_memory (Child *self, gint64 now_us)
{
  guint64 limit = self->spec->limits.memory_bytes;
  guint64 bytes;

  if (now_us < self->next_tick_us)
    return FALSE;
  bytes = scad_process_memory_sample (&self->memory);
  self->tick_us = MIN (self->tick_us * 2, TICK_US);
  self->next_tick_us = now_us + self->tick_us;

  return limit > 0 && bytes > limit;
}

static ScadProcessEnd
watch (Child *self)
{
  for (;;)
    {
      gint64 now_us;

      wait_for_event (self);
      if (g_cancellable_is_cancelled (self->cancellable))
        return SCAD_PROCESS_CANCELLED;
      read_messages (self);
      if (has_ended (self))
        return SCAD_PROCESS_ENDED;
      now_us = g_get_monotonic_time ();
      if (now_us >= get_deadline (self))
        return SCAD_PROCESS_TIME_LIMIT;
      if (exceeds_memory (self, now_us))
        return SCAD_PROCESS_MEMORY_LIMIT;
    }
}

/* Ends what is left of the group, reaps the child and reads the messages that it left behind. A
 * descendant that escaped from the group may hold the pipe open: nobody waits for it. */
static void
finish (Child *self, ScadProcessResult *result)
{
  struct rusage usage = { 0 };

  kill (-self->pid, SIGKILL);
  while (wait4 (self->pid, &result->status, 0, &usage) < 0)
    if (errno != EINTR)
      {
        result->status = W_EXITCODE (0, SIGKILL);
        break;
      }
  result->run_us = g_get_monotonic_time () - self->started_us;
  scad_process_memory_add_maximum (&self->memory, (guint64) usage.ru_maxrss * 1024);
  result->peak_bytes = self->memory.peak_bytes;
  read_messages (self);
}

static void
child_clear (Child *self)
{
  scad_process_memory_clear (&self->memory);
  clear_fd (&self->message_fd);
  clear_fd (&self->pidfd);
  if (self->cancel_fd >= 0)
    g_cancellable_release_fd (self->cancellable);
}

static void
child_init (Child *self, const ScadProcessSpec *spec, GCancellable *cancellable, pid_t pid)
{
  GPollFD poll_fd = { .fd = -1 };

  self->spec = spec;
  self->cancellable = cancellable;
  self->pid = pid;
  self->pidfd = open_pidfd (pid);
  self->cancel_fd =
    cancellable != NULL && g_cancellable_make_pollfd (cancellable, &poll_fd) ? poll_fd.fd : -1;
  self->tick_us = FIRST_TICK_US;
  self->next_tick_us = self->started_us + self->tick_us;
  scad_process_memory_init (&self->memory, pid);
}

/* Starts the program. (out) @message_fd: where its messages arrive. */
static pid_t
start (const ScadProcessSpec *spec, int *message_fd, GError **error)
{
  int ends[2];
  pid_t pid;

  if (pipe2 (ends, O_CLOEXEC) < 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "pipe: %s", g_strerror (code));
      return -1;
    }
  fcntl (ends[0], F_SETFL, O_NONBLOCK);
  pid = scad_process_spawn (spec, ends[1], error);
  close (ends[1]);
  if (pid < 0)
    close (ends[0]);
  else
    *message_fd = ends[0];

  return pid;
}

/**
 * scad_process_run:
 * @spec: what to run
 * @cancellable: (nullable): ends the whole process group at once
 * @result: (out): how it ended, and what it cost
 * @error: return location for an error of the domain %G_IO_ERROR: the program could not be started
 *
 * Runs a program and waits for its end. Nothing that it started is left in its process group.
 *
 * Returns: whether the program was started
 */
gboolean
scad_process_run (const ScadProcessSpec *spec,
                  GCancellable *cancellable,
                  ScadProcessResult *result,
                  GError **error)
{
  Child child = { 0 };
  gint64 before_us = g_get_monotonic_time ();
  pid_t pid;

  g_return_val_if_fail (spec != NULL && spec->message_func != NULL, FALSE);
  g_return_val_if_fail (result != NULL, FALSE);

  *result = (ScadProcessResult){ .end = SCAD_PROCESS_CANCELLED };
  if (g_cancellable_is_cancelled (cancellable))
    return TRUE;

  pid = start (spec, &child.message_fd, error);
  if (pid < 0)
    return FALSE;
  child.started_us = g_get_monotonic_time ();
  result->start_us = child.started_us - before_us;
  child_init (&child, spec, cancellable, pid);
  result->end = watch (&child);
  finish (&child, result);
  child_clear (&child);

  return TRUE;
}
