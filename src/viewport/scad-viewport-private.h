/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scad-painter.h"
#include "scad-viewport.h"

G_BEGIN_DECLS

struct _ScadViewport
{
  GtkWidget parent_instance;

  GtkWidget *stack;
  GtkWidget *area;
  GtkWidget *error_page;
  GtkLabel *error_label;

  ScadMesh *mesh;
  ScadPainter painter;
  gboolean ready; /* the painter is initialized, its context alive */
  char *error;

  ScadCamera camera;
  gboolean fitted; /* the camera saw a model already */
  gboolean fit_when_sized;
  gboolean dark;
  gboolean stale;
  gboolean closed;
  gboolean show_grid;
  gboolean show_axes;
  int width; /* of the frame, in device pixels; 0 before the first */
  int height;

  guint tick;
  guint shown_source;
  gint64 set_us;      /* when the mesh was set */
  gboolean announced; /* its first frame was drawn */
  ScadViewportMetrics metrics;

  /* Gestures: where they began. */
  double pointer_x, pointer_y; /* logical pixels; -1 when outside */
  double drag_x, drag_y;
  gboolean drag_pans;
  double pinch_scale;
};

void scad_viewport_add_input (ScadViewport *self);
void scad_viewport_queue_draw (ScadViewport *self);

G_END_DECLS
