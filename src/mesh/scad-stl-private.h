/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "scad-mesh.h"

G_BEGIN_DECLS

#define SCAD_STL_HEADER_BYTES 84
#define SCAD_STL_TRIANGLE_BYTES 50

/* Reads @length bytes at an offset of what is being parsed; FALSE with @error when they cannot be
 * had. */
typedef struct
{
  int fd;             /* -1 when the data lie in memory */
  const guint8 *data; /* NULL when they do not */
  guint64 length;
  const char *name;
  GCancellable *cancellable;
} ScadSource;

gboolean scad_source_read (ScadSource *self, guint64 offset, guint8 *buffer, gsize length, GError **error);

ScadMesh *scad_stl_read_binary (ScadSource *source, GError **error);
ScadMesh *scad_stl_read_ascii (const char *data, gsize length, const char *name, GError **error);
ScadMesh *scad_off_read (const char *data, gsize length, const char *name, GError **error);

gboolean scad_stl_write_binary (ScadMesh *mesh, GOutputStream *stream, GError **error);
gboolean scad_stl_write_ascii (ScadMesh *mesh, GOutputStream *stream, GError **error);

G_END_DECLS
