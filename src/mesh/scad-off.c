/* SPDX-License-Identifier: GPL-3.0-or-later */

/* OFF, as OpenSCAD and others write it: "OFF" or "COFF", counts, vertices, faces with an optional
 * color. Format: Geomview's manual, "OFF Files". Any thread. */

#define G_LOG_DOMAIN "scadscope-mesh"

#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "scad-mesh.h"
#include "scad-stl-private.h"
#include "scad-text-scanner.h"

/* A face without a color beside faces with one: OpenSCAD's default yellow. */
static const guint8 default_color[4] = { 0xf9, 0xd7, 0x2c, 0xff };

typedef struct
{
  ScadTextScanner scanner;
  const char *name;
  GError **error;
  guint64 n_vertices;
  guint64 n_faces;
  gboolean vertex_colors; /* COFF: four more numbers a vertex */
  float *vertices;
  GArray *polygon;   /* guint32: the face being read */
  GArray *positions; /* float */
  GByteArray *colors;
  gboolean any_color;
} OffReader;

static gboolean
fail (OffReader *self, ScadMeshError code, const char *what)
{
  g_set_error (self->error, SCAD_MESH_ERROR, code,
               /* Translators: file, line number, what is wrong there */
               _ ("%s: line %" G_GSIZE_FORMAT ": %s. The file is damaged or half written."),
               self->name, self->scanner.line, what);
  return FALSE;
}

static gboolean
next_uint (OffReader *self, guint64 *value)
{
  const char *word;
  gsize length;

  if (!scad_text_scanner_next (&self->scanner, TRUE, &word, &length))
    return fail (self, SCAD_MESH_ERROR_TRUNCATED, _ ("the file ends where a number should be"));
  if (!scad_text_word_to_uint (word, length, value))
    return fail (self, SCAD_MESH_ERROR_INVALID, _ ("expected a whole number"));
  return TRUE;
}

static gboolean
next_double (OffReader *self, double *value)
{
  const char *word;
  gsize length;

  if (!scad_text_scanner_next (&self->scanner, TRUE, &word, &length))
    return fail (self, SCAD_MESH_ERROR_TRUNCATED, _ ("the file ends where a number should be"));
  if (!scad_text_word_to_double (word, length, value))
    return fail (self, SCAD_MESH_ERROR_INVALID, _ ("expected a number"));
  return TRUE;
}

static gboolean
read_header (OffReader *self)
{
  const char *word;
  gsize length;
  guint64 n_edges, left = (guint64)(self->scanner.end - self->scanner.at);

  scad_text_scanner_next (&self->scanner, TRUE, &word, &length);
  self->vertex_colors = scad_text_word_is (word, length, "COFF");
  if (!next_uint (self, &self->n_vertices) || !next_uint (self, &self->n_faces)
      || !next_uint (self, &n_edges))
    return FALSE;
  /* Each vertex takes six bytes of text at least, each face eight: a count that lies is found
   * before memory is asked for. */
  if (self->n_vertices > left / 6 + 1 || self->n_faces > left / 2 + 1)
    return fail (self, SCAD_MESH_ERROR_TRUNCATED, _ ("the counts promise more than the file has"));
  return TRUE;
}

static gboolean
read_vertices (OffReader *self)
{
  guint n_extra = self->vertex_colors ? 4 : 0;
  double value;

  self->vertices = g_new (float, self->n_vertices * 3 + 1);
  for (guint64 i = 0; i < self->n_vertices; i++)
    {
      for (guint k = 0; k < 3; k++)
        {
          if (!next_double (self, &value))
            return FALSE;
          if (!isfinite ((float)value))
            return fail (self, SCAD_MESH_ERROR_NOT_FINITE, _ ("a coordinate is not finite"));
          self->vertices[i * 3 + k] = (float)value;
        }
      for (guint k = 0; k < n_extra; k++)
        if (!next_double (self, &value))
          return FALSE;
    }
  return TRUE;
}

