/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading and writing meshes: which format it is, where the bytes come from, and how a file is
 * replaced. Any thread, never the main one for large files. */

#define G_LOG_DOMAIN "scadscope-mesh"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "scad-mesh-io.h"
#include "scad-stl-private.h"

#define SNIFF_BYTES 1024

typedef enum
{
  KIND_STL_BINARY,
  KIND_STL_ASCII,
  KIND_OFF,
  KIND_UNKNOWN,
} Kind;

static void
set_read_error (const char *name, int code, GError **error)
{
  g_set_error (error, G_IO_ERROR, (int)g_io_error_from_errno (code), _ ("%s cannot be read: %s"),
               name, g_strerror (code));
}

gboolean
scad_source_read (ScadSource *self, guint64 offset, guint8 *buffer, gsize length, GError **error)
{
  if (self->data != NULL)
    {
      memcpy (buffer, self->data + offset, length);
      return TRUE;
    }
  while (length > 0)
    {
      gssize n = pread (self->fd, buffer, length, (off_t)offset);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          set_read_error (self->name, errno, error);
          return FALSE;
        }
      if (n == 0)
        {
          g_set_error (error, SCAD_MESH_ERROR, SCAD_MESH_ERROR_TRUNCATED,
                       _ ("%s became shorter while it was read, at byte %" G_GUINT64_FORMAT "."),
                       self->name, offset);
          return FALSE;
        }
      buffer += n;
      offset += (guint64)n;
      length -= (gsize)n;
    }
  return TRUE;
}

static gboolean
is_text (const guint8 *data, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (data[i] < ' ' && data[i] != '\t' && data[i] != '\n' && data[i] != '\r')
      return FALSE;
  return TRUE;
}

static gboolean
begins_with (const guint8 *data, gsize length, const char *word)
{
  gsize n = strlen (word);

  while (length > 0 && g_ascii_isspace (*data))
    {
      data++;
      length--;
    }
  return length >= n && g_ascii_strncasecmp ((const char *)data, word, n) == 0
         && (length == n || g_ascii_isspace (data[n]));
}

/* A binary file may begin with "solid" and a text may have any length: the length that the count at
 * byte 80 asks for decides, then whether the beginning is text. */
static Kind
sniff (const guint8 *head, gsize n_head, guint64 length)
{
  gboolean text = is_text (head, n_head);
  guint32 n = 0;

  if (length >= SCAD_STL_HEADER_BYTES)
    {
      memcpy (&n, head + 80, sizeof n);
      n = GUINT32_FROM_LE (n);
      if (SCAD_STL_HEADER_BYTES + (guint64)n * SCAD_STL_TRIANGLE_BYTES == length)
        return KIND_STL_BINARY;
    }
  if (text && begins_with (head, n_head, "solid"))
    return KIND_STL_ASCII;
  if (begins_with (head, n_head, "OFF") || begins_with (head, n_head, "COFF"))
    return KIND_OFF;
  if (!text && length >= SCAD_STL_HEADER_BYTES)
    return KIND_STL_BINARY;
  return KIND_UNKNOWN;
}

static ScadMesh *
read_as (Kind kind, const char *data, gsize length, const char *name, GError **error)
{
  if (kind == KIND_STL_ASCII)
    return scad_stl_read_ascii (data, length, name, error);
  if (kind == KIND_OFF)
    return scad_off_read (data, length, name, error);
  g_set_error (error, SCAD_MESH_ERROR,
               length == 0 ? SCAD_MESH_ERROR_EMPTY : SCAD_MESH_ERROR_FORMAT,
               length == 0 ? _ ("%s is empty.")
                           : _ ("%s is neither STL nor OFF: no other format can be read."),
               name);
  return NULL;
}

static ScadMesh *
read_source (ScadSource *source, GError **error)
{
  guint8 head[SNIFF_BYTES];
  gsize n_head = MIN (source->length, sizeof head);
  g_autofree char *text = NULL;
  Kind kind;

  if (!scad_source_read (source, 0, head, n_head, error))
    return NULL;
  kind = sniff (head, n_head, source->length);
  if (kind == KIND_STL_BINARY)
    return scad_stl_read_binary (source, error);
  if (source->data != NULL)
    return read_as (kind, (const char *)source->data, source->length, source->name, error);
  if (kind == KIND_UNKNOWN)
    return read_as (kind, NULL, source->length, source->name, error);
  text = g_try_malloc (source->length);
  if (text == NULL)
    {
      set_read_error (source->name, ENOMEM, error);
      return NULL;
    }
  if (!scad_source_read (source, 0, (guint8 *)text, source->length, error))
    return NULL;
  return read_as (kind, text, source->length, source->name, error);
}

