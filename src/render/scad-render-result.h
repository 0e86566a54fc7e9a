/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scad-engine-output.h"
#include "scad-mesh.h"
#include "scad-render-request.h"

G_BEGIN_DECLS

/* Measured, never estimated. Times in microseconds, sizes in bytes; -1 or 0: not measured. */
typedef struct
{
  gint64 wait_us;     /* in the queue */
  gint64 start_us;    /* until the engine worked on the model */
  gint64 evaluate_us;
  gint64 transfer_us;
  gint64 parse_us;
  gint64 total_us;    /* from request to result */
  guint64 engine_peak_bytes;
  guint64 engine_heap_bytes;
  guint64 mesh_bytes;
  gsize n_triangles;
} ScadRenderMetrics;

/* A step of the chain: who was asked, how that ended. */
typedef struct
{
  char *engine;   /* id */
  char *version;  /* nullable */
  char *program;  /* nullable */
  ScadOutcome outcome;
  char *reason;   /* nullable */
} ScadRenderAttempt;

/* What became of a request: immutable, reference counted. */
typedef struct _ScadRenderResult ScadRenderResult;

ScadRenderResult *scad_render_result_ref (ScadRenderResult *self);
void scad_render_result_unref (ScadRenderResult *self);

ScadRenderRequest *scad_render_result_get_request (const ScadRenderResult *self);
ScadOutcome scad_render_result_get_outcome (const ScadRenderResult *self);
/* What happened and what to do; NULL when OK. */
const char *scad_render_result_get_reason (const ScadRenderResult *self);
/* Non-NULL exactly when the outcome is OK. */
ScadMesh *scad_render_result_get_mesh (const ScadRenderResult *self);
GPtrArray *scad_render_result_get_diagnostics (const ScadRenderResult *self);
GPtrArray *scad_render_result_get_attempts (const ScadRenderResult *self);
const char *const *scad_render_result_get_dependencies (const ScadRenderResult *self);
gboolean scad_render_result_get_warm (const ScadRenderResult *self);
const ScadRenderMetrics *scad_render_result_get_metrics (const ScadRenderResult *self);
/* The last attempt: the engine that answered. */
const ScadRenderAttempt *scad_render_result_get_answer (const ScadRenderResult *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScadRenderResult, scad_render_result_unref)

G_END_DECLS
