/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scad-painter.h"

G_BEGIN_DECLS

/* Compiles shaders/NAME.vert and NAME.frag with the preamble of the context's GL. */
GLuint scad_shader_program_new (const char *name, gboolean gles, GError **error);

/* What the drawing functions share about the frame. */
typedef struct
{
  const ScadFrame *frame;
  double origin[3]; /* positions are relative to it */
  mat4 view;
  mat4 projection;
} ScadScene;

void scad_painter_draw_grid (ScadPainter *self, const ScadScene *scene);
void scad_painter_draw_axes (ScadPainter *self, const ScadScene *scene);

G_END_DECLS