/* Pipes and the like, whose length nobody knows. */
static GByteArray *
read_stream (int fd, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 buffer[65536];

  for (;;)
    {
      gssize n = read (fd, buffer, sizeof buffer);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0 || bytes->len > G_MAXUINT - sizeof buffer)
        {
          set_read_error (name, n < 0 ? errno : EFBIG, error);
          return NULL;
        }
      if (n == 0)
        return g_steal_pointer (&bytes);
      g_byte_array_append (bytes, buffer, (guint)n);
    }
}

/**
 * scad_mesh_read_fd:
 * @fd: a file descriptor; a file is read from its beginning, anything else from where it is
 * @name: what errors call it
 * @cancellable: (nullable): looked at between blocks
 * @error: return location: #ScadMeshError, or #GIOErrorEnum when the bytes cannot be had
 *
 * Returns: (transfer full) (nullable): the mesh
 */
ScadMesh *
scad_mesh_read_fd (int fd, const char *name, GCancellable *cancellable, GError **error)
{
  ScadSource source = { .fd = fd, .name = name, .cancellable = cancellable };
  g_autoptr (GByteArray) bytes = NULL;
  struct stat info;

  if (fstat (fd, &info) != 0)
    {
      set_read_error (name, errno, error);
      return NULL;
    }
  if (S_ISREG (info.st_mode))
    {
      source.length = (guint64)info.st_size;
      return read_source (&source, error);
    }
  bytes = read_stream (fd, name, cancellable, error);
  return bytes != NULL ? scad_mesh_read_data (bytes->data, bytes->len, name, error) : NULL;
}

/**
 * scad_mesh_read_file:
 * @path: a file's path
 * @cancellable: (nullable): looked at between blocks
 * @error: return location: as for scad_mesh_read_fd()
 *
 * Returns: (transfer full) (nullable): the mesh
 */
ScadMesh *
scad_mesh_read_file (const char *path, GCancellable *cancellable, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  ScadMesh *mesh;

  if (fd < 0)
    {
      set_read_error (path, errno, error);
      return NULL;
    }
  mesh = scad_mesh_read_fd (fd, path, cancellable, error);
  close (fd);
  return mesh;
}

/**
 * scad_mesh_read_data:
 * @data: a mesh file's bytes
 * @length: how many
 * @name: what errors call them
 * @error: return location: #ScadMeshError
 *
 * Returns: (transfer full) (nullable): the mesh
 */
ScadMesh *
scad_mesh_read_data (const guint8 *data, gsize length, const char *name, GError **error)
{
  ScadSource source = { .fd = -1, .data = data, .length = length, .name = name };

  if (length == 0)
    return read_as (KIND_UNKNOWN, NULL, 0, name, error);
  return read_source (&source, error);
}

/**
 * scad_mesh_write_stream:
 * @mesh: a mesh
 * @stream: where to
 * @format: one of the STL formats
 * @error: return location: #GIOErrorEnum
 *
 * Returns: whether all of it was written
 */
gboolean
scad_mesh_write_stream (ScadMesh *mesh,
                        GOutputStream *stream,
                        ScadMeshFormat format,
                        GError **error)
{
  switch (format)
    {
    case SCAD_MESH_FORMAT_STL_BINARY:
      return scad_stl_write_binary (mesh, stream, error);
    case SCAD_MESH_FORMAT_STL_ASCII:
      return scad_stl_write_ascii (mesh, stream, error);
    case SCAD_MESH_FORMAT_OFF:
    default:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           _ ("OFF can be read, but not written. Write STL."));
      return FALSE;
    }
}

/**
 * scad_mesh_write_file:
 * @mesh: a mesh
 * @path: the file to write or replace; a symbolic link keeps pointing to it
 * @format: one of the STL formats
 * @error: return location: #GIOErrorEnum; what was at @path stays then
 *
 * Writes beside the file, then renames. The mode of a file that is replaced is kept.
 *
 * Returns: whether the file is there, whole
 */
gboolean
scad_mesh_write_file (ScadMesh *mesh, const char *path, ScadMeshFormat format, GError **error)
{
  g_autofree char *real = realpath (path, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (real != NULL ? real : path);
  g_autoptr (GFileOutputStream) stream = NULL;
  g_autoptr (GCancellable) give_up = g_cancellable_new ();

  stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, error);
  if (stream == NULL)
    return FALSE;
  if (!scad_mesh_write_stream (mesh, G_OUTPUT_STREAM (stream), format, error))
    {
      /* Closing a cancelled stream leaves the old file in place. */
      g_cancellable_cancel (give_up);
      g_output_stream_close (G_OUTPUT_STREAM (stream), give_up, NULL);
      return FALSE;
    }
  return g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error);
}
