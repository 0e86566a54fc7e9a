/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The mesh itself: reference counting, bounds, and the memory that positions lie in. Immutable after
 * construction; any thread. */

#define G_LOG_DOMAIN "scadscope-mesh"

#include "config.h"

#include <math.h>
#include <string.h>
#include <sys/mman.h>

#include <glib/gi18n-lib.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "scad-mesh-private.h"

G_DEFINE_QUARK (scad-mesh-error-quark, scad_mesh_error)
G_DEFINE_BOXED_TYPE (ScadMesh, scad_mesh, scad_mesh_ref, scad_mesh_unref)

#define FLOATS_PER_TRIANGLE 9
#define BYTES_PER_TRIANGLE (FLOATS_PER_TRIANGLE * sizeof (float))

void
scad_bounds_init (ScadBounds *bounds)
{
  for (guint i = 0; i < 3; i++)
    {
      bounds->min[i] = INFINITY;
      bounds->max[i] = -INFINITY;
    }
}

#ifdef __SSE2__

/* The nine floats of a triangle as three overlapping vectors: 0–3, 4–7 and 5–8. Each keeps its own
 * minimum and maximum; which axis a lane belongs to is sorted out at the end. x - x is 0 for finite
 * x and NaN otherwise, so that the union of all differences tells whether anything was not finite. */
gboolean
scad_triangles_copy (const guint8 *source,
                     gsize stride,
                     gsize n,
                     float *target,
                     ScadBounds *bounds)
{
  static const guint8 offsets[3] = { 0, 4, 5 };
  __m128 low[3], high[3], bad = _mm_setzero_ps ();
  float lanes[4];

  for (guint k = 0; k < 3; k++)
    {
      low[k] = _mm_set1_ps (INFINITY);
      high[k] = _mm_set1_ps (-INFINITY);
    }
  for (gsize i = 0; i < n; i++, source += stride, target += FLOATS_PER_TRIANGLE)
    for (guint k = 0; k < 3; k++)
      {
        __m128 v = _mm_castsi128_ps (_mm_loadu_si128 (
            (const __m128i *)(const void *)(source + offsets[k] * sizeof (float))));

        low[k] = _mm_min_ps (low[k], v);
        high[k] = _mm_max_ps (high[k], v);
        bad = _mm_or_ps (bad, _mm_sub_ps (v, v));
        _mm_storeu_ps (target + offsets[k], v);
      }
  for (guint k = 0; k < 3; k++)
    {
      _mm_storeu_ps (lanes, low[k]);
      for (guint j = 0; j < 4; j++)
        bounds->min[(offsets[k] + j) % 3] = MIN (bounds->min[(offsets[k] + j) % 3], lanes[j]);
      _mm_storeu_ps (lanes, high[k]);
      for (guint j = 0; j < 4; j++)
        bounds->max[(offsets[k] + j) % 3] = MAX (bounds->max[(offsets[k] + j) % 3], lanes[j]);
    }
  return _mm_movemask_ps (_mm_cmpunord_ps (bad, bad)) == 0;
}

#else

gboolean
scad_triangles_copy (const guint8 *source,
                     gsize stride,
                     gsize n,
                     float *target,
                     ScadBounds *bounds)
{
  float bad = 0;

  for (gsize i = 0; i < n; i++, source += stride, target += FLOATS_PER_TRIANGLE)
    {
      memcpy (target, source, BYTES_PER_TRIANGLE);
      for (guint k = 0; k < FLOATS_PER_TRIANGLE; k++)
        {
          bad += target[k] - target[k];
          bounds->min[k % 3] = MIN (bounds->min[k % 3], target[k]);
          bounds->max[k % 3] = MAX (bounds->max[k % 3], target[k]);
        }
    }
  return bad == 0;
}

#endif

