/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scad-render-result.h"
#include "scad-viewport.h"

G_BEGIN_DECLS

/* What the model on the screen cost, from request to pixels. Everything in it was measured. */
typedef struct
{
  ScadRenderMetrics render;
  ScadViewportMetrics viewport; /* zeros until the first frame with the model */
  guint64 app_bytes;            /* resident memory of this process */
  gsize n_vertices;             /* distinct ones; 0 while they are being counted */
  gboolean warm;
} ScadCost;

/* Resident memory of this process in bytes, 0 when the system does not tell. */
guint64 scad_cost_measure_app_bytes (void);
/* The bytes of app, engine and GPU together. */
guint64 scad_cost_get_total_bytes (const ScadCost *cost);

/* "870 ms", "1.24 s", "2 min 05 s". */
char *scad_format_duration (gint64 us);
/* "39,792", grouped as the locale does. */
char *scad_format_count (gsize count);

G_END_DECLS
