/* SPDX-License-Identifier: GPL-3.0-or-later */

/* STL, binary and ASCII, read and written. Format: "Fabbers.com: The STL Format", after Burns,
 * Automated Fabrication, 1993. Any thread.
 *
 * The binary reader is near the speed of memory: blocks that fit into the cache are read and
 * repacked from 50 to 36 bytes a triangle into memory that nobody touched before. */

#define G_LOG_DOMAIN "scadscope-mesh"

#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "scad-mesh-private.h"
#include "scad-stl-private.h"
#include "scad-text-scanner.h"

#define TRIANGLES_PER_BLOCK 5242 /* 256 KiB */
#define NORMAL_BYTES 12
#define FLOATS_PER_TRIANGLE 9
#define BYTES_PER_TRIANGLE (FLOATS_PER_TRIANGLE * sizeof (float))

static gboolean
read_triangles (ScadSource *source, gsize n, float *target, ScadBounds *bounds, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (TRIANGLES_PER_BLOCK * SCAD_STL_TRIANGLE_BYTES);
  guint64 offset = SCAD_STL_HEADER_BYTES;

  for (gsize done = 0; done < n;)
    {
      gsize n_block = MIN (n - done, TRIANGLES_PER_BLOCK);
      gsize n_bytes = n_block * SCAD_STL_TRIANGLE_BYTES;

      if (g_cancellable_set_error_if_cancelled (source->cancellable, error)
          || !scad_source_read (source, offset, buffer, n_bytes, error))
        return FALSE;
      if (!scad_triangles_copy (buffer + NORMAL_BYTES, SCAD_STL_TRIANGLE_BYTES, n_block,
                                target + done * FLOATS_PER_TRIANGLE, bounds))
        {
          g_set_error (error, SCAD_MESH_ERROR, SCAD_MESH_ERROR_NOT_FINITE,
                       _ ("%s: a coordinate is not a number, in one of the triangles after byte "
                          "%" G_GUINT64_FORMAT ". The file is damaged."),
                       source->name, offset);
          return FALSE;
        }
      offset += n_bytes;
      done += n_block;
    }
  return TRUE;
}

static gboolean
check_length (ScadSource *source, guint32 n, GError **error)
{
  guint64 expected = SCAD_STL_HEADER_BYTES + (guint64)n * SCAD_STL_TRIANGLE_BYTES;

  if (n == 0 && source->length == expected)
    {
      g_set_error (error, SCAD_MESH_ERROR, SCAD_MESH_ERROR_EMPTY, _ ("%s holds no triangles."),
                   source->name);
      return FALSE;
    }
  if (source->length == expected)
    return TRUE;
  g_set_error (error, SCAD_MESH_ERROR,
               source->length < expected ? SCAD_MESH_ERROR_TRUNCATED : SCAD_MESH_ERROR_INVALID,
               _ ("%s: a binary STL file of %u triangles has %" G_GUINT64_FORMAT
                  " bytes, but this one has %" G_GUINT64_FORMAT
                  ". It is damaged or half written; write it anew."),
               source->name, n, expected, source->length);
  return FALSE;
}

/* Reads a source that is binary STL for sure: the count at byte 80 must match the length. */
ScadMesh *
scad_stl_read_binary (ScadSource *source, GError **error)
{
  guint8 header[SCAD_STL_HEADER_BYTES];
  g_auto (ScadFloatBlock) block = { 0 };
  g_autoptr (GBytes) positions = NULL;
  ScadBounds bounds;
  guint32 n;

  if (!scad_source_read (source, 0, header, sizeof header, error))
    return NULL;
  memcpy (&n, header + 80, sizeof n);
  n = GUINT32_FROM_LE (n);
  if (!check_length (source, n, error))
    return NULL;
  if (!scad_float_block_init (&block, n * BYTES_PER_TRIANGLE))
    {
      g_set_error (error, SCAD_MESH_ERROR, SCAD_MESH_ERROR_TOO_LARGE,
                   _ ("%s: there is not enough memory for %u triangles."), source->name, n);
      return NULL;
    }
  scad_bounds_init (&bounds);
  if (!read_triangles (source, n, block.data, &bounds, error))
    return NULL;
  positions = scad_float_block_steal (&block);
  return scad_mesh_new_with_bounds (positions, NULL, 3, &bounds);
}