static gboolean
read_polygon (OffReader *self)
{
  guint64 n, index;

  if (!next_uint (self, &n))
    return FALSE;
  if (n < 3 || n > self->n_vertices)
    return fail (self, SCAD_MESH_ERROR_INVALID, _ ("a face has an impossible number of corners"));
  g_array_set_size (self->polygon, 0);
  for (guint64 i = 0; i < n; i++)
    {
      guint32 corner;

      if (!next_uint (self, &index))
        return FALSE;
      if (index >= self->n_vertices)
        return fail (self, SCAD_MESH_ERROR_INVALID, _ ("a face names a vertex that is not there"));
      corner = (guint32)index;
      g_array_append_val (self->polygon, corner);
    }
  return TRUE;
}

/* The rest of a face's line: nothing, or 3 or 4 numbers, whole ones up to 255 or fractions of 1. */
static gboolean
read_color (OffReader *self, guint8 *color)
{
  gboolean fractions = FALSE;
  double values[4] = { 0, 0, 0, -1 };
  const char *word;
  gsize length;
  guint n = 0;

  memcpy (color, default_color, 4);
  while (n < 4 && scad_text_scanner_next_on_line (&self->scanner, TRUE, &word, &length))
    {
      if (!scad_text_word_to_double (word, length, &values[n++]))
        return fail (self, SCAD_MESH_ERROR_INVALID, _ ("expected a color’s number"));
      fractions |= memchr (word, '.', length) != NULL;
    }
  scad_text_scanner_skip_line (&self->scanner);
  if (n < 3)
    return TRUE;
  self->any_color = TRUE;
  if (n == 3)
    values[3] = fractions ? 1 : 255;
  for (guint k = 0; k < 4; k++)
    color[k] = (guint8)(CLAMP (values[k] * (fractions ? 255 : 1), 0, 255) + 0.5);
  return TRUE;
}

/* Faces of more than three corners become fans: exporters write convex ones. */
static void
append_fan (OffReader *self, const guint8 *color)
{
  const guint32 *corners = (const guint32 *)(gpointer)self->polygon->data;

  for (guint i = 2; i < self->polygon->len; i++)
    {
      g_array_append_vals (self->positions, self->vertices + 3 * (gsize)corners[0], 3);
      g_array_append_vals (self->positions, self->vertices + 3 * (gsize)corners[i - 1], 3);
      g_array_append_vals (self->positions, self->vertices + 3 * (gsize)corners[i], 3);
      g_byte_array_append (self->colors, color, 4);
    }
}

static gboolean
read_faces (OffReader *self)
{
  guint8 color[4];

  for (guint64 i = 0; i < self->n_faces; i++)
    {
      if (!read_polygon (self) || !read_color (self, color))
        return FALSE;
      if (self->positions->len > G_MAXUINT / 2)
        return fail (self, SCAD_MESH_ERROR_TOO_LARGE, _ ("there are more faces than can be held"));
      append_fan (self, color);
    }
  return TRUE;
}

static ScadMesh *
make_mesh (OffReader *self)
{
  g_autoptr (GBytes) positions = NULL;
  g_autoptr (GBytes) colors = NULL;
  gsize n_bytes = (gsize)self->positions->len * sizeof (float);

  if (n_bytes == 0)
    {
      g_set_error (self->error, SCAD_MESH_ERROR, SCAD_MESH_ERROR_EMPTY,
                   _ ("%s holds no triangles."), self->name);
      return NULL;
    }
  positions = g_bytes_new_take (g_array_steal (self->positions, NULL), n_bytes);
  if (self->any_color)
    colors = g_bytes_new (self->colors->data, self->colors->len);
  return scad_mesh_new (positions, colors, 3, self->error);
}

/* Reads OFF; @data begins with OFF or COFF. */
ScadMesh *
scad_off_read (const char *data, gsize length, const char *name, GError **error)
{
  g_autoptr (GArray) polygon = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (float));
  g_autoptr (GByteArray) colors = g_byte_array_new ();
  g_autofree float *vertices = NULL;
  OffReader reader = {
    .name = name,
    .error = error,
    .polygon = polygon,
    .positions = positions,
    .colors = colors,
  };
  gboolean ok;

  scad_text_scanner_init (&reader.scanner, data, length);
  ok = read_header (&reader) && read_vertices (&reader) && read_faces (&reader);
  vertices = reader.vertices;
  return ok ? make_mesh (&reader) : NULL;
}
