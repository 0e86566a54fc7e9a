/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Draws a mesh: owns its buffers on the GPU, the programs, and the multisampled framebuffer. Knows
 * no toolkit; needs its context current at every call. What draws ground and axes is in
 * scad-painter-ground.c. */

#define G_LOG_DOMAIN "scadscope-viewport"

#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "scad-painter-private.h"

/* Frames lie on the stack and in plain structs: cglm must not ask for more than malloc gives. */
G_STATIC_ASSERT (G_ALIGNOF (mat4) <= 16);

#define BYTES_PER_TRIANGLE 36
#define COLOR_BYTES_PER_TRIANGLE 12
/* A slice is about 1 MB. */
#define TRIANGLES_PER_SLICE 29127
#define SAMPLES 4

typedef struct
{
  float background[3];
  float model[3];
  float back[3];
} Theme;

/* Colors of the view: quiet grounds, and a warm model that stands off both. */
static const Theme light_theme = {
  .background = { 0.945f, 0.945f, 0.950f },
  .model = { 0.965f, 0.760f, 0.270f },
  .back = { 0.640f, 0.280f, 0.620f },
};
static const Theme dark_theme = {
  .background = { 0.135f, 0.135f, 0.145f },
  .model = { 0.930f, 0.720f, 0.240f },
  .back = { 0.600f, 0.260f, 0.580f },
};

G_DEFINE_QUARK (scad-painter-error-quark, scad_painter_error)

static gboolean
check_version (ScadPainter *self, GError **error)
{
  int version = epoxy_gl_version ();

  self->gles = !epoxy_is_desktop_gl ();
  if (version >= (self->gles ? 30 : 33))
    return TRUE;
  g_set_error (error, SCAD_PAINTER_ERROR, SCAD_PAINTER_ERROR_VERSION,
               /* Translators: version numbers, and the name of the graphics driver */
               _ ("OpenGL 3.3 or OpenGL ES 3.0 is needed, but “%s” offers %d.%d."),
               (const char *)glGetString (GL_RENDERER), version / 10, version % 10);
  return FALSE;
}

/**
 * scad_painter_init:
 * @self: zeroed memory
 * @error: return location: #ScadPainterError, in the driver's words
 *
 * Returns: whether the context can be drawn with
 */
gboolean
scad_painter_init (ScadPainter *self, GError **error)
{
  memset (self, 0, sizeof *self);
  if (!check_version (self, error))
    return FALSE;
  self->mesh_program = scad_shader_program_new ("mesh", self->gles, error);
  if (self->mesh_program != 0)
    self->grid_program = scad_shader_program_new ("grid", self->gles, error);
  if (self->grid_program != 0)
    self->line_program = scad_shader_program_new ("line", self->gles, error);
  if (self->line_program == 0)
    {
      scad_painter_clear (self);
      return FALSE;
    }
  glGetIntegerv (GL_MAX_SAMPLES, &self->max_samples);
  glGenVertexArrays (1, &self->empty_array);
  glGenVertexArrays (1, &self->line_array);
  glGenBuffers (1, &self->line_buffer);
  glBindVertexArray (self->line_array);
  glEnableVertexAttribArray (0);
  glEnableVertexAttribArray (1);
  glBindVertexArray (0);
  return TRUE;
}

static void
clear_gpu_mesh (ScadGpuMesh *mesh)
{
  if (mesh->array != 0)
    glDeleteVertexArrays (1, &mesh->array);
  if (mesh->positions != 0)
    glDeleteBuffers (1, &mesh->positions);
  if (mesh->colors != 0)
    glDeleteBuffers (1, &mesh->colors);
  g_clear_pointer (&mesh->mesh, scad_mesh_unref);
  memset (mesh, 0, sizeof *mesh);
}

static void
clear_target (ScadPainter *self)
{
  if (self->target != 0)
    glDeleteFramebuffers (1, &self->target);
  if (self->target_color != 0)
    glDeleteRenderbuffers (1, &self->target_color);
  if (self->target_depth != 0)
    glDeleteRenderbuffers (1, &self->target_depth);
  self->target = self->target_color = self->target_depth = 0;
  self->target_width = self->target_height = 0;
}

static void
clear_program (GLuint *program)
{
  if (*program != 0)
    glDeleteProgram (*program);
  *program = 0;
}

/**
 * scad_painter_clear:
 * @self: a painter, or zeroed memory
 *
 * Frees everything on the GPU.
 */
