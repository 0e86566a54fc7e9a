/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an engine is asked to evaluate. Immutable; any thread. */

#define G_LOG_DOMAIN "scadscope-engine"

#include "config.h"

#include <string.h>

#include "scad-engine-job.h"

struct _ScadEngineJob
{
  gatomicrefcount ref_count;
  char *text;
  gsize length;
  char *path;   /* NULL: never saved */
  char *folder;
  GStrv parameters; /* name, expression, … */
  ScadLimits limits;
};

ScadEngineJob *
scad_engine_job_new (const char *text,
                     const char *path,
                     const char *const *parameters,
                     const ScadLimits *limits)
{
  ScadEngineJob *self = g_new0 (ScadEngineJob, 1);
  static const char *const none[] = { NULL };

  g_atomic_ref_count_init (&self->ref_count);
  self->text = g_strdup (text);
  self->length = strlen (text);
  self->path = g_strdup (path);
  self->folder = path != NULL ? g_path_get_dirname (path) : g_strdup (g_get_home_dir ());
  self->parameters = g_strdupv ((char **)(parameters != NULL ? parameters : none));
  self->limits = *limits;
  return self;
}

ScadEngineJob *
scad_engine_job_ref (ScadEngineJob *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
scad_engine_job_unref (ScadEngineJob *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->text);
  g_free (self->path);
  g_free (self->folder);
  g_strfreev (self->parameters);
  g_free (self);
}

const char *
scad_engine_job_get_text (const ScadEngineJob *self)
{
  return self->text;
}

gsize
scad_engine_job_get_length (const ScadEngineJob *self)
{
  return self->length;
}

const char *
scad_engine_job_get_path (const ScadEngineJob *self)
{
  return self->path;
}

const char *
scad_engine_job_get_folder (const ScadEngineJob *self)
{
  return self->folder;
}

const char *const *
scad_engine_job_get_parameters (const ScadEngineJob *self)
{
  return (const char *const *)self->parameters;
}

const ScadLimits *
scad_engine_job_get_limits (const ScadEngineJob *self)
{
  return &self->limits;
}
