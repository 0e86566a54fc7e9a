/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ground grid and the axes. Needs a current context. */

#define G_LOG_DOMAIN "scadscope-viewport"

#include "config.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "scad-painter-private.h"

/* How far the ground reaches, in heights of the frame. */
#define GROUND_HEIGHTS 6.0
#define AXIS_PIXELS 1.6f

static const float axis_colors[3][3] = {
  { 0.88f, 0.20f, 0.24f },
  { 0.20f, 0.62f, 0.24f },
  { 0.20f, 0.45f, 0.90f },
};

void
scad_painter_draw_grid (ScadPainter *self, const ScadScene *scene)
{
  const ScadCamera *camera = &scene->frame->camera;
  GLuint program = self->grid_program;
  double half = scad_camera_get_half_height (camera), decade = floor (log10 (half));
  double fine = pow (10, decade - 1), coarse = fine * 100, radius = half * GROUND_HEIGHTS;
  double ink = scene->frame->dark ? 0.75 : 0.25;

  glUseProgram (program);
  glBindVertexArray (self->empty_array);
  glUniform2f (glGetUniformLocation (program, "middle"),
               (float)(camera->target[0] - scene->origin[0]),
               (float)(camera->target[1] - scene->origin[1]));
  /* Lines are drawn at coordinates near the target, which keeps them exact far from the origin. */
  glUniform2f (glGetUniformLocation (program, "phase"), (float)remainder (camera->target[0], coarse),
               (float)remainder (camera->target[1], coarse));
  glUniform1f (glGetUniformLocation (program, "radius"), (float)radius);
  glUniform1f (glGetUniformLocation (program, "height"), (float)-scene->origin[2]);
  glUniform1f (glGetUniformLocation (program, "fine_step"), (float)fine);
  glUniform1f (glGetUniformLocation (program, "fine_strength"),
               (float)(1 - (log10 (half) - decade)));
  glUniform4f (glGetUniformLocation (program, "color"), (float)ink, (float)ink, (float)ink, 0.42f);
  glUniformMatrix4fv (glGetUniformLocation (program, "view"), 1, GL_FALSE, &scene->view[0][0]);
  glUniformMatrix4fv (glGetUniformLocation (program, "projection"), 1, GL_FALSE,
                      &scene->projection[0][0]);
  /* A model's bottom on the ground hides the lines below it, without flicker. */
  glEnable (GL_POLYGON_OFFSET_FILL);
  glPolygonOffset (1, 4);
  glDepthMask (GL_FALSE);
  glDrawArrays (GL_TRIANGLE_STRIP, 0, 4);
  glDepthMask (GL_TRUE);
  glDisable (GL_POLYGON_OFFSET_FILL);
}

typedef struct
{
  float position[4];
  float color[4];
} LinePoint;

/* Moves the end that is behind the eye to the near plane; FALSE when both are. */
static gboolean
clip_to_near (vec4 a, vec4 b)
{
  float near_a = a[3] + a[2], near_b = b[3] + b[2];
  float *behind = near_a < near_b ? a : b;

  if (near_a <= 0 && near_b <= 0)
    return FALSE;
  if (near_a >= 0 && near_b >= 0)
    return TRUE;
  glm_vec4_lerp (a, b, near_a / (near_a - near_b), behind);
  return TRUE;
}

/* A line as a strip of constant width on the screen, in clip space: GL's own are one pixel wide. */
static guint
add_line (LinePoint *points, vec4 a, vec4 b, const float *color, const ScadFrame *frame)
{
  static const guint order[6] = { 0, 1, 2, 2, 1, 3 };
  float aspect = (float)frame->width / (float)frame->height;
  vec2 along;
  float length;

  if (!clip_to_near (a, b) || a[3] <= 0 || b[3] <= 0)
    return 0;
  along[0] = (b[0] / b[3] - a[0] / a[3]) * aspect;
  along[1] = b[1] / b[3] - a[1] / a[3];
  length = glm_vec2_norm (along);
  if (length < 1e-6f)
    return 0;
  glm_vec2_scale (along, AXIS_PIXELS / (float)frame->height / length, along);
  for (guint i = 0; i < 6; i++)
    {
      float *end = order[i] < 2 ? a : b, side = order[i] % 2 ? 1 : -1;
      LinePoint *point = &points[i];

      point->position[0] = end[0] - side * along[1] / aspect * end[3];
      point->position[1] = end[1] + side * along[0] * end[3];
      point->position[2] = end[2];
      point->position[3] = end[3];
      memcpy (point->color, color, sizeof point->color);
    }
  return 6;
}

static void
project (const ScadScene *scene, const double p[3], vec4 clip)
{
  vec4 local = { (float)(p[0] - scene->origin[0]), (float)(p[1] - scene->origin[1]),
                 (float)(p[2] - scene->origin[2]), 1 };
  mat4 both;

  glm_mat4_mul ((vec4 *)scene->projection, (vec4 *)scene->view, both);
  glm_mat4_mulv (both, local, clip);
}

static guint
add_half_axis (LinePoint *points, const ScadScene *scene, guint axis, double length, float alpha)
{
  double end[3] = { 0, 0, 0 }, zero[3] = { 0, 0, 0 };
  float color[4] = { axis_colors[axis][0], axis_colors[axis][1], axis_colors[axis][2], alpha };
  vec4 a, b;

  end[axis] = length;
  project (scene, zero, a);
  project (scene, end, b);
  return add_line (points, a, b, color, scene->frame);
}

void
scad_painter_draw_axes (ScadPainter *self, const ScadScene *scene)
{
  const ScadCamera *camera = &scene->frame->camera;
  double reach = scad_camera_get_half_height (camera) * GROUND_HEIGHTS;
  LinePoint points[36];
  guint n = 0;

  for (guint i = 0; i < 3; i++)
    reach = MAX (reach, 2 * fabs (camera->target[i]));
  for (guint axis = 0; axis < 3; axis++)
    {
      n += add_half_axis (points + n, scene, axis, reach, 0.9f);
      n += add_half_axis (points + n, scene, axis, -reach, 0.35f);
    }
  glUseProgram (self->line_program);
  glBindVertexArray (self->line_array);
  glBindBuffer (GL_ARRAY_BUFFER, self->line_buffer);
  glBufferData (GL_ARRAY_BUFFER, (GLsizeiptr)(n * sizeof *points), points, GL_STREAM_DRAW);
  glVertexAttribPointer (0, 4, GL_FLOAT, GL_FALSE, sizeof (LinePoint), NULL);
  glVertexAttribPointer (1, 4, GL_FLOAT, GL_FALSE, sizeof (LinePoint),
                         (const void *)offsetof (LinePoint, color));
  glDepthMask (GL_FALSE);
  glDrawArrays (GL_TRIANGLES, 0, (GLsizei)n);
  glDepthMask (GL_TRUE);
}
