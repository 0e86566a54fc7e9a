/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <epoxy/gl.h>

#include "scad-camera.h"
#include "scad-mesh.h"

G_BEGIN_DECLS

#define SCAD_PAINTER_ERROR (scad_painter_error_quark ())
typedef enum
{
  SCAD_PAINTER_ERROR_VERSION, /* the context is older than GL 3.3 or GLES 3.0 */
  SCAD_PAINTER_ERROR_SHADER,  /* the driver's compiler refused; the message holds its log */
  SCAD_PAINTER_ERROR_MEMORY,  /* a buffer could not be had */
} ScadPainterError;
GQuark scad_painter_error_quark (void);

/* What one frame looks like. */
typedef struct
{
  int width; /* device pixels */
  int height;
  ScadCamera camera;
  gboolean dark;
  gboolean stale;
  gboolean show_grid;
  gboolean show_axes;
  gboolean cull; /* the mesh is closed and consistently wound: its back faces cannot be seen */
} ScadFrame;

/* A mesh on the GPU. */
typedef struct
{
  ScadMesh *mesh; /* NULL: nothing */
  GLuint array;
  GLuint positions;
  GLuint colors; /* 0: one color for all */
  guint64 n_bytes;
} ScadGpuMesh;

/* Draws a mesh with a GL context that is current at every call; knows no toolkit. Zeroed memory is a
 * painter that was not initialized. Not thread-safe. */
typedef struct
{
  gboolean gles;
  int max_samples;
  GLuint mesh_program;
  GLuint grid_program;
  GLuint line_program;
  GLuint empty_array;
  GLuint line_array;
  GLuint line_buffer;
  ScadGpuMesh shown;
  ScadGpuMesh pending;  /* being uploaded, while the other is shown */
  gsize uploaded;       /* triangles of it that are there */
  GLuint target;        /* the multisampled framebuffer */
  GLuint target_color;
  GLuint target_depth;
  int target_width;
  int target_height;
} ScadPainter;

gboolean scad_painter_init (ScadPainter *self, GError **error);
void scad_painter_clear (ScadPainter *self);
/* Begins the upload of @mesh (nullable: nothing is shown from now on). */
gboolean scad_painter_set_mesh (ScadPainter *self, ScadMesh *mesh, GError **error);
/* Uploads for about @budget_us; TRUE when all is there, and shown from the next frame on. */
gboolean scad_painter_upload_step (ScadPainter *self, gint64 budget_us);
gboolean scad_painter_is_uploading (const ScadPainter *self);
guint64 scad_painter_get_gpu_bytes (const ScadPainter *self);
/* Into the framebuffer that is bound. */
void scad_painter_draw (ScadPainter *self, const ScadFrame *frame);

G_END_DECLS
