/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tells from how an OpenSCAD program ended what that means, and says it to people. Pure functions,
 * any thread. */

#define G_LOG_DOMAIN "scadscope-engine"

#include "config.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include <glib/gi18n-lib.h>

#include "scad-cli-run.h"
#include "scad-memfd.h"

/* A shell or a sandbox between us and OpenSCAD tells of its signal by an exit code of 128 + n. */
#define EXIT_BY_SIGNAL 128

static void
conclude (ScadCliRun *self, ScadOutcome outcome, char *reason)
{
  self->outcome = outcome;
  g_free (self->reason);
  self->reason = reason;
}

/* @limits are what was left for this run; the message names them as they were asked for. */
static void
judge_time_limit (ScadCliRun *self, const ScadLimits *limits)
{
  conclude (self, SCAD_OUTCOME_TIME_LIMIT,
            g_strdup_printf (_ ("The model was not finished within the time limit of %.4g s. Raise "
                                "the time limit in Preferences, or use --time-limit."),
                             limits->time_ms / 1000.0));
}

static void
judge_memory_limit (ScadCliRun *self, const ScadLimits *limits)
{
  g_autofree char *limit = g_format_size_full (limits->memory_bytes, G_FORMAT_SIZE_IEC_UNITS);
  g_autofree char *peak = g_format_size_full (self->process.peak_bytes, G_FORMAT_SIZE_IEC_UNITS);

  conclude (self, SCAD_OUTCOME_MEMORY_LIMIT,
            g_strdup_printf (_ ("The model needs more memory than the limit of %s; it had reached "
                                "%s. Raise “Memory limit” in Preferences, or use --memory-limit."),
                             limit, peak));
}

static void
judge_out_of_memory (ScadCliRun *self, const ScadLimits *limits)
{
  g_autofree char *peak = g_format_size_full (self->process.peak_bytes, G_FORMAT_SIZE_IEC_UNITS);

  if (limits->memory_bytes > 0)
    judge_memory_limit (self, limits);
  else
    conclude (self, SCAD_OUTCOME_CRASHED,
              g_strdup_printf (_ ("OpenSCAD ran out of memory; it had reached %s. Close other "
                                  "programs, or simplify the model."),
                               peak));
}

/* The result was larger than the memory limit allows a file to be. */
static void
judge_large_result (ScadCliRun *self, const ScadLimits *limits)
{
  g_autofree char *limit = g_format_size_full (limits->memory_bytes, G_FORMAT_SIZE_IEC_UNITS);

  conclude (self, SCAD_OUTCOME_MEMORY_LIMIT,
            g_strdup_printf (_ ("The model's result is larger than the memory limit of %s. Raise "
                                "“Memory limit” in Preferences, or use --memory-limit."),
                             limit));
}

static void
judge_signal (ScadCliRun *self, int number, const char *last_line)
{
  const char *name = sigabbrev_np (number);
  g_autofree char *signal_name =
    name != NULL ? g_strdup_printf ("SIG%s", name) : g_strdup_printf ("%d", number);

  if (last_line != NULL)
    conclude (self, SCAD_OUTCOME_CRASHED,
              g_strdup_printf (_ ("OpenSCAD was ended by the signal %s (%s). Its last message was: "
                                  "%s"),
                               signal_name, g_strsignal (number), last_line));
  else
    conclude (self, SCAD_OUTCOME_CRASHED,
              g_strdup_printf (_ ("OpenSCAD was ended by the signal %s (%s)."), signal_name,
                               g_strsignal (number)));
}

static void
judge_exit_code (ScadCliRun *self, int code, const char *last_line)
{
  if (last_line != NULL)
    conclude (self, SCAD_OUTCOME_CRASHED,
              g_strdup_printf (_ ("OpenSCAD failed with the exit code %d and did not say why. Its "
                                  "last message was: %s"),
                               code, last_line));
  else
    conclude (self, SCAD_OUTCOME_CRASHED,
              g_strdup_printf (_ ("OpenSCAD failed with the exit code %d and did not say why."),
                               code));
}

