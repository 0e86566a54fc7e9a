/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scad-mesh.h"

G_BEGIN_DECLS

typedef struct
{
  double volume;           /* cubic units; signed sum over the faces; 0 for 2D */
  double area;             /* square units */
  double center_of_mass[3];
  gsize n_vertices;        /* distinct positions */
  gsize n_parts;           /* components connected through shared vertices */
  gboolean watertight;     /* each edge has as many uses in one direction as in the other */
  gboolean consistent;     /* where faces meet, they run along their edge in opposite directions */
} ScadMeshProperties;

/* Computed at the first call, kept with the mesh; thread-safe. May take long: never call it on the
 * main thread for a large mesh. */
const ScadMeshProperties *scad_mesh_get_properties (ScadMesh *self);

/* 9 floats a triangle: unit normals per corner, smoothed over edges flatter than @crease_degrees. */
GBytes *scad_mesh_compute_normals (ScadMesh *self, double crease_degrees);

G_END_DECLS