typedef struct
{
  ScadTextScanner scanner;
  const char *name;
  GArray *positions; /* float */
  GError **error;
} AsciiReader;

static gboolean
fail_ascii (AsciiReader *self, ScadMeshError code, const char *expected)
{
  g_set_error (self->error, SCAD_MESH_ERROR, code,
               /* Translators: file, line number, what the format wants there */
               _ ("%s: line %" G_GSIZE_FORMAT ": expected %s. The file is damaged or half written."),
               self->name, self->scanner.line, expected);
  return FALSE;
}

static gboolean
expect_word (AsciiReader *self, const char *expected)
{
  const char *word;
  gsize length;

  if (!scad_text_scanner_next (&self->scanner, FALSE, &word, &length))
    return fail_ascii (self, SCAD_MESH_ERROR_TRUNCATED, expected);
  if (!scad_text_word_is (word, length, expected))
    return fail_ascii (self, SCAD_MESH_ERROR_INVALID, expected);
  return TRUE;
}

static gboolean
expect_floats (AsciiReader *self, float *values)
{
  const char *word;
  gsize length;
  double value;

  for (guint i = 0; i < 3; i++)
    {
      if (!scad_text_scanner_next (&self->scanner, FALSE, &word, &length))
        return fail_ascii (self, SCAD_MESH_ERROR_TRUNCATED, _ ("three numbers"));
      if (!scad_text_word_to_double (word, length, &value))
        return fail_ascii (self, SCAD_MESH_ERROR_INVALID, _ ("three numbers"));
      values[i] = (float)value;
    }
  return TRUE;
}

static gboolean
read_vertex (AsciiReader *self, float *position)
{
  if (!expect_word (self, "vertex") || !expect_floats (self, position))
    return FALSE;
  if (!isfinite (position[0]) || !isfinite (position[1]) || !isfinite (position[2]))
    return fail_ascii (self, SCAD_MESH_ERROR_NOT_FINITE, _ ("finite coordinates"));
  return TRUE;
}

/* After the word "facet". The normal that the file claims is not used: it may be anything. */
static gboolean
read_facet (AsciiReader *self)
{
  float triangle[FLOATS_PER_TRIANGLE];

  if (!expect_word (self, "normal"))
    return FALSE;
  scad_text_scanner_skip_line (&self->scanner);
  if (!expect_word (self, "outer") || !expect_word (self, "loop"))
    return FALSE;
  for (guint i = 0; i < 3; i++)
    if (!read_vertex (self, triangle + 3 * i))
      return FALSE;
  if (!expect_word (self, "endloop") || !expect_word (self, "endfacet"))
    return FALSE;
  g_array_append_vals (self->positions, triangle, FLOATS_PER_TRIANGLE);
  return TRUE;
}

/* After the word "solid": a name up to the end of the line, facets, "endsolid" and the name again. */
static gboolean
read_solid (AsciiReader *self)
{
  const char *word;
  gsize length;

  scad_text_scanner_skip_line (&self->scanner);
  while (scad_text_scanner_next (&self->scanner, FALSE, &word, &length))
    {
      if (scad_text_word_is (word, length, "endsolid"))
        {
          scad_text_scanner_skip_line (&self->scanner);
          return TRUE;
        }
      if (!scad_text_word_is (word, length, "facet"))
        return fail_ascii (self, SCAD_MESH_ERROR_INVALID, "facet, endsolid");
      if (!read_facet (self))
        return FALSE;
    }
  return fail_ascii (self, SCAD_MESH_ERROR_TRUNCATED, "facet, endsolid");
}

static gboolean
read_solids (AsciiReader *self)
{
  const char *word;
  gsize length;

  while (scad_text_scanner_next (&self->scanner, FALSE, &word, &length))
    {
      if (!scad_text_word_is (word, length, "solid"))
        return fail_ascii (self, SCAD_MESH_ERROR_INVALID, "solid");
      if (!read_solid (self))
        return FALSE;
    }
  return TRUE;
}

