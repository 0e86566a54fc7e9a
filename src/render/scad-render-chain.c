/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The order of engines: an engine that fails for a reason of its own hands over to the next; the
 * model's own failure, a limit or a cancel is the answer. Geometry that cannot be parsed is the
 * engine's failure. Blocks; any thread. */

#define G_LOG_DOMAIN "scadscope-render"

#include "config.h"

#include <sys/mman.h>
#include <sys/stat.h>

#include <glib/gi18n-lib.h>

#include "scad-mesh-io.h"
#include "scad-outline.h"
#include "scad-render-chain.h"

/* The whole of a file descriptor as a string of bytes. */
static ScadMesh *
read_outline (int fd, const char *name, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new_from_fd (fd, FALSE, error);
  g_autoptr (ScadOutline) outline = NULL;

  if (file == NULL)
    return NULL;
  if (g_mapped_file_get_length (file) == 0)
    {
      g_set_error (error, SCAD_MESH_ERROR, SCAD_MESH_ERROR_EMPTY, _ ("%s is empty."), name);
      return NULL;
    }
  outline = scad_outline_read_svg (g_mapped_file_get_contents (file),
                                   g_mapped_file_get_length (file), name, error);
  return outline != NULL ? scad_outline_tessellate (outline, error) : NULL;
}

static ScadMesh *
read_geometry (ScadEngineOutput *output, GCancellable *cancellable, GError **error)
{
  const char *name = _ ("The engine’s answer");

  switch (output->geometry)
    {
    case SCAD_GEOMETRY_MESH:
      return scad_mesh_read_fd (output->geometry_fd, name, cancellable, error);
    case SCAD_GEOMETRY_OUTLINE:
      return read_outline (output->geometry_fd, name, error);
    case SCAD_GEOMETRY_NONE:
    default:
      g_set_error_literal (error, SCAD_MESH_ERROR, SCAD_MESH_ERROR_EMPTY,
                           _ ("The engine ended well, but sent no model."));
      return NULL;
    }
}

/* Turns what cannot be parsed into the engine's failure. */
static void
parse (ScadRenderResult *result, ScadEngineOutput *output, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  gint64 begin_us = g_get_monotonic_time ();

  if (output->outcome != SCAD_OUTCOME_OK)
    return;
  g_clear_pointer (&result->mesh, scad_mesh_unref);
  result->mesh = read_geometry (output, cancellable, &error);
  result->metrics.parse_us = g_get_monotonic_time () - begin_us;
  if (result->mesh != NULL)
    {
      result->metrics.mesh_bytes = scad_mesh_get_memory_bytes (result->mesh);
      result->metrics.n_triangles = scad_mesh_get_n_triangles (result->mesh);
      return;
    }
  output->outcome = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                        ? SCAD_OUTCOME_CANCELLED
                        : SCAD_OUTCOME_RUBBISH;
  g_free (output->reason);
  output->reason = g_strdup (error->message);
}

static void
take_output (ScadRenderResult *result, ScadEngineOutput *output)
{
  g_ptr_array_unref (result->diagnostics);
  result->diagnostics = g_ptr_array_ref (output->diagnostics);
  g_strfreev (result->dependencies);
  result->dependencies = g_steal_pointer (&output->dependencies);
  result->warm = output->warm;
  result->outcome = output->outcome;
  g_free (result->reason);
  result->reason = g_strdup (output->reason);
  result->metrics.start_us = output->start_us;
  result->metrics.evaluate_us = output->evaluate_us;
  result->metrics.transfer_us = output->transfer_us;
  result->metrics.engine_peak_bytes = output->peak_memory_bytes;
  result->metrics.engine_heap_bytes = output->heap_bytes;
}

static void
ask_engine (ScadEngine *engine, ScadRenderResult *result, GCancellable *cancellable)
{
  g_autoptr (ScadEngineOutput) output
      = scad_engine_render (engine, scad_render_request_get_job (result->request), cancellable);

  parse (result, output, cancellable);
  take_output (result, output);
  scad_render_result_add_attempt (result, scad_engine_get_id (engine),
                                  scad_engine_get_version (engine),
                                  scad_engine_get_program (engine), output->outcome,
                                  output->reason);
}

static gboolean
is_wanted (ScadEngine *engine, const char *wanted)
{
  return g_str_equal (wanted, "auto") || g_str_equal (wanted, scad_engine_get_id (engine));
}

/* No engine at all, or none of the wanted kind. */
static void
explain_absence (GPtrArray *engines, ScadRenderResult *result)
{
  const char *wanted = scad_render_request_get_engine (result->request);

  result->outcome = SCAD_OUTCOME_UNAVAILABLE;
  if (engines->len == 0)
    result->reason = g_strdup (_ ("No OpenSCAD was found. Install the package openscad, or choose "
                                  "its program in the Preferences."));
  else
    result->reason = g_strdup_printf (_ ("There is no engine “%s”. Ask for “auto”, or look at "
                                         "“scadscope engines”."),
                                      wanted);
  scad_render_result_add_attempt (result, wanted, NULL, NULL, SCAD_OUTCOME_UNAVAILABLE,
                                  result->reason);
}

/* When all fail, the reason tells of every step. */
static void
explain_failure (ScadRenderResult *result)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (scad_outcome_is_answer (result->outcome) || result->attempts->len < 2)
    return;
  for (guint i = 0; i < result->attempts->len; i++)
    {
      const ScadRenderAttempt *attempt = g_ptr_array_index (result->attempts, i);

      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append_printf (text, "%s: %s",
                              attempt->program != NULL ? attempt->program : attempt->engine,
                              attempt->reason != NULL ? attempt->reason : "");
    }
  g_free (result->reason);
  result->reason = g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * scad_render_chain_run:
 * @engines: (element-type ScadEngine): first choice first
 * @result: what to fill
 * @cancellable: (nullable): ends the engine that is at work
 */
void
scad_render_chain_run (GPtrArray *engines, ScadRenderResult *result, GCancellable *cancellable)
{
  const char *wanted = scad_render_request_get_engine (result->request);
  gboolean asked = FALSE;

  for (guint i = 0; i < engines->len; i++)
    {
      ScadEngine *engine = g_ptr_array_index (engines, i);

      if (!is_wanted (engine, wanted))
        continue;
      asked = TRUE;
      ask_engine (engine, result, cancellable);
      if (scad_outcome_is_answer (result->outcome))
        break;
    }
  if (!asked)
    explain_absence (engines, result);
  explain_failure (result);
}
