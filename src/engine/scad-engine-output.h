/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ScadOutcome: how a step of a render ended.
 *
 * The first group is an answer: no other engine is asked. In the second the engine failed for a
 * reason of its own, and the next one is asked.
 */
typedef enum
{
  SCAD_OUTCOME_OK,
  SCAD_OUTCOME_EMPTY,        /* the model is well formed and contains nothing */
  SCAD_OUTCOME_MODEL_ERROR,  /* syntax, assertion, …: the diagnostics tell */
  SCAD_OUTCOME_CANCELLED,
  SCAD_OUTCOME_TIME_LIMIT,
  SCAD_OUTCOME_MEMORY_LIMIT,

  SCAD_OUTCOME_UNAVAILABLE,  /* cannot be started */
  SCAD_OUTCOME_CRASHED,
  SCAD_OUTCOME_RUBBISH,      /* ended well, but what it sent is not a model */
  SCAD_OUTCOME_UNSUPPORTED,  /* lacks a feature that the request needs */
} ScadOutcome;

/* "ok", "empty", "model-error", …: stable, untranslated (stats). */
const char *scad_outcome_to_string (ScadOutcome outcome);
gboolean scad_outcome_is_answer (ScadOutcome outcome);

typedef enum
{
  SCAD_GEOMETRY_NONE,
  SCAD_GEOMETRY_MESH,    /* a mesh file's bytes, see scad_mesh_read_fd() */
  SCAD_GEOMETRY_OUTLINE, /* an SVG outline, see scad_outline_read_svg() */
} ScadGeometryKind;

/* What an engine answers: owned by one thread at a time. */
typedef struct
{
  ScadOutcome outcome;
  char *reason;            /* for people: what happened, what to do; NULL when OK or CANCELLED */
  ScadGeometryKind geometry;
  int geometry_fd;         /* owned; a memfd at any offset; -1 without geometry */
  GPtrArray *diagnostics;  /* ScadDiagnostic, never NULL */
  GStrv dependencies;      /* absolute paths read, without the document; never NULL */
  gboolean warm;           /* caches of an earlier render were used */
  gint64 start_us;         /* until the engine worked on the model */
  gint64 evaluate_us;
  gint64 transfer_us;      /* until the geometry could be parsed */
  guint64 peak_memory_bytes; /* of the engine's processes */
  guint64 heap_bytes;      /* of the engine's own heap; 0 when it has no such figure */
} ScadEngineOutput;

ScadEngineOutput *scad_engine_output_new (void);
void scad_engine_output_free (ScadEngineOutput *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScadEngineOutput, scad_engine_output_free)

G_END_DECLS
