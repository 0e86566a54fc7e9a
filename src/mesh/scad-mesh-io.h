/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "scad-mesh.h"

G_BEGIN_DECLS

typedef enum
{
  SCAD_MESH_FORMAT_STL_BINARY,
  SCAD_MESH_FORMAT_STL_ASCII,
  SCAD_MESH_FORMAT_OFF,
} ScadMeshFormat;

/* Readers decide the format by content. @name is what errors call the data. */
ScadMesh *
scad_mesh_read_fd (int fd, const char *name, GCancellable *cancellable, GError **error);
ScadMesh *scad_mesh_read_file (const char *path, GCancellable *cancellable, GError **error);
ScadMesh *scad_mesh_read_data (const guint8 *data, gsize length, const char *name, GError **error);

gboolean scad_mesh_write_stream (ScadMesh *mesh,
                                 GOutputStream *stream,
                                 ScadMeshFormat format,
                                 GError **error);
/* Writes beside the file, then renames: an error leaves what was there. STL only. */
gboolean
scad_mesh_write_file (ScadMesh *mesh, const char *path, ScadMeshFormat format, GError **error);

G_END_DECLS
