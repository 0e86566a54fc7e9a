/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scad-mesh-properties.h"
#include "scad-mesh.h"

G_BEGIN_DECLS

struct _ScadMesh
{
  gatomicrefcount ref_count;
  GBytes *positions; /* 36 bytes a triangle */
  GBytes *colors;    /* 4 bytes a triangle, or NULL */
  guint dimensions;
  ScadBounds bounds;
  GMutex lock;
  ScadMeshProperties *properties; /* NULL until asked for; guarded by lock */
};

/* A block of memory for positions, with huge pages where the kernel has them; zeroed, untouched. */
typedef struct
{
  float *data;
  gsize n_bytes;
} ScadFloatBlock;

gboolean scad_float_block_init (ScadFloatBlock *self, gsize n_bytes);
void scad_float_block_clear (ScadFloatBlock *self);
GBytes *scad_float_block_steal (ScadFloatBlock *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ScadFloatBlock, scad_float_block_clear)

/* For readers that saw every coordinate anyway: takes positions that are known to be finite. */
ScadMesh *scad_mesh_new_with_bounds (GBytes *positions,
                                     GBytes *colors,
                                     guint dimensions,
                                     const ScadBounds *bounds);

/* Copies @n triangles of @stride bytes each, whose 9 floats begin at @source, to @target and widens
 * @bounds; FALSE when one is not finite. */
gboolean scad_triangles_copy (const guint8 *source,
                              gsize stride,
                              gsize n,
                              float *target,
                              ScadBounds *bounds);
void scad_bounds_init (ScadBounds *bounds);

/* Numbers the distinct positions: 3 indices a triangle. */
typedef struct
{
  guint32 *indices;
  gsize n_vertices;
} ScadMeshIndex;

void scad_mesh_index_init (ScadMeshIndex *self, const float *positions, gsize n_triangles);
void scad_mesh_index_clear (ScadMeshIndex *self);

G_END_DECLS
