/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What became of a request. Immutable once handed out; any thread. */

#define G_LOG_DOMAIN "scadscope-render"

#include "config.h"

#include "scad-diagnostics.h"
#include "scad-render-result-private.h"

static void
free_attempt (gpointer data)
{
  ScadRenderAttempt *attempt = data;

  g_free (attempt->engine);
  g_free (attempt->version);
  g_free (attempt->program);
  g_free (attempt->reason);
  g_free (attempt);
}

ScadRenderResult *
scad_render_result_new (ScadRenderRequest *request)
{
  ScadRenderResult *self = g_new0 (ScadRenderResult, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->request = scad_render_request_ref (request);
  self->outcome = SCAD_OUTCOME_UNAVAILABLE;
  self->diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify)scad_diagnostic_free);
  self->attempts = g_ptr_array_new_with_free_func (free_attempt);
  self->dependencies = g_new0 (char *, 1);
  return self;
}

void
scad_render_result_add_attempt (ScadRenderResult *self,
                                const char *engine,
                                const char *version,
                                const char *program,
                                ScadOutcome outcome,
                                const char *reason)
{
  ScadRenderAttempt *attempt = g_new0 (ScadRenderAttempt, 1);

  attempt->engine = g_strdup (engine);
  attempt->version = g_strdup (version);
  attempt->program = g_strdup (program);
  attempt->outcome = outcome;
  attempt->reason = g_strdup (reason);
  g_ptr_array_add (self->attempts, attempt);
}

ScadRenderResult *
scad_render_result_ref (ScadRenderResult *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
scad_render_result_unref (ScadRenderResult *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  scad_render_request_unref (self->request);
  g_free (self->reason);
  g_clear_pointer (&self->mesh, scad_mesh_unref);
  g_ptr_array_unref (self->diagnostics);
  g_ptr_array_unref (self->attempts);
  g_strfreev (self->dependencies);
  g_free (self);
}

ScadRenderRequest *
scad_render_result_get_request (const ScadRenderResult *self)
{
  return self->request;
}

ScadOutcome
scad_render_result_get_outcome (const ScadRenderResult *self)
{
  return self->outcome;
}

const char *
scad_render_result_get_reason (const ScadRenderResult *self)
{
  return self->reason;
}

ScadMesh *
scad_render_result_get_mesh (const ScadRenderResult *self)
{
  return self->mesh;
}

/**
 * scad_render_result_get_diagnostics:
 * @self: a result
 *
 * Returns: (transfer none) (element-type ScadDiagnostic): the model's messages
 */
GPtrArray *
scad_render_result_get_diagnostics (const ScadRenderResult *self)
{
  return self->diagnostics;
}

/**
 * scad_render_result_get_attempts:
 * @self: a result
 *
 * Returns: (transfer none) (element-type ScadRenderAttempt): every step, in order
 */
GPtrArray *
scad_render_result_get_attempts (const ScadRenderResult *self)
{
  return self->attempts;
}

const char *const *
scad_render_result_get_dependencies (const ScadRenderResult *self)
{
  return (const char *const *)self->dependencies;
}

gboolean
scad_render_result_get_warm (const ScadRenderResult *self)
{
  return self->warm;
}

const ScadRenderMetrics *
scad_render_result_get_metrics (const ScadRenderResult *self)
{
  return &self->metrics;
}

/**
 * scad_render_result_get_answer:
 * @self: a result
 *
 * Returns: (transfer none) (nullable): the last step: the engine that answered
 */
const ScadRenderAttempt *
scad_render_result_get_answer (const ScadRenderResult *self)
{
  if (self->attempts->len == 0)
    return NULL;
  return g_ptr_array_index (self->attempts, self->attempts->len - 1);
}
