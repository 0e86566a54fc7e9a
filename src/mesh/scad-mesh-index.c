/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Numbers the distinct positions of a triangle soup with an open-addressed hash table. Any thread. */

#define G_LOG_DOMAIN "scadscope-mesh"

#include "config.h"

#include <string.h>

#include "scad-mesh-private.h"

/* The bits of three floats; -0 and 0 are the same place. */
static void
get_key (const float *position, guint32 *key)
{
  for (guint i = 0; i < 3; i++)
    {
      float value = position[i] + 0.0f;

      memcpy (&key[i], &value, sizeof value);
    }
}

/* Multiply and fold, with the constant of the golden ratio. */
static guint64
hash_key (const guint32 *key)
{
  guint64 h = key[0];

  for (guint i = 1; i < 3; i++)
    {
      h *= G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
      h ^= (h >> 32) ^ key[i];
    }
  h *= G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return h ^ (h >> 29);
}

static gsize
get_table_size (gsize n)
{
  gsize size = 16;

  while (size < n * 2)
    size *= 2;
  return size;
}

/**
 * scad_mesh_index_init:
 * @self: what to fill
 * @positions: 9 floats a triangle
 * @n_triangles: how many
 *
 * Gives equal positions equal numbers, from 0 in order of appearance.
 */
void
scad_mesh_index_init (ScadMeshIndex *self, const float *positions, gsize n_triangles)
{
  gsize n_corners = n_triangles * 3;
  /* A closed mesh has half as many vertices as triangles; the table grows with what comes. */
  gsize size = get_table_size (n_triangles);
  g_autofree guint32 *table = g_malloc0 (size * sizeof *table); /* corner + 1 */
  gsize used = 0;

  self->indices = g_new (guint32, n_corners);
  for (gsize corner = 0; corner < n_corners; corner++)
    {
      guint32 key[3], other[3];
      gsize slot;

      if (used * 2 >= size)
        {
          /* Soup without shared corners: number what is there anew in a larger table. */
          g_autofree guint32 *old = g_steal_pointer (&table);
          gsize old_size = size;

          size *= 2;
          table = g_malloc0 (size * sizeof *table);
          for (gsize i = 0; i < old_size; i++)
            {
              if (old[i] == 0)
                continue;
              get_key (positions + 3 * (gsize)(old[i] - 1), key);
              for (slot = hash_key (key) & (size - 1); table[slot] != 0;
                   slot = (slot + 1) & (size - 1))
                ;
              table[slot] = old[i];
            }
        }
      get_key (positions + 3 * corner, key);
      for (slot = hash_key (key) & (size - 1); table[slot] != 0; slot = (slot + 1) & (size - 1))
        {
          get_key (positions + 3 * (gsize)(table[slot] - 1), other);
          if (memcmp (key, other, sizeof key) == 0)
            break;
        }
      if (table[slot] == 0)
        {
          table[slot] = (guint32)corner + 1;
          self->indices[corner] = (guint32)used++;
        }
      else
        self->indices[corner] = self->indices[table[slot] - 1];
    }
  self->n_vertices = used;
}

void
scad_mesh_index_clear (ScadMeshIndex *self)
{
  g_clear_pointer (&self->indices, g_free);
}
