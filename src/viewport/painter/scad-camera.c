/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The turntable camera. Coordinates are doubles up to the matrices: what is zoomed into far from the
 * origin stays still. Any thread. */

#define G_LOG_DOMAIN "scadscope-viewport"

#include "config.h"

#include <math.h>

#include "scad-camera.h"

#define FIELD_OF_VIEW_DEGREES 30.0
#define FIT_MARGIN 1.12
#define MIN_DISTANCE 1e-4
#define MAX_DISTANCE 1e9

/* OpenSCAD's own first view. */
#define FIRST_AZIMUTH 25.0
#define FIRST_ELEVATION 35.0

static double
to_radians (double degrees)
{
  return degrees * G_PI / 180.0;
}

static double
get_tangent (void)
{
  return tan (to_radians (FIELD_OF_VIEW_DEGREES / 2));
}

static double
dot (const double a[3], const double b[3])
{
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

void
scad_camera_init (ScadCamera *self)
{
  *self = (ScadCamera){
    .distance = 200,
    .azimuth = FIRST_AZIMUTH,
    .elevation = FIRST_ELEVATION,
  };
}

void
scad_camera_get_axes (const ScadCamera *self, double right[3], double up[3], double back[3])
{
  double a = to_radians (self->azimuth), e = to_radians (self->elevation);

  right[0] = cos (a);
  right[1] = sin (a);
  right[2] = 0;
  back[0] = sin (a) * cos (e);
  back[1] = -cos (a) * cos (e);
  back[2] = sin (e);
  up[0] = -sin (a) * sin (e);
  up[1] = cos (a) * sin (e);
  up[2] = cos (e);
}

double
scad_camera_get_half_height (const ScadCamera *self)
{
  return self->distance * get_tangent ();
}

void
scad_camera_orbit (ScadCamera *self, double degrees_right, double degrees_up)
{
  self->azimuth = fmod (self->azimuth + degrees_right, 360);
  self->elevation = CLAMP (self->elevation + degrees_up, -90, 90);
}

static void
move_target (ScadCamera *self, double along_right, double along_up)
{
  double right[3], up[3], back[3];

  scad_camera_get_axes (self, right, up, back);
  for (guint i = 0; i < 3; i++)
    self->target[i] += right[i] * along_right + up[i] * along_up;
}

void
scad_camera_pan (ScadCamera *self, double right, double down)
{
  double height = 2 * scad_camera_get_half_height (self);

  move_target (self, -right * height, down * height);
}

void
scad_camera_zoom (ScadCamera *self, double factor, double x, double y, double aspect)
{
  double half = scad_camera_get_half_height (self);
  double distance = CLAMP (self->distance * factor, MIN_DISTANCE, MAX_DISTANCE);
  double moved = 1 - distance / self->distance;

  move_target (self, x * half * aspect * moved, y * half * moved);
  self->distance = distance;
}

void
scad_camera_set_view (ScadCamera *self, ScadStandardView view)
{
  static const struct
  {
    double azimuth;
    double elevation;
  } views[] = {
    [SCAD_VIEW_ISOMETRIC] = { FIRST_AZIMUTH, FIRST_ELEVATION },
    [SCAD_VIEW_FRONT] = { 0, 0 },
    [SCAD_VIEW_BACK] = { 180, 0 },
    [SCAD_VIEW_LEFT] = { -90, 0 },
    [SCAD_VIEW_RIGHT] = { 90, 0 },
    [SCAD_VIEW_TOP] = { 0, 90 },
    [SCAD_VIEW_BOTTOM] = { 0, -90 },
  };

  g_return_if_fail (view < G_N_ELEMENTS (views));

  self->azimuth = views[view].azimuth;
  self->elevation = views[view].elevation;
}

/* The corner's place as the camera sees it: right, up, towards the viewer, from the target. */
static void
see_corner (const ScadCamera *self, const ScadBounds *bounds, guint corner, double seen[3])
{
  double right[3], up[3], back[3], p[3];

  scad_camera_get_axes (self, right, up, back);
  for (guint i = 0; i < 3; i++)
    p[i] = (double)(corner >> i & 1 ? bounds->max[i] : bounds->min[i]) - self->target[i];
  seen[0] = dot (p, right);
  seen[1] = dot (p, up);
  seen[2] = dot (p, back);
}

void
scad_camera_fit (ScadCamera *self, const ScadBounds *bounds, double aspect)
{
  double tangent = get_tangent () / FIT_MARGIN, distance = 0, size = 0, seen[3];

  for (guint i = 0; i < 3; i++)
    self->target[i] = ((double)bounds->min[i] + (double)bounds->max[i]) / 2;
  for (guint corner = 0; corner < 8; corner++)
    {
      double needed;

      see_corner (self, bounds, corner, seen);
      needed = MAX (fabs (seen[1]), fabs (seen[0]) / aspect) / tangent;
      distance = MAX (distance, self->orthographic ? needed : needed + seen[2]);
      size = MAX (size, sqrt (dot (seen, seen)));
    }
  self->distance = CLAMP (MAX (distance, size * 1.01), MIN_DISTANCE, MAX_DISTANCE);
}

void
scad_camera_get_view_matrix (const ScadCamera *self, const double origin[3], mat4 view)
{
  double axes[3][3], to_eye[3];

  scad_camera_get_axes (self, axes[0], axes[1], axes[2]);
  for (guint i = 0; i < 3; i++)
    to_eye[i] = self->target[i] + axes[2][i] * self->distance - origin[i];
  glm_mat4_identity (view);
  for (guint row = 0; row < 3; row++)
    {
      for (guint column = 0; column < 3; column++)
        view[column][row] = (float)axes[row][column];
      view[3][row] = (float)-dot (axes[row], to_eye);
    }
}

/* Near and far enclose the bounds and a stretch of ground, and no more: that is the depth buffer's
 * precision. */
static void
get_depths (const ScadCamera *self, const ScadBounds *bounds, double *near, double *far)
{
  double seen[3], lowest = self->distance, highest = self->distance;

  for (guint corner = 0; corner < 8; corner++)
    {
      see_corner (self, bounds, corner, seen);
      lowest = MIN (lowest, self->distance - seen[2]);
      highest = MAX (highest, self->distance - seen[2]);
    }
  *near = lowest - 0.05 * self->distance;
  *far = MAX (highest * 1.05, self->distance * 12);
  if (!self->orthographic)
    *near = MAX (*near, self->distance * 0.01);
  else
    *near = MIN (*near, -12 * self->distance);
}

void
scad_camera_get_projection_matrix (const ScadCamera *self,
                                   const ScadBounds *bounds,
                                   double aspect,
                                   mat4 projection)
{
  float half = (float)scad_camera_get_half_height (self), wide = half * (float)aspect;
  double near, far;

  get_depths (self, bounds, &near, &far);
  if (self->orthographic)
    glm_ortho (-wide, wide, -half, half, (float)near, (float)far, projection);
  else
    glm_perspective ((float)to_radians (FIELD_OF_VIEW_DEGREES), (float)aspect, (float)near,
                     (float)far, projection);
}
