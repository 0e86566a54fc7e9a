/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cglm/cglm.h>
#include <glib.h>

#include "scad-mesh.h"

G_BEGIN_DECLS

typedef enum
{
  SCAD_VIEW_ISOMETRIC,
  SCAD_VIEW_FRONT,
  SCAD_VIEW_BACK,
  SCAD_VIEW_LEFT,
  SCAD_VIEW_RIGHT,
  SCAD_VIEW_TOP,
  SCAD_VIEW_BOTTOM,
} ScadStandardView;

/* A turntable: it looks at a target from a distance, z is up. A plain struct, to be copied. */
typedef struct
{
  double target[3];
  double distance;  /* from eye to target, > 0 */
  double azimuth;   /* degrees around z; 0 looks along +y: from the front */
  double elevation; /* degrees above the ground, -90 to 90 */
  gboolean orthographic;
} ScadCamera;

void scad_camera_init (ScadCamera *self);
/* Right, up and towards the viewer: unit vectors in the model's space. */
void scad_camera_get_axes (const ScadCamera *self, double right[3], double up[3], double back[3]);
/* Half of what the frame shows of the plane through the target, vertically, in model units. */
double scad_camera_get_half_height (const ScadCamera *self);

void scad_camera_orbit (ScadCamera *self, double degrees_right, double degrees_up);
/* By a fraction of the frame's height; the model follows the pointer: positive is right and down. */
void scad_camera_pan (ScadCamera *self, double right, double down);
/* @factor below 1 comes nearer. What lies at x, y (-1 to 1, y up) on the target's plane stays there. */
void scad_camera_zoom (ScadCamera *self, double factor, double x, double y, double aspect);
void scad_camera_set_view (ScadCamera *self, ScadStandardView view);
/* Targets the middle of the bounds; all eight corners are in the frame, with a margin. */
void scad_camera_fit (ScadCamera *self, const ScadBounds *bounds, double aspect);

/* The matrices for positions relative to @origin. */
void scad_camera_get_view_matrix (const ScadCamera *self, const double origin[3], mat4 view);
void scad_camera_get_projection_matrix (const ScadCamera *self,
                                        const ScadBounds *bounds,
                                        double aspect,
                                        mat4 projection);

G_END_DECLS