/* Reads ASCII STL; several solids in one file become one mesh. */
ScadMesh *
scad_stl_read_ascii (const char *data, gsize length, const char *name, GError **error)
{
  g_autoptr (GArray) floats = g_array_new (FALSE, FALSE, sizeof (float));
  g_autoptr (GBytes) positions = NULL;
  AsciiReader reader = { .name = name, .positions = floats, .error = error };
  gsize n_bytes;

  scad_text_scanner_init (&reader.scanner, data, length);
  if (!read_solids (&reader))
    return NULL;
  n_bytes = floats->len * sizeof (float);
  if (n_bytes == 0)
    {
      g_set_error (error, SCAD_MESH_ERROR, SCAD_MESH_ERROR_EMPTY, _ ("%s holds no triangles."),
                   name);
      return NULL;
    }
  positions = g_bytes_new_take (g_array_steal (floats, NULL), n_bytes);
  return scad_mesh_new (positions, NULL, 3, error);
}

/* The unit normal of a triangle, zero when it has no area. */
static void
compute_normal (const float *p, float *normal)
{
  double a[3], b[3], n[3], length;

  for (guint i = 0; i < 3; i++)
    {
      a[i] = (double)p[3 + i] - (double)p[i];
      b[i] = (double)p[6 + i] - (double)p[i];
    }
  for (guint i = 0; i < 3; i++)
    n[i] = a[(i + 1) % 3] * b[(i + 2) % 3] - a[(i + 2) % 3] * b[(i + 1) % 3];
  length = sqrt (n[0] * n[0] + n[1] * n[1] + n[2] * n[2]);
  for (guint i = 0; i < 3; i++)
    normal[i] = length > 0 ? (float)(n[i] / length) : 0;
}

static gboolean
write_all (GOutputStream *stream, const void *data, gsize length, GError **error)
{
  return g_output_stream_write_all (stream, data, length, NULL, NULL, error);
}

gboolean
scad_stl_write_binary (ScadMesh *mesh, GOutputStream *stream, GError **error)
{
  /* No "solid" at the start: some readers take that for ASCII. */
  guint8 header[SCAD_STL_HEADER_BYTES] = "Scadscope binary STL";
  g_autofree guint8 *buffer = g_malloc0 (TRIANGLES_PER_BLOCK * SCAD_STL_TRIANGLE_BYTES);
  const float *p = scad_mesh_get_positions (mesh);
  gsize n = scad_mesh_get_n_triangles (mesh);
  guint32 count = GUINT32_TO_LE ((guint32)n);

  memcpy (header + 80, &count, sizeof count);
  if (!write_all (stream, header, sizeof header, error))
    return FALSE;
  for (gsize done = 0; done < n;)
    {
      gsize n_block = MIN (n - done, TRIANGLES_PER_BLOCK);

      for (gsize i = 0; i < n_block; i++, p += FLOATS_PER_TRIANGLE)
        {
          guint8 *record = buffer + i * SCAD_STL_TRIANGLE_BYTES;
          float normal[3];

          compute_normal (p, normal);
          memcpy (record, normal, NORMAL_BYTES);
          memcpy (record + NORMAL_BYTES, p, BYTES_PER_TRIANGLE);
        }
      if (!write_all (stream, buffer, n_block * SCAD_STL_TRIANGLE_BYTES, error))
        return FALSE;
      done += n_block;
    }
  return TRUE;
}

/* Nine digits bring every float back as it was. */
static void
append_floats (GString *text, const char *before, const float *v)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (text, before);
  for (guint i = 0; i < 3; i++)
    {
      g_string_append_c (text, ' ');
      g_string_append (text, g_ascii_formatd (number, sizeof number, "%.9g", (double)v[i]));
    }
  g_string_append_c (text, '\n');
}

static void
append_facet (GString *text, const float *p)
{
  float normal[3];

  compute_normal (p, normal);
  append_floats (text, "  facet normal", normal);
  g_string_append (text, "    outer loop\n");
  for (guint i = 0; i < 3; i++)
    append_floats (text, "      vertex", p + 3 * i);
  g_string_append (text, "    endloop\n  endfacet\n");
}

gboolean
scad_stl_write_ascii (ScadMesh *mesh, GOutputStream *stream, GError **error)
{
  g_autoptr (GString) text = g_string_new ("solid scadscope\n");
  const float *p = scad_mesh_get_positions (mesh);
  gsize n = scad_mesh_get_n_triangles (mesh);

  for (gsize i = 0; i < n; i++)
    {
      append_facet (text, p + i * FLOATS_PER_TRIANGLE);
      if (text->len < 256 * 1024)
        continue;
      if (!write_all (stream, text->str, text->len, error))
        return FALSE;
      g_string_truncate (text, 0);
    }
  g_string_append (text, "endsolid scadscope\n");
  return write_all (stream, text->str, text->len, error);
}
