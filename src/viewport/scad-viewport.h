/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "scad-camera.h"
#include "scad-mesh.h"

G_BEGIN_DECLS

/* Measured by the viewport for the mesh it shows. */
typedef struct
{
  gint64 upload_us;      /* CPU time spent in upload slices */
  gint64 first_frame_us; /* from set_mesh to the first frame with the whole mesh drawn */
  guint64 gpu_bytes;
  guint n_slices;
} ScadViewportMetrics;

#define SCAD_TYPE_VIEWPORT (scad_viewport_get_type ())
G_DECLARE_FINAL_TYPE (ScadViewport, scad_viewport, SCAD, VIEWPORT, GtkWidget)

/* Signal "mesh-shown" (void): the mesh last set is on screen; scad_viewport_get_metrics() is filled.
 * Properties: "stale" (the mesh is not of the current text), "orthographic", "show-grid",
 * "show-axes", "dark", "error" (read-only, nullable: the GL driver's words).
 * Actions: view.fit, view.standard("top"|…), view.orthographic,
 * view.grid, view.axes. */
GtkWidget *scad_viewport_new (void);
void scad_viewport_set_mesh (ScadViewport *self, ScadMesh *mesh);
ScadMesh *scad_viewport_get_mesh (ScadViewport *self);
/* The mesh is closed and consistently wound: its back faces need not be drawn. Until then they are,
 * in another color, so that holes and flipped faces are noticed. */
void scad_viewport_set_closed (ScadViewport *self, gboolean closed);
void scad_viewport_set_stale (ScadViewport *self, gboolean stale);
gboolean scad_viewport_get_stale (ScadViewport *self);
const char *scad_viewport_get_error (ScadViewport *self);
const ScadViewportMetrics *scad_viewport_get_metrics (ScadViewport *self);
void scad_viewport_fit (ScadViewport *self);
/* A copy of the camera as it stands. */
void scad_viewport_get_camera (ScadViewport *self, ScadCamera *camera);
void scad_viewport_set_view (ScadViewport *self, ScadStandardView view);

G_END_DECLS