void
scad_painter_clear (ScadPainter *self)
{
  clear_gpu_mesh (&self->shown);
  clear_gpu_mesh (&self->pending);
  clear_target (self);
  clear_program (&self->mesh_program);
  clear_program (&self->grid_program);
  clear_program (&self->line_program);
  if (self->line_buffer != 0)
    glDeleteBuffers (1, &self->line_buffer);
  if (self->line_array != 0)
    glDeleteVertexArrays (1, &self->line_array);
  if (self->empty_array != 0)
    glDeleteVertexArrays (1, &self->empty_array);
  memset (self, 0, sizeof *self);
}

static GLuint
make_buffer (guint index, GLint n_components, GLenum type, GLboolean normalized, gsize n_bytes)
{
  GLuint buffer;

  glGenBuffers (1, &buffer);
  glBindBuffer (GL_ARRAY_BUFFER, buffer);
  glBufferData (GL_ARRAY_BUFFER, (GLsizeiptr)n_bytes, NULL, GL_STATIC_DRAW);
  glEnableVertexAttribArray (index);
  glVertexAttribPointer (index, n_components, type, normalized, 0, NULL);
  return buffer;
}

static gboolean
allocate (ScadGpuMesh *gpu, ScadMesh *mesh, GError **error)
{
  gsize n = scad_mesh_get_n_triangles (mesh);

  while (glGetError () != GL_NO_ERROR)
    ;
  gpu->mesh = scad_mesh_ref (mesh);
  glGenVertexArrays (1, &gpu->array);
  glBindVertexArray (gpu->array);
  gpu->positions = make_buffer (0, 3, GL_FLOAT, GL_FALSE, n * BYTES_PER_TRIANGLE);
  gpu->n_bytes = n * BYTES_PER_TRIANGLE;
  if (scad_mesh_get_colors (mesh) != NULL)
    {
      gpu->colors
          = make_buffer (1, 4, GL_UNSIGNED_BYTE, GL_TRUE, n * COLOR_BYTES_PER_TRIANGLE);
      gpu->n_bytes += n * COLOR_BYTES_PER_TRIANGLE;
    }
  glBindVertexArray (0);
  if (glGetError () == GL_NO_ERROR)
    return TRUE;
  g_set_error (error, SCAD_PAINTER_ERROR, SCAD_PAINTER_ERROR_MEMORY,
               _ ("The graphics card has no room for the %" G_GUINT64_FORMAT
                  " bytes of this model. The picture shows the one before."),
               gpu->n_bytes);
  clear_gpu_mesh (gpu);
  return FALSE;
}

/**
 * scad_painter_set_mesh:
 * @self: a painter
 * @mesh: (nullable): what to show; the present mesh is shown until it is there
 * @error: return location: %SCAD_PAINTER_ERROR_MEMORY
 *
 * Returns: whether there is room for it
 */
gboolean
scad_painter_set_mesh (ScadPainter *self, ScadMesh *mesh, GError **error)
{
  clear_gpu_mesh (&self->pending);
  self->uploaded = 0;
  if (mesh == NULL)
    {
      clear_gpu_mesh (&self->shown);
      return TRUE;
    }
  return allocate (&self->pending, mesh, error);
}

gboolean
scad_painter_is_uploading (const ScadPainter *self)
{
  return self->pending.mesh != NULL;
}

/* A face's color once for each of its corners. */
static void
upload_colors (ScadGpuMesh *gpu, gsize first, gsize n)
{
  const guint8 *source = scad_mesh_get_colors (gpu->mesh) + 4 * first;
  g_autofree guint8 *expanded = g_malloc (n * COLOR_BYTES_PER_TRIANGLE);

  for (gsize i = 0; i < n; i++)
    for (guint k = 0; k < 3; k++)
      memcpy (expanded + i * COLOR_BYTES_PER_TRIANGLE + 4 * k, source + 4 * i, 4);
  glBindBuffer (GL_ARRAY_BUFFER, gpu->colors);
  glBufferSubData (GL_ARRAY_BUFFER, (GLintptr)(first * COLOR_BYTES_PER_TRIANGLE),
                   (GLsizeiptr)(n * COLOR_BYTES_PER_TRIANGLE), expanded);
}

