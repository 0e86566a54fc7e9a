/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Smooth normals: each corner gets the mean of the faces around its vertex that are not bent away
 * from its own face by more than the crease angle. Any thread but the main one. */

#define G_LOG_DOMAIN "scadscope-mesh"

#include "config.h"

#include <math.h>

#include "scad-mesh-private.h"

/* A face's normal: its direction, and as length twice the area, which is its weight. */
typedef struct
{
  double unit[3];
  double weight;
} Face;

/* Corners in the order of their vertices: those of vertex v stand from starts[v] to starts[v + 1]. */
typedef struct
{
  gsize *starts;
  guint32 *corners;
} Fans;

static void
init_face (Face *face, const float *p)
{
  double a[3], b[3], n[3];

  for (guint i = 0; i < 3; i++)
    {
      a[i] = (double)p[3 + i] - (double)p[i];
      b[i] = (double)p[6 + i] - (double)p[i];
    }
  for (guint i = 0; i < 3; i++)
    n[i] = a[(i + 1) % 3] * b[(i + 2) % 3] - a[(i + 2) % 3] * b[(i + 1) % 3];
  face->weight = sqrt (n[0] * n[0] + n[1] * n[1] + n[2] * n[2]);
  for (guint i = 0; i < 3; i++)
    face->unit[i] = face->weight > 0 ? n[i] / face->weight : 0;
}

static double
dot (const double *a, const double *b)
{
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

static void
fans_init (Fans *self, const ScadMeshIndex *index, gsize n_corners)
{
  g_autofree gsize *next = NULL;

  self->starts = g_new0 (gsize, index->n_vertices + 1);
  self->corners = g_new (guint32, n_corners);
  for (gsize i = 0; i < n_corners; i++)
    self->starts[index->indices[i] + 1]++;
  for (gsize v = 0; v < index->n_vertices; v++)
    self->starts[v + 1] += self->starts[v];
  next = g_memdup2 (self->starts, (index->n_vertices + 1) * sizeof *next);
  for (gsize i = 0; i < n_corners; i++)
    self->corners[next[index->indices[i]]++] = (guint32)i;
}

static void
fans_clear (Fans *self)
{
  g_free (self->starts);
  g_free (self->corners);
}

/* Faces in one plane act as one: the hub of a fan of a thousand triangles costs no more than that of
 * one. */
static guint
merge_planes (const Face *faces, const guint32 *corners, gsize n, Face *planes)
{
  guint n_planes = 0;

  for (gsize i = 0; i < n; i++)
    {
      const Face *face = &faces[corners[i] / 3];
      guint k = 0;

      while (k < n_planes && dot (planes[k].unit, face->unit) < 1 - 1e-9)
        k++;
      if (k == n_planes)
        planes[n_planes++] = *face;
      else
        planes[k].weight += face->weight;
    }
  return n_planes;
}

static void
smooth_corner (const Face *own, const Face *planes, guint n_planes, double threshold, float *normal)
{
  double sum[3] = { 0, 0, 0 }, length;

  for (guint k = 0; k < n_planes; k++)
    {
      if (dot (planes[k].unit, own->unit) < threshold)
        continue;
      for (guint i = 0; i < 3; i++)
        sum[i] += planes[k].unit[i] * planes[k].weight;
    }
  length = sqrt (dot (sum, sum));
  for (guint i = 0; i < 3; i++)
    normal[i] = (float)(length > 0 ? sum[i] / length : own->unit[i]);
}

/**
 * scad_mesh_compute_normals:
 * @self: a mesh
 * @crease_degrees: edges that bend by more stay sharp
 *
 * Returns: (transfer full): 9 floats a triangle: a unit normal for each corner, zero for a face
 *   without area
 */
GBytes *
scad_mesh_compute_normals (ScadMesh *self, double crease_degrees)
{
  const float *positions = scad_mesh_get_positions (self);
  gsize n = scad_mesh_get_n_triangles (self);
  /* A little more than the angle: rounding must not open an edge that bends by just as much. */
  double threshold = cos (crease_degrees * G_PI / 180) - 1e-6;
  g_autofree Face *faces = g_new (Face, n);
  g_autoptr (GArray) planes = g_array_new (FALSE, FALSE, sizeof (Face));
  float *normals = g_new (float, n * 9);
  ScadMeshIndex index;
  Fans fans;

  for (gsize i = 0; i < n; i++)
    init_face (&faces[i], positions + 9 * i);
  scad_mesh_index_init (&index, positions, n);
  fans_init (&fans, &index, n * 3);
  for (gsize v = 0; v < index.n_vertices; v++)
    {
      const guint32 *corners = fans.corners + fans.starts[v];
      gsize n_corners = fans.starts[v + 1] - fans.starts[v];
      Face *merged;
      guint n_planes;

      if (planes->len < n_corners)
        g_array_set_size (planes, (guint)n_corners);
      merged = (Face *)(gpointer)planes->data;
      n_planes = merge_planes (faces, corners, n_corners, merged);
      for (gsize i = 0; i < n_corners; i++)
        smooth_corner (&faces[corners[i] / 3], merged, n_planes, threshold,
                       normals + 3 * (gsize)corners[i]);
    }
  fans_clear (&fans);
  scad_mesh_index_clear (&index);
  return g_bytes_new_take (normals, n * 9 * sizeof (float));
}
