/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Starts a child process. vfork() keeps it cheap however much memory the app has mapped, and tells
 * when the program was executed; so the child, which borrows the parent's memory until then, may
 * only make system calls. Runs on the thread that asks. */

#define G_LOG_DOMAIN "scadscope-engine"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "scad-process-spawn.h"

#define MAX_FDS 4 /* 0, 1, 2 and SCAD_PROCESS_EXTRA_FD */

/* Everything the child needs, prepared by the parent. */
typedef struct
{
  const char *program;
  char *const *argv;
  char *const *envp;
  int folder_fd;
  int fds[MAX_FDS]; /* all at or above MAX_FDS, so that none is overwritten before its turn */
  int n_fds;
  pid_t parent;
  rlim_t data_bytes;
  rlim_t file_bytes;
  volatile int error; /* errno of the step that failed, written by the child */
} Plan;

static void
lower_limit (int resource, rlim_t bytes)
{
  struct rlimit limit;

  if (bytes == RLIM_INFINITY || getrlimit (resource, &limit) < 0)
    return;
  limit.rlim_max = MIN (limit.rlim_max, bytes);
  limit.rlim_cur = MIN (limit.rlim_cur, bytes);
  setrlimit (resource, &limit);
}

static void
reset_signals (void)
{
  struct sigaction action = { .sa_handler = SIG_DFL };

  for (int i = 1; i < NSIG; i++)
    sigaction (i, &action, NULL);
}

static void
close_from (unsigned int first)
{
  struct rlimit limit;
  int last = 65536;

#ifdef SYS_close_range
  if (syscall (SYS_close_range, first, ~0U, 0) == 0)
    return;
#endif
  if (getrlimit (RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < (rlim_t) last)
    last = (int) limit.rlim_cur;
  for (int fd = (int) first; fd < last; fd++)
    close (fd);
}

static gboolean
place_fds (const Plan *plan)
{
  for (int i = 0; i < plan->n_fds; i++)
    if (dup2 (plan->fds[i], i) < 0)
      return FALSE;

  return TRUE;
}

/* The child, from vfork() to the program. */
static void G_GNUC_NORETURN
run_child (Plan *plan)
{
  sigset_t none;

  reset_signals ();
  sigemptyset (&none);
  /* The child dies with the thread that waits for it, so a killed app leaves nothing behind. It may
   * have been killed before the child asked for that. */
  if (setpgid (0, 0) == 0 && prctl (PR_SET_PDEATHSIG, SIGKILL) == 0 &&
      getppid () == plan->parent && fchdir (plan->folder_fd) == 0 && place_fds (plan))
    {
      lower_limit (RLIMIT_CORE, 0);
      lower_limit (RLIMIT_DATA, plan->data_bytes);
      lower_limit (RLIMIT_FSIZE, plan->file_bytes);
      close_from (plan->n_fds);
      sigprocmask (SIG_SETMASK, &none, NULL);
      execve (plan->program, plan->argv, plan->envp);
    }
  plan->error = errno != 0 ? errno : ECHILD;
  _exit (127);
}

/* No handler of the app may run in the child while it borrows the app's memory. */
static pid_t
start_child (Plan *plan)
{
  sigset_t all, before;
  pid_t pid;
  int code;

  sigfillset (&all);
  pthread_sigmask (SIG_SETMASK, &all, &before);
  pid = vfork ();
  if (pid == 0)
    run_child (plan);
  code = errno;
  pthread_sigmask (SIG_SETMASK, &before, NULL);
  if (pid < 0)
    plan->error = code;

  return pid;
}

static int
duplicate_fd (int fd)
{
  if (fd >= 0)
    return fcntl (fd, F_DUPFD_CLOEXEC, MAX_FDS);

  return open ("/dev/null", O_RDWR | O_CLOEXEC);
}

static gboolean
collect_fds (Plan *plan, const ScadProcessSpec *spec, int message_fd)
{
  const int wanted[MAX_FDS] = { spec->input_fd, spec->output_fd, message_fd, spec->extra_fd };
  int n_wanted = spec->extra_fd >= 0 ? MAX_FDS : MAX_FDS - 1;

  for (; plan->n_fds < n_wanted; plan->n_fds++)
    {
      int fd = duplicate_fd (wanted[plan->n_fds]);

      if (fd >= 0 && fd < MAX_FDS)
        {
          int low = fd;

          fd = duplicate_fd (low);
          close (low);
        }
      if (fd < 0)
        return FALSE;
      plan->fds[plan->n_fds] = fd;
    }

  return TRUE;
}

/* The sampled limit is the one that people meet. This one, well above it, stops a single allocation
 * that is faster than the sampling; programs reserve more than they use, hence the distance. */
static rlim_t
get_data_backstop (guint64 memory_bytes)
{
  guint64 slack = G_GUINT64_CONSTANT (2) << 30;

  if (memory_bytes == 0 || memory_bytes > (G_MAXUINT64 - slack) / 2)
    return RLIM_INFINITY;

  return (rlim_t) (memory_bytes * 2 + slack);
}

static void
set_spawn_error (const ScadProcessSpec *spec, int code, GError **error)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
               _ ("The program “%s” cannot be started: %s."), spec->program, g_strerror (code));
}

pid_t
scad_process_spawn (const ScadProcessSpec *spec, int message_fd, GError **error)
{
  Plan plan = { .program = spec->program,
                .argv = (char *const *) spec->argv,
                .envp = (char *const *) spec->envp,
                .folder_fd = -1,
                .parent = getpid (),
                .data_bytes = get_data_backstop (spec->limits.memory_bytes),
                .file_bytes = RLIM_INFINITY };
  pid_t pid = -1;

  if (spec->limits.memory_bytes > 0)
    plan.file_bytes = (rlim_t) spec->limits.memory_bytes;
  plan.folder_fd = open (spec->folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (plan.folder_fd >= 0 && collect_fds (&plan, spec, message_fd))
    pid = start_child (&plan);
  else
    plan.error = errno;

  if (plan.folder_fd >= 0)
    close (plan.folder_fd);
  for (int i = 0; i < plan.n_fds; i++)
    close (plan.fds[i]);
  if (plan.error != 0)
    {
      if (pid > 0)
        while (waitpid (pid, NULL, 0) < 0 && errno == EINTR)
          ;
      set_spawn_error (spec, plan.error, error);
      return -1;
    }

  return pid;
}
