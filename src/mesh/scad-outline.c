/* SPDX-License-Identifier: GPL-3.0-or-later */

/* 2D models: contours from OpenSCAD's SVG export, and the flat mesh that covers them. The tessellator
 * is GLU's. Any thread. */

#define G_LOG_DOMAIN "scadscope-mesh"

#include "config.h"

#include <math.h>
#include <string.h>

#include <GL/glu.h>
#include <glib/gi18n-lib.h>

#include "scad-outline.h"
#include "scad-text-scanner.h"

struct _ScadOutline
{
  GArray *points;   /* Point */
  GArray *contours; /* guint: where each begins in points */
};

typedef struct
{
  double x;
  double y;
} Point;

ScadOutline *
scad_outline_new (void)
{
  ScadOutline *self = g_new0 (ScadOutline, 1);

  self->points = g_array_new (FALSE, FALSE, sizeof (Point));
  self->contours = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

void
scad_outline_free (ScadOutline *self)
{
  g_array_unref (self->points);
  g_array_unref (self->contours);
  g_free (self);
}

void
scad_outline_begin_contour (ScadOutline *self)
{
  guint start = self->points->len;

  g_array_append_val (self->contours, start);
}

/**
 * scad_outline_add_point:
 * @self: an outline with a contour that was begun
 * @x: finite
 * @y: finite, upwards
 */
void
scad_outline_add_point (ScadOutline *self, double x, double y)
{
  Point point = { x, y };

  g_return_if_fail (self->contours->len > 0);

  g_array_append_val (self->points, point);
}

gsize
scad_outline_get_n_contours (ScadOutline *self)
{
  return self->contours->len;
}

gsize
scad_outline_get_n_points (ScadOutline *self)
{
  return self->points->len;
}

typedef struct
{
  const char *start; /* of the file, for errors */
  const char *at;
  const char *end;
  const char *name;
} PathReader;

static gboolean
fail_path (PathReader *self, GError **error)
{
  g_set_error (error, SCAD_MESH_ERROR, SCAD_MESH_ERROR_INVALID,
               _ ("%s: byte %" G_GSIZE_FORMAT ": this is no outline as OpenSCAD writes it."),
               self->name, (gsize)(self->at - self->start));
  return FALSE;
}

static void
skip_separators (PathReader *self)
{
  while (self->at < self->end && (g_ascii_isspace (*self->at) || *self->at == ','))
    self->at++;
}

static gboolean
read_number (PathReader *self, double *value)
{
  const char *start;

  skip_separators (self);
  start = self->at;
  while (self->at < self->end
         && (g_ascii_isdigit (*self->at) || strchr ("+-.eE", *self->at) != NULL))
    self->at++;
  return scad_text_word_to_double (start, (gsize)(self->at - start), value) && isfinite (*value);
}

/* The commands that OpenSCAD writes: M and L with absolute coordinates, z. SVG's y points down. */
static gboolean
read_path (PathReader *self, ScadOutline *outline, GError **error)
{
  double x, y;

  for (skip_separators (self); self->at < self->end; skip_separators (self))
    {
      char command = *self->at;

      if (command != 'M' && command != 'L' && command != 'z' && command != 'Z')
        return fail_path (self, error);
      self->at++;
      if (command == 'z' || command == 'Z')
        continue;
      if (command == 'M')
        scad_outline_begin_contour (outline);
      if (!read_number (self, &x) || !read_number (self, &y) || outline->contours->len == 0)
        return fail_path (self, error);
      scad_outline_add_point (outline, x, -y);
    }
  return TRUE;
}

/**
 * scad_outline_read_svg:
 * @data: the file's text
 * @length: its length in bytes
 * @name: what errors call it
 * @error: return location: %SCAD_MESH_ERROR_FORMAT, _INVALID, _TRUNCATED, _EMPTY
 *
 * Returns: (transfer full) (nullable): the outline
 */
ScadOutline *
scad_outline_read_svg (const char *data, gsize length, const char *name, GError **error)
{
  g_autoptr (ScadOutline) outline = scad_outline_new ();
  const char *end = data + length, *at = data, *quote;

  if (g_strstr_len (data, (gssize)length, "<svg") == NULL)
    {
      g_set_error (error, SCAD_MESH_ERROR, SCAD_MESH_ERROR_FORMAT, _ ("%s is not an SVG file."),
                   name);
      return NULL;
    }
  while ((at = g_strstr_len (at, end - at, " d=\"")) != NULL)
    {
      PathReader reader = { .start = data, .at = at + strlen (" d=\""), .name = name };

      quote = memchr (reader.at, '"', (gsize)(end - reader.at));
      reader.end = quote;
      if (quote == NULL)
        break;
      if (!read_path (&reader, outline, error))
        return NULL;
      at = quote + 1;
    }
  if (at != NULL || g_strstr_len (data, (gssize)length, "</svg>") == NULL)
    {
      g_set_error (error, SCAD_MESH_ERROR, SCAD_MESH_ERROR_TRUNCATED,
                   _ ("%s: the file ends in the middle, after %" G_GSIZE_FORMAT " bytes."), name,
                   length);
      return NULL;
    }
  if (outline->points->len == 0)
    {
      g_set_error (error, SCAD_MESH_ERROR, SCAD_MESH_ERROR_EMPTY, _ ("%s has no outline."), name);
      return NULL;
    }
  return g_steal_pointer (&outline);
}

/* One run of the tessellator. */
typedef struct
{
  GArray *positions; /* float */
  GPtrArray *vertices; /* double[3], owned: GLU keeps pointers */
  GLenum error;
} Tessellation;

static void
edge_flag_cb (GLboolean flag)
{
  /* Its presence makes GLU give plain triangles instead of fans and strips. */
}

static void
vertex_cb (void *vertex, void *user_data)
{
  Tessellation *self = user_data;
  const double *v = vertex;
  float position[3] = { (float)v[0], (float)v[1], 0 };

  g_array_append_vals (self->positions, position, 3);
}

/* Contours that cross or touch make a new vertex. */
static void
combine_cb (double coords[3], void *data[4], float weights[4], void **out, void *user_data)
{
  Tessellation *self = user_data;
  double *vertex = g_memdup2 (coords, 3 * sizeof (double));

  g_ptr_array_add (self->vertices, vertex);
  *out = vertex;
}

static void
error_cb (GLenum code, void *user_data)
{
  ((Tessellation *)user_data)->error = code;
}

static void
feed_contours (GLUtesselator *tess, ScadOutline *outline, Tessellation *state)
{
  for (guint c = 0; c < outline->contours->len; c++)
    {
      guint begin = g_array_index (outline->contours, guint, c);
      guint end = c + 1 < outline->contours->len ? g_array_index (outline->contours, guint, c + 1)
                                                 : outline->points->len;

      gluTessBeginContour (tess);
      for (guint i = begin; i < end; i++)
        {
          const Point *point = &g_array_index (outline->points, Point, i);
          double *vertex = g_new0 (double, 3);

          vertex[0] = point->x;
          vertex[1] = point->y;
          g_ptr_array_add (state->vertices, vertex);
          gluTessVertex (tess, vertex, vertex);
        }
      gluTessEndContour (tess);
    }
}

static void
run_tessellator (ScadOutline *outline, Tessellation *state)
{
  GLUtesselator *tess = gluNewTess ();

  gluTessCallback (tess, GLU_TESS_VERTEX_DATA, (_GLUfuncptr)vertex_cb);
  gluTessCallback (tess, GLU_TESS_EDGE_FLAG, (_GLUfuncptr)edge_flag_cb);
  gluTessCallback (tess, GLU_TESS_COMBINE_DATA, (_GLUfuncptr)combine_cb);
  gluTessCallback (tess, GLU_TESS_ERROR_DATA, (_GLUfuncptr)error_cb);
  gluTessProperty (tess, GLU_TESS_WINDING_RULE, GLU_TESS_WINDING_ODD);
  gluTessNormal (tess, 0, 0, 1);
  gluTessBeginPolygon (tess, state);
  feed_contours (tess, outline, state);
  gluTessEndPolygon (tess);
  gluDeleteTess (tess);
}

/**
 * scad_outline_tessellate:
 * @self: an outline
 * @error: return location: %SCAD_MESH_ERROR_EMPTY when it covers nothing, _INVALID when GLU gives up
 *
 * Returns: (transfer full) (nullable): a mesh of dimensions 2
 */
ScadMesh *
scad_outline_tessellate (ScadOutline *self, GError **error)
{
  g_autoptr (GArray) floats = g_array_new (FALSE, FALSE, sizeof (float));
  g_autoptr (GPtrArray) vertices = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) positions = NULL;
  Tessellation state = { .positions = floats, .vertices = vertices };
  gsize n_bytes;

  run_tessellator (self, &state);
  if (state.error != 0)
    {
      g_set_error (error, SCAD_MESH_ERROR, SCAD_MESH_ERROR_INVALID,
                   _ ("The outline cannot be filled: %s."),
                   (const char *)gluErrorString (state.error));
      return NULL;
    }
  n_bytes = (gsize)floats->len * sizeof (float);
  positions = g_bytes_new_take (g_array_steal (floats, NULL), n_bytes);
  return scad_mesh_new (positions, NULL, 2, error);
}
