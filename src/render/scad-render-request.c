/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One wish for a solid. Immutable; any thread. */

#define G_LOG_DOMAIN "scadscope-render"

#include "config.h"

#include "scad-render-request.h"

struct _ScadRenderRequest
{
  gatomicrefcount ref_count;
  guint64 document;
  guint64 serial;
  char *engine;
  ScadEngineJob *job;
};

ScadRenderRequest *
scad_render_request_new (guint64 document, guint64 serial, const char *engine, ScadEngineJob *job)
{
  ScadRenderRequest *self = g_new0 (ScadRenderRequest, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->document = document;
  self->serial = serial;
  self->engine = g_strdup (engine);
  self->job = scad_engine_job_ref (job);
  return self;
}

ScadRenderRequest *
scad_render_request_ref (ScadRenderRequest *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
scad_render_request_unref (ScadRenderRequest *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->engine);
  scad_engine_job_unref (self->job);
  g_free (self);
}

guint64
scad_render_request_get_document (const ScadRenderRequest *self)
{
  return self->document;
}

guint64
scad_render_request_get_serial (const ScadRenderRequest *self)
{
  return self->serial;
}

const char *
scad_render_request_get_engine (const ScadRenderRequest *self)
{
  return self->engine;
}

ScadEngineJob *
scad_render_request_get_job (const ScadRenderRequest *self)
{
  return self->job;
}