static char *
describe_error (const ScadDiagnostic *error)
{
  g_autofree char *name = NULL;

  if (error->line <= 0)
    return g_strdup (error->text);
  if (error->in_document)
    return g_strdup_printf (_ ("Line %d: %s"), error->line, error->text);
  name = error->file != NULL ? g_path_get_basename (error->file) : g_strdup ("?");

  return g_strdup_printf (_ ("%s, line %d: %s"), name, error->line, error->text);
}

static void
judge_ended_well (ScadCliRun *self)
{
  if (scad_memfd_get_size (self->geometry_fd) > 0)
    conclude (self, SCAD_OUTCOME_OK, NULL);
  else
    conclude (self, SCAD_OUTCOME_RUBBISH,
              g_strdup (_ ("OpenSCAD reported success, but sent no geometry.")));
}

static void
judge_exit (ScadCliRun *self, int code, ScadDiagnosticsFacts facts, const char *last_line)
{
  const ScadDiagnostic *error = scad_diagnostics_find_error (self->diagnostics);

  if (error != NULL)
    conclude (self, SCAD_OUTCOME_MODEL_ERROR, describe_error (error));
  else if (code == 0)
    judge_ended_well (self);
  else if (facts & SCAD_DIAGNOSTICS_FACT_NOT_3D)
    self->flat = TRUE;
  else if (facts & SCAD_DIAGNOSTICS_FACT_EMPTY)
    conclude (self, SCAD_OUTCOME_EMPTY,
              g_strdup (_ ("The model contains no geometry. Add an object, such as cube(10);")));
  else if (facts & SCAD_DIAGNOSTICS_FACT_UNPARSABLE)
    conclude (self, SCAD_OUTCOME_MODEL_ERROR,
              g_strdup (_ ("The model cannot be parsed, and OpenSCAD did not say where.")));
  else
    judge_exit_code (self, code, last_line);
}

/**
 * scad_cli_run_judge:
 * @self: a run whose process has ended
 * @facts: what its messages said
 * @last_line: (nullable): the last of them
 * @limits: the limits of the whole job
 *
 * Decides the outcome. An error message makes it the model's error, whatever the exit code is:
 * OpenSCAD goes on after an assertion, an open mesh or a file that it cannot import, leaves that part
 * out, and ends with 0 when something else is left.
 */
void
scad_cli_run_judge (ScadCliRun *self,
                    ScadDiagnosticsFacts facts,
                    const char *last_line,
                    const ScadLimits *limits)
{
  int status = self->process.status;
  int code = WIFEXITED (status) ? WEXITSTATUS (status) : 0;
  int number = WIFSIGNALED (status) ? WTERMSIG (status)
               : code > EXIT_BY_SIGNAL && code < EXIT_BY_SIGNAL + NSIG ? code - EXIT_BY_SIGNAL
                                                                       : 0;

  if (self->process.end == SCAD_PROCESS_CANCELLED)
    conclude (self, SCAD_OUTCOME_CANCELLED, NULL);
  else if (self->process.end == SCAD_PROCESS_TIME_LIMIT)
    judge_time_limit (self, limits);
  else if (self->process.end == SCAD_PROCESS_MEMORY_LIMIT)
    judge_memory_limit (self, limits);
  else if (number == SIGXFSZ && limits->memory_bytes > 0)
    judge_large_result (self, limits);
  else if (facts & SCAD_DIAGNOSTICS_FACT_OUT_OF_MEMORY && (number != 0 || code != 0))
    judge_out_of_memory (self, limits);
  else if (number != 0)
    judge_signal (self, number, last_line);
  else if (code <= 1)
    judge_exit (self, code, facts, last_line);
  else
    judge_exit_code (self, code, last_line);
}
