/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A triangle soup as an engine computed it: immutable, reference counted, safe to share between
 * threads. Coordinates are in the model's own unit (OpenSCAD has none; the app calls it mm). */
typedef struct _ScadMesh ScadMesh;

typedef struct
{
  float min[3];
  float max[3];
} ScadBounds;

#define SCAD_MESH_ERROR (scad_mesh_error_quark ())

/**
 * ScadMeshError:
 * @SCAD_MESH_ERROR_FORMAT: not a format that can be read
 * @SCAD_MESH_ERROR_TRUNCATED: the data end before they should
 * @SCAD_MESH_ERROR_INVALID: the data contradict themselves or the format (text, counts, indices)
 * @SCAD_MESH_ERROR_NOT_FINITE: a coordinate is NaN or infinite
 * @SCAD_MESH_ERROR_EMPTY: well formed, but without a triangle
 * @SCAD_MESH_ERROR_TOO_LARGE: more triangles than can be held
 */
typedef enum
{
  SCAD_MESH_ERROR_FORMAT,
  SCAD_MESH_ERROR_TRUNCATED,
  SCAD_MESH_ERROR_INVALID,
  SCAD_MESH_ERROR_NOT_FINITE,
  SCAD_MESH_ERROR_EMPTY,
  SCAD_MESH_ERROR_TOO_LARGE,
} ScadMeshError;

GQuark scad_mesh_error_quark (void);

#define SCAD_TYPE_MESH (scad_mesh_get_type ())
GType scad_mesh_get_type (void);

ScadMesh *scad_mesh_new (GBytes *positions, GBytes *colors, guint dimensions, GError **error);
ScadMesh *scad_mesh_ref (ScadMesh *self);
void scad_mesh_unref (ScadMesh *self);

gsize scad_mesh_get_n_triangles (ScadMesh *self);
guint scad_mesh_get_dimensions (ScadMesh *self);
const float *scad_mesh_get_positions (ScadMesh *self);
const guint8 *scad_mesh_get_colors (ScadMesh *self);
const ScadBounds *scad_mesh_get_bounds (ScadMesh *self);
gsize scad_mesh_get_memory_bytes (ScadMesh *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScadMesh, scad_mesh_unref)

G_END_DECLS