static void
upload_slice (ScadPainter *self, gsize n)
{
  ScadGpuMesh *gpu = &self->pending;
  const float *source = scad_mesh_get_positions (gpu->mesh);
  gsize offset = self->uploaded * BYTES_PER_TRIANGLE;

  glBindBuffer (GL_ARRAY_BUFFER, gpu->positions);
  glBufferSubData (GL_ARRAY_BUFFER, (GLintptr)offset, (GLsizeiptr)(n * BYTES_PER_TRIANGLE),
                   (const guint8 *)source + offset);
  if (gpu->colors != 0)
    upload_colors (gpu, self->uploaded, n);
  self->uploaded += n;
}

/**
 * scad_painter_upload_step:
 * @self: a painter
 * @budget_us: microseconds after which no further slice is begun
 *
 * Returns: whether nothing is left to upload
 */
gboolean
scad_painter_upload_step (ScadPainter *self, gint64 budget_us)
{
  gint64 end_us = g_get_monotonic_time () + budget_us;
  gsize n;

  if (self->pending.mesh == NULL)
    return TRUE;
  n = scad_mesh_get_n_triangles (self->pending.mesh);
  do
    upload_slice (self, MIN (n - self->uploaded, TRIANGLES_PER_SLICE));
  while (self->uploaded < n && g_get_monotonic_time () < end_us);
  if (self->uploaded < n)
    return FALSE;
  clear_gpu_mesh (&self->shown);
  self->shown = self->pending;
  memset (&self->pending, 0, sizeof self->pending);
  return TRUE;
}

/**
 * scad_painter_get_gpu_bytes:
 * @self: a painter
 *
 * Returns: bytes of vertex buffers and of the framebuffer
 */
guint64
scad_painter_get_gpu_bytes (const ScadPainter *self)
{
  guint64 n_pixels = (guint64)self->target_width * (guint64)self->target_height;

  return self->shown.n_bytes + self->pending.n_bytes + n_pixels * 8 * SAMPLES;
}

static gboolean
make_target (ScadPainter *self, int width, int height)
{
  int samples = MIN (SAMPLES, self->max_samples);
  GLenum status;

  if (self->target != 0 && self->target_width == width && self->target_height == height)
    return TRUE;
  clear_target (self);
  glGenFramebuffers (1, &self->target);
  glBindFramebuffer (GL_FRAMEBUFFER, self->target);
  glGenRenderbuffers (1, &self->target_color);
  glBindRenderbuffer (GL_RENDERBUFFER, self->target_color);
  glRenderbufferStorageMultisample (GL_RENDERBUFFER, samples, GL_RGBA8, width, height);
  glFramebufferRenderbuffer (GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER,
                             self->target_color);
  glGenRenderbuffers (1, &self->target_depth);
  glBindRenderbuffer (GL_RENDERBUFFER, self->target_depth);
  glRenderbufferStorageMultisample (GL_RENDERBUFFER, samples, GL_DEPTH_COMPONENT24, width, height);
  glFramebufferRenderbuffer (GL_FRAMEBUFFER, GL_DEPTH_ATTACHMENT, GL_RENDERBUFFER,
                             self->target_depth);
  status = glCheckFramebufferStatus (GL_FRAMEBUFFER);
  self->target_width = width;
  self->target_height = height;
  return status == GL_FRAMEBUFFER_COMPLETE;
}