/* Page faults, not parsing, are the cost of loading: ask for huge pages. */
gboolean
scad_float_block_init (ScadFloatBlock *self, gsize n_bytes)
{
  void *data = mmap (NULL, n_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (data == MAP_FAILED)
    return FALSE;
  madvise (data, n_bytes, MADV_HUGEPAGE);
  self->data = data;
  self->n_bytes = n_bytes;
  return TRUE;
}

void
scad_float_block_clear (ScadFloatBlock *self)
{
  if (self->data != NULL)
    munmap (self->data, self->n_bytes);
  self->data = NULL;
}

static void
free_block (gpointer data)
{
  ScadFloatBlock *block = data;

  scad_float_block_clear (block);
  g_free (block);
}

GBytes *
scad_float_block_steal (ScadFloatBlock *self)
{
  ScadFloatBlock *block = g_memdup2 (self, sizeof *self);

  self->data = NULL;
  return g_bytes_new_with_free_func (block->data, block->n_bytes, free_block, block);
}

ScadMesh *
scad_mesh_new_with_bounds (GBytes *positions,
                           GBytes *colors,
                           guint dimensions,
                           const ScadBounds *bounds)
{
  ScadMesh *self = g_new0 (ScadMesh, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  self->positions = g_bytes_ref (positions);
  self->colors = colors != NULL ? g_bytes_ref (colors) : NULL;
  self->dimensions = dimensions;
  self->bounds = *bounds;
  return self;
}

static void
measure_bounds (const float *positions, gsize n_triangles, ScadBounds *bounds)
{
  scad_bounds_init (bounds);
  for (gsize i = 0; i < n_triangles * FLOATS_PER_TRIANGLE; i++)
    {
      bounds->min[i % 3] = MIN (bounds->min[i % 3], positions[i]);
      bounds->max[i % 3] = MAX (bounds->max[i % 3], positions[i]);
    }
}

static gboolean
check_finite (const float *positions, gsize n_triangles, GError **error)
{
  for (gsize i = 0; i < n_triangles * FLOATS_PER_TRIANGLE; i++)
    if (!isfinite (positions[i]))
      {
        g_set_error (error, SCAD_MESH_ERROR, SCAD_MESH_ERROR_NOT_FINITE,
                     _ ("Triangle %" G_GSIZE_FORMAT " has a coordinate that is not a number."),
                     i / FLOATS_PER_TRIANGLE + 1);
        return FALSE;
      }
  return TRUE;
}

/**
 * scad_mesh_new:
 * @positions: 36 bytes a triangle: 3 corners of 3 floats, counter-clockwise seen from outside
 * @colors: (nullable): 4 bytes a triangle: red, green, blue, alpha
 * @dimensions: 3 for a solid, 2 for a flat model at z = 0
 * @error: return location: %SCAD_MESH_ERROR_EMPTY, _INVALID (sizes that do not fit), _NOT_FINITE
 *
 * Returns: (transfer full) (nullable): a mesh
 */
ScadMesh *
scad_mesh_new (GBytes *positions, GBytes *colors, guint dimensions, GError **error)
{
  gsize n_bytes, n_color_bytes = 0;
  const float *data = g_bytes_get_data (positions, &n_bytes);
  gsize n = n_bytes / BYTES_PER_TRIANGLE;
  ScadBounds bounds;

  if (n == 0)
    {
      g_set_error_literal (error, SCAD_MESH_ERROR, SCAD_MESH_ERROR_EMPTY,
                           _ ("The mesh has no triangles."));
      return NULL;
    }
  if (colors != NULL)
    n_color_bytes = g_bytes_get_size (colors);
  if (n_bytes % BYTES_PER_TRIANGLE != 0 || (colors != NULL && n_color_bytes != n * 4))
    {
      g_set_error_literal (error, SCAD_MESH_ERROR, SCAD_MESH_ERROR_INVALID,
                           _ ("The mesh’s positions and colors do not fit together."));
      return NULL;
    }
  if (!check_finite (data, n, error))
    return NULL;
  measure_bounds (data, n, &bounds);
  return scad_mesh_new_with_bounds (positions, colors, dimensions, &bounds);
}

ScadMesh *
scad_mesh_ref (ScadMesh *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
scad_mesh_unref (ScadMesh *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_bytes_unref (self->positions);
  g_clear_pointer (&self->colors, g_bytes_unref);
  g_mutex_clear (&self->lock);
  g_free (self->properties);
  g_free (self);
}

gsize
scad_mesh_get_n_triangles (ScadMesh *self)
{
  return g_bytes_get_size (self->positions) / BYTES_PER_TRIANGLE;
}

/**
 * scad_mesh_get_dimensions:
 * @self: a mesh
 *
 * Returns: 3 for a solid, 2 for a flat model
 */
guint
scad_mesh_get_dimensions (ScadMesh *self)
{
  return self->dimensions;
}

/**
 * scad_mesh_get_positions:
 * @self: a mesh
 *
 * Returns: (transfer none): 9 floats a triangle
 */
const float *
scad_mesh_get_positions (ScadMesh *self)
{
  return g_bytes_get_data (self->positions, NULL);
}

/**
 * scad_mesh_get_colors:
 * @self: a mesh
 *
 * Returns: (transfer none) (nullable): red, green, blue, alpha of each triangle
 */
const guint8 *
scad_mesh_get_colors (ScadMesh *self)
{
  return self->colors != NULL ? g_bytes_get_data (self->colors, NULL) : NULL;
}

const ScadBounds *
scad_mesh_get_bounds (ScadMesh *self)
{
  return &self->bounds;
}

/**
 * scad_mesh_get_memory_bytes:
 * @self: a mesh
 *
 * Returns: bytes that positions and colors take on the CPU's side
 */
gsize
scad_mesh_get_memory_bytes (ScadMesh *self)
{
  return g_bytes_get_size (self->positions)
         + (self->colors != NULL ? g_bytes_get_size (self->colors) : 0);
}
