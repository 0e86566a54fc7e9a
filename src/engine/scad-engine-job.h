/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct
{
  guint64 time_ms;      /* 0: no limit */
  guint64 memory_bytes; /* 0: no limit */
} ScadLimits;

#define SCAD_DEFAULT_MEMORY_LIMIT_BYTES (G_GUINT64_CONSTANT (2) << 30)
#define SCAD_DEFAULT_AUTOMATIC_TIME_LIMIT_MS 60000

/* What an engine is asked to evaluate: immutable, reference counted, crosses threads. */
typedef struct _ScadEngineJob ScadEngineJob;

/**
 * scad_engine_job_new:
 * @text: the model's source, UTF-8, as it stands in the editor
 * @path: (nullable): absolute path of the document; %NULL when it was never saved
 * @parameters: (nullable): pairs "name", "expression", NULL terminated, as for -D name=expression
 * @limits: time and memory
 */
ScadEngineJob *scad_engine_job_new (const char *text,
                                    const char *path,
                                    const char *const *parameters,
                                    const ScadLimits *limits);
ScadEngineJob *scad_engine_job_ref (ScadEngineJob *self);
void scad_engine_job_unref (ScadEngineJob *self);

const char *scad_engine_job_get_text (const ScadEngineJob *self);
gsize scad_engine_job_get_length (const ScadEngineJob *self);
const char *scad_engine_job_get_path (const ScadEngineJob *self);
/* The folder that relative include, use, import and surface start from. */
const char *scad_engine_job_get_folder (const ScadEngineJob *self);
const char *const *scad_engine_job_get_parameters (const ScadEngineJob *self);
const ScadLimits *scad_engine_job_get_limits (const ScadEngineJob *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScadEngineJob, scad_engine_job_unref)

G_END_DECLS
