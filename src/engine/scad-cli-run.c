/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Starts an OpenSCAD program for one job and one format. All that goes in and out is in memory: the
 * text on 0, the geometry on 1, messages on 2, the list of dependencies on a fourth file. Blocking,
 * any thread. */

#define G_LOG_DOMAIN "scadscope-engine"

#include "config.h"

#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "scad-cli-dependencies.h"
#include "scad-cli-run.h"
#include "scad-memfd.h"

#define MAX_DEPENDENCIES_BYTES (16 << 20)

static void
close_fd (int *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}

/**
 * scad_cli_run_clear:
 * @self: a run
 */
void
scad_cli_run_clear (ScadCliRun *self)
{
  close_fd (&self->geometry_fd);
  g_clear_pointer (&self->reason, g_free);
  g_clear_pointer (&self->diagnostics, g_ptr_array_unref);
  g_clear_pointer (&self->dependencies, g_strfreev);
}

/* The document's folder, or one that exists. */
static const char *
choose_folder (const ScadEngineJob *job)
{
  const char *folder = scad_engine_job_get_folder (job);

  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return folder;
  folder = g_get_home_dir ();

  return folder != NULL && g_file_test (folder, G_FILE_TEST_IS_DIR) ? folder : "/";
}

static guint
count_lines (const char *text, gsize length)
{
  const char *end = text + length;
  guint n = 1;

  while ((text = memchr (text, '\n', end - text)) != NULL)
    {
      n++;
      text++;
    }

  return n;
}

/* Each parameter is an argument of its own: no shell and no quoting. */
static GPtrArray *
build_argv (const char *const *command,
            const ScadCliProbe *probe,
            const ScadEngineJob *job,
            const char *format)
{
  GPtrArray *argv = g_ptr_array_new_with_free_func (g_free);
  const char *const *parameters = scad_engine_job_get_parameters (job);

  for (guint i = 0; command[i] != NULL; i++)
    g_ptr_array_add (argv, g_strdup (command[i]));
  if (probe->backend != NULL)
    g_ptr_array_add (argv, g_strdup (probe->backend));
  g_ptr_array_add (argv, g_strdup ("-o"));
  g_ptr_array_add (argv, g_strdup ("-"));
  g_ptr_array_add (argv, g_strdup ("--export-format"));
  g_ptr_array_add (argv, g_strdup (format));
  if (probe->lists_dependencies)
    {
      g_ptr_array_add (argv, g_strdup ("-d"));
      g_ptr_array_add (argv, g_strdup_printf ("/proc/self/fd/%d", SCAD_PROCESS_EXTRA_FD));
    }
  for (guint i = 0; parameters[i] != NULL; i += 2)
    {
      g_ptr_array_add (argv, g_strdup ("-D"));
      g_ptr_array_add (argv, g_strdup_printf ("%s=%s", parameters[i], parameters[i + 1]));
    }
  g_ptr_array_add (argv, g_strdup ("-"));
  g_ptr_array_add (argv, NULL);

  return argv;
}

static void
parse_cb (const char *data, gsize length, gpointer user_data)
{
  scad_diagnostics_parser_feed (user_data, data, length);
}

static void
fail_to_start (ScadCliRun *self, const GError *error)
{
  self->outcome = SCAD_OUTCOME_UNAVAILABLE;
  self->reason = g_strdup (error->message);
}

/* Makes the files that the child gets. */
static gboolean
open_files (ScadCliRun *self, ScadProcessSpec *spec, const ScadEngineJob *job, GError **error)
{
  spec->input_fd = scad_memfd_new_with_text ("scadscope-model", scad_engine_job_get_text (job),
                                             scad_engine_job_get_length (job), error);
  if (spec->input_fd < 0)
    return FALSE;
  self->geometry_fd = scad_memfd_new ("scadscope-geometry", error);
  if (self->geometry_fd < 0)
    return FALSE;
  spec->output_fd = self->geometry_fd;
  spec->extra_fd = scad_memfd_new ("scadscope-dependencies", error);

  return spec->extra_fd >= 0;
}

static void
take_dependencies (ScadCliRun *self, const ScadProcessSpec *spec, const ScadEngineJob *job)
{
  g_autofree char *text = scad_memfd_dup_text (spec->extra_fd, MAX_DEPENDENCIES_BYTES, NULL);

  self->dependencies =
    scad_cli_dependencies_parse (text, spec->folder, scad_engine_job_get_path (job));
}

static void
take_results (ScadCliRun *self,
              const ScadProcessSpec *spec,
              const ScadEngineJob *job,
              ScadDiagnosticsParser *parser)
{
  gint64 before_us = g_get_monotonic_time ();
  g_autofree char *last_line = NULL;

  self->diagnostics = scad_diagnostics_parser_finish (parser);
  last_line = scad_diagnostics_parser_dup_last_line (parser);
  scad_cli_run_judge (self, scad_diagnostics_parser_get_facts (parser), last_line,
                      scad_engine_job_get_limits (job));
  take_dependencies (self, spec, job);
  if (self->outcome == SCAD_OUTCOME_OK && !self->flat)
    scad_memfd_seal (self->geometry_fd);
  else
    close_fd (&self->geometry_fd);
  self->transfer_us = g_get_monotonic_time () - before_us;
}

/**
 * scad_cli_run:
 * @self: (out caller-allocates): zeroed; what became of it
 * @command: the program and what stands before OpenSCAD's own options
 * @program: absolute path of the program
 * @probe: what the program can do
 * @job: what to evaluate
 * @format: for --export-format
 * @limits: what is left of the job's limits
 * @cancellable: (nullable): ends the program at once
 */
void
scad_cli_run (ScadCliRun *self,
              const char *const *command,
              const char *program,
              const ScadCliProbe *probe,
              const ScadEngineJob *job,
              const char *format,
              const ScadLimits *limits,
              GCancellable *cancellable)
{
  const char *folder = choose_folder (job);
  g_autoptr (GPtrArray) argv = build_argv (command, probe, job, format);
  g_auto (GStrv) environment = scad_cli_get_environment ();
  g_autoptr (ScadDiagnosticsParser) parser = scad_diagnostics_parser_new (
    scad_engine_job_get_path (job), folder,
    count_lines (scad_engine_job_get_text (job), scad_engine_job_get_length (job)));
  g_autoptr (GError) error = NULL;
  ScadProcessSpec spec = { .program = program,
                           .argv = (const char *const *) argv->pdata,
                           .envp = (const char *const *) environment,
                           .folder = folder,
                           .input_fd = -1,
                           .output_fd = -1,
                           .extra_fd = -1,
                           .limits = *limits,
                           .message_func = parse_cb,
                           .message_data = parser };

  self->geometry_fd = -1;
  if (open_files (self, &spec, job, &error) &&
      scad_process_run (&spec, cancellable, &self->process, &error))
    take_results (self, &spec, job, parser);
  else
    fail_to_start (self, error);
  close_fd (&spec.input_fd);
  close_fd (&spec.extra_fd);
}