/* Everything that the drawing relies on: others used the context before. */
static void
set_state (const ScadFrame *frame)
{
  glViewport (0, 0, frame->width, frame->height);
  glDisable (GL_SCISSOR_TEST);
  glDisable (GL_STENCIL_TEST);
  glDisable (GL_CULL_FACE);
  glDisable (GL_POLYGON_OFFSET_FILL);
  glColorMask (GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
  glDepthMask (GL_TRUE);
  glEnable (GL_DEPTH_TEST);
  glDepthFunc (GL_LEQUAL);
  glFrontFace (GL_CCW);
  glCullFace (GL_BACK);
  glEnable (GL_BLEND);
  /* The picture stays opaque: the toolkit blends it over the window. */
  glBlendFuncSeparate (GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
}

static void
draw_mesh (ScadPainter *self, const ScadScene *scene)
{
  const ScadFrame *frame = scene->frame;
  const Theme *theme = frame->dark ? &dark_theme : &light_theme;
  GLuint program = self->mesh_program;
  gboolean flat = scad_mesh_get_dimensions (self->shown.mesh) == 2;
  vec4 up = { 0, 0, 1, 0 };

  glm_mat4_mulv ((vec4 *)scene->view, up, up);
  glUseProgram (program);
  glUniform3f (glGetUniformLocation (program, "center"), (float)scene->origin[0],
               (float)scene->origin[1], (float)scene->origin[2]);
  glUniformMatrix4fv (glGetUniformLocation (program, "view"), 1, GL_FALSE, &scene->view[0][0]);
  glUniformMatrix4fv (glGetUniformLocation (program, "projection"), 1, GL_FALSE,
                      &scene->projection[0][0]);
  glUniform3fv (glGetUniformLocation (program, "up"), 1, up);
  glUniform4f (glGetUniformLocation (program, "model_color"), theme->model[0], theme->model[1],
               theme->model[2], 1);
  glUniform3fv (glGetUniformLocation (program, "back_color"), 1, theme->back);
  glUniform3fv (glGetUniformLocation (program, "background"), 1, theme->background);
  glUniform1f (glGetUniformLocation (program, "saturation"), frame->stale ? 0.15f : 1);
  glUniform1f (glGetUniformLocation (program, "strength"), frame->stale ? 0.6f : 1);
  glUniform1f (glGetUniformLocation (program, "unlit"), flat ? 1 : 0);
  if (frame->cull && !flat)
    glEnable (GL_CULL_FACE);
  glBindVertexArray (self->shown.array);
  glVertexAttrib4f (1, 0, 0, 0, 0);
  glDrawArrays (GL_TRIANGLES, 0, (GLsizei)(scad_mesh_get_n_triangles (self->shown.mesh) * 3));
  glDisable (GL_CULL_FACE);
}

static void
init_scene (ScadPainter *self, const ScadFrame *frame, ScadScene *scene)
{
  ScadBounds nothing = { { 0, 0, 0 }, { 0, 0, 0 } };
  const ScadBounds *bounds
      = self->shown.mesh != NULL ? scad_mesh_get_bounds (self->shown.mesh) : &nothing;

  scene->frame = frame;
  /* A float, so that the shader subtracts just what the matrix added. */
  for (guint i = 0; i < 3; i++)
    scene->origin[i] = (double)((bounds->min[i] + bounds->max[i]) / 2);
  scad_camera_get_view_matrix (&frame->camera, scene->origin, scene->view);
  scad_camera_get_projection_matrix (&frame->camera, bounds,
                                     (double)frame->width / (double)frame->height,
                                     scene->projection);
}

static void
draw_scene (ScadPainter *self, const ScadFrame *frame)
{
  const Theme *theme = frame->dark ? &dark_theme : &light_theme;
  ScadScene scene;

  init_scene (self, frame, &scene);
  set_state (frame);
  glClearColor (theme->background[0], theme->background[1], theme->background[2], 1);
  glClear (GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT);
  if (self->shown.mesh != NULL)
    draw_mesh (self, &scene);
  if (frame->show_grid)
    scad_painter_draw_grid (self, &scene);
  if (frame->show_axes)
    scad_painter_draw_axes (self, &scene);
  glBindVertexArray (0);
  glUseProgram (0);
}

/**
 * scad_painter_draw:
 * @self: a painter
 * @frame: what it looks like
 *
 * Draws with four samples a pixel into the framebuffer that is bound, and leaves it bound; straight
 * into it where the driver cannot multisample.
 */
void
scad_painter_draw (ScadPainter *self, const ScadFrame *frame)
{
  GLint bound = 0;

  g_return_if_fail (frame->width > 0 && frame->height > 0);

  glGetIntegerv (GL_DRAW_FRAMEBUFFER_BINDING, &bound);
  if (!make_target (self, frame->width, frame->height))
    {
      glBindFramebuffer (GL_FRAMEBUFFER, (GLuint)bound);
      draw_scene (self, frame);
      return;
    }
  glBindFramebuffer (GL_FRAMEBUFFER, self->target);
  draw_scene (self, frame);
  glBindFramebuffer (GL_READ_FRAMEBUFFER, self->target);
  glBindFramebuffer (GL_DRAW_FRAMEBUFFER, (GLuint)bound);
  glBlitFramebuffer (0, 0, frame->width, frame->height, 0, 0, frame->width, frame->height,
                     GL_COLOR_BUFFER_BIT, GL_NEAREST);
  glBindFramebuffer (GL_FRAMEBUFFER, (GLuint)bound);
}
