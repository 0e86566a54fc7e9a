/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be said of a mesh as a solid: volume, area, centre of mass, parts, whether it is closed.
 * Linear in the number of triangles. Any thread but the main one. */

#define G_LOG_DOMAIN "scadscope-mesh"

#include "config.h"

#include <math.h>
#include <string.h>

#include "scad-mesh-private.h"

/* An edge between two vertices and how often faces run along it either way. */
typedef struct
{
  guint64 key; /* smaller index << 32 | larger index; 0 is free: no edge joins 0 and 0 */
  guint32 forward;
  guint32 backward;
} Edge;

/* Splits mix by Stafford's variant 13, see Steele et al., Fast Splittable Pseudorandom Number
 * Generators, 2014. */
static guint64
mix (guint64 h)
{
  h = (h ^ (h >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  h = (h ^ (h >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return h ^ (h >> 31);
}

static void
count_edge (Edge *table, gsize mask, guint32 from, guint32 to)
{
  guint64 key = (guint64)MIN (from, to) << 32 | MAX (from, to);
  gsize slot = mix (key) & mask;

  while (table[slot].key != 0 && table[slot].key != key)
    slot = (slot + 1) & mask;
  table[slot].key = key;
  if (from < to)
    table[slot].forward++;
  else
    table[slot].backward++;
}

static void
measure_edges (ScadMeshProperties *properties, const ScadMeshIndex *index, gsize n_triangles)
{
  gsize size = 16;
  g_autofree Edge *table = NULL;

  while (size < n_triangles * 3 + n_triangles)
    size *= 2;
  table = g_new0 (Edge, size);
  for (gsize i = 0; i < n_triangles; i++)
    for (guint k = 0; k < 3; k++)
      {
        guint32 from = index->indices[3 * i + k], to = index->indices[3 * i + (k + 1) % 3];

        if (from != to)
          count_edge (table, size - 1, from, to);
      }
  properties->watertight = TRUE;
  properties->consistent = TRUE;
  for (gsize slot = 0; slot < size; slot++)
    {
      if (table[slot].forward == table[slot].backward)
        continue;
      properties->watertight = FALSE;
      if (table[slot].forward + table[slot].backward > 1)
        properties->consistent = FALSE;
    }
}

/* Union-find with path halving: Tarjan and van Leeuwen, 1984. */
static guint32
find_root (guint32 *parents, guint32 vertex)
{
  while (parents[vertex] != vertex)
    {
      parents[vertex] = parents[parents[vertex]];
      vertex = parents[vertex];
    }
  return vertex;
}

static gsize
count_parts (const ScadMeshIndex *index, gsize n_triangles)
{
  g_autofree guint32 *parents = g_new (guint32, index->n_vertices);
  gsize n_parts = index->n_vertices;

  for (gsize i = 0; i < index->n_vertices; i++)
    parents[i] = (guint32)i;
  for (gsize i = 0; i < n_triangles; i++)
    for (guint k = 1; k < 3; k++)
      {
        guint32 a = find_root (parents, index->indices[3 * i]);
        guint32 b = find_root (parents, index->indices[3 * i + k]);

        if (a == b)
          continue;
        parents[MAX (a, b)] = MIN (a, b);
        n_parts--;
      }
  return n_parts;
}

typedef struct
{
  double volume;
  double area;
  double volume_moment[3];
  double area_moment[3];
} Sums;

static void
cross (const double *a, const double *b, double *n)
{
  for (guint i = 0; i < 3; i++)
    n[i] = a[(i + 1) % 3] * b[(i + 2) % 3] - a[(i + 2) % 3] * b[(i + 1) % 3];
}

/* The tetrahedron that a triangle makes with the origin, signed: divergence theorem, see Zhang and
 * Chen, Efficient feature extraction for 2D/3D objects in mesh representation, 2001. */
static void
add_triangle (Sums *sums, const float *p, const double *origin)
{
  double v[3][3], a[3], b[3], n[3], volume, area;

  for (guint k = 0; k < 3; k++)
    for (guint i = 0; i < 3; i++)
      v[k][i] = (double)p[3 * k + i] - origin[i];
  cross (v[1], v[2], n);
  volume = (v[0][0] * n[0] + v[0][1] * n[1] + v[0][2] * n[2]) / 6;
  for (guint i = 0; i < 3; i++)
    {
      a[i] = v[1][i] - v[0][i];
      b[i] = v[2][i] - v[0][i];
    }
  cross (a, b, n);
  area = sqrt (n[0] * n[0] + n[1] * n[1] + n[2] * n[2]) / 2;
  sums->volume += volume;
  sums->area += area;
  for (guint i = 0; i < 3; i++)
    {
      double sum = v[0][i] + v[1][i] + v[2][i];

      sums->volume_moment[i] += volume * sum / 4;
      sums->area_moment[i] += area * sum / 3;
    }
}

/* Sums are taken about the middle of the bounds, so that a model far from the origin loses no
 * digits. */
static void
measure_sums (ScadMeshProperties *properties, ScadMesh *mesh)
{
  const float *p = scad_mesh_get_positions (mesh);
  gsize n = scad_mesh_get_n_triangles (mesh);
  Sums sums = { 0 };
  double origin[3];
  gboolean solid;

  for (guint i = 0; i < 3; i++)
    origin[i] = ((double)mesh->bounds.min[i] + (double)mesh->bounds.max[i]) / 2;
  for (gsize i = 0; i < n; i++)
    add_triangle (&sums, p + 9 * i, origin);
  solid = mesh->dimensions == 3 && sums.volume != 0;
  properties->volume = mesh->dimensions == 3 ? sums.volume : 0;
  properties->area = sums.area;
  for (guint i = 0; i < 3; i++)
    {
      double moment = solid ? sums.volume_moment[i] / sums.volume
                            : (sums.area > 0 ? sums.area_moment[i] / sums.area : 0);

      properties->center_of_mass[i] = origin[i] + moment;
    }
}

static ScadMeshProperties *
compute_properties (ScadMesh *mesh)
{
  ScadMeshProperties *properties = g_new0 (ScadMeshProperties, 1);
  gsize n = scad_mesh_get_n_triangles (mesh);
  ScadMeshIndex index;

  measure_sums (properties, mesh);
  scad_mesh_index_init (&index, scad_mesh_get_positions (mesh), n);
  properties->n_vertices = index.n_vertices;
  properties->n_parts = count_parts (&index, n);
  measure_edges (properties, &index, n);
  scad_mesh_index_clear (&index);
  return properties;
}

/**
 * scad_mesh_get_properties:
 * @self: a mesh
 *
 * Computes the properties at the first call and keeps them. Volume and centre of mass mean something
 * when the mesh is watertight.
 *
 * Returns: (transfer none): the properties
 */
const ScadMeshProperties *
scad_mesh_get_properties (ScadMesh *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->properties == NULL)
    self->properties = compute_properties (self);
  return self->properties;
}
