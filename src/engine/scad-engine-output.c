/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an engine answers. One thread at a time. */

#define G_LOG_DOMAIN "scadscope-engine"

#include "config.h"

#include <unistd.h>

#include "scad-diagnostics.h"
#include "scad-engine-output.h"

/**
 * scad_outcome_to_string:
 * @outcome: an outcome
 *
 * Returns: its name in stats: stable and untranslated
 */
const char *
scad_outcome_to_string (ScadOutcome outcome)
{
  switch (outcome)
    {
    case SCAD_OUTCOME_OK:
      return "ok";
    case SCAD_OUTCOME_EMPTY:
      return "empty";
    case SCAD_OUTCOME_MODEL_ERROR:
      return "model-error";
    case SCAD_OUTCOME_CANCELLED:
      return "cancelled";
    case SCAD_OUTCOME_TIME_LIMIT:
      return "time-limit";
    case SCAD_OUTCOME_MEMORY_LIMIT:
      return "memory-limit";
    case SCAD_OUTCOME_UNAVAILABLE:
      return "unavailable";
    case SCAD_OUTCOME_CRASHED:
      return "crashed";
    case SCAD_OUTCOME_RUBBISH:
      return "rubbish";
    case SCAD_OUTCOME_UNSUPPORTED:
    default:
      return "unsupported";
    }
}

/**
 * scad_outcome_is_answer:
 * @outcome: how a step ended
 *
 * Returns: %TRUE when asking another engine makes no sense
 */
gboolean
scad_outcome_is_answer (ScadOutcome outcome)
{
  return outcome < SCAD_OUTCOME_UNAVAILABLE;
}

ScadEngineOutput *
scad_engine_output_new (void)
{
  ScadEngineOutput *self = g_new0 (ScadEngineOutput, 1);

  self->geometry_fd = -1;
  self->diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify)scad_diagnostic_free);
  self->dependencies = g_new0 (char *, 1);
  return self;
}

void
scad_engine_output_free (ScadEngineOutput *self)
{
  if (self->geometry_fd >= 0)
    close (self->geometry_fd);
  g_ptr_array_unref (self->diagnostics);
  g_strfreev (self->dependencies);
  g_free (self->reason);
  g_free (self);
}
