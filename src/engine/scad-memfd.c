/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Anonymous files in memory. Any thread; nothing is shared. */

#define G_LOG_DOMAIN "scadscope-engine"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scad-memfd.h"

/**
 * scad_memfd_new:
 * @name: what /proc calls it
 * @error: return location for an error of the domain %G_IO_ERROR
 *
 * Returns: an empty file that is closed on exec and can be sealed, or -1
 */
int
scad_memfd_new (const char *name, GError **error)
{
  int fd = memfd_create (name, MFD_CLOEXEC | MFD_ALLOW_SEALING);

  if (fd < 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "memfd_create: %s",
                   g_strerror (code));
    }

  return fd;
}

static gboolean
write_all (int fd, const char *data, gsize length)
{
  while (length > 0)
    {
      gssize written = write (fd, data, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return FALSE;
      data += written;
      length -= written;
    }

  return TRUE;
}

/**
 * scad_memfd_new_with_text:
 * @name: what /proc calls it
 * @text: the content
 * @length: its length in bytes
 * @error: return location for an error of the domain %G_IO_ERROR
 *
 * Returns: a sealed file at offset 0, or -1
 */
int
scad_memfd_new_with_text (const char *name, const char *text, gsize length, GError **error)
{
  int fd = scad_memfd_new (name, error);

  if (fd < 0)
    return -1;
  if (!write_all (fd, text, length))
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "memfd: %s",
                   g_strerror (code));
      close (fd);
      return -1;
    }
  scad_memfd_seal (fd);

  return fd;
}

/**
 * scad_memfd_get_size:
 * @fd: a file
 *
 * Returns: its size in bytes
 */
gsize
scad_memfd_get_size (int fd)
{
  struct stat info;

  return fstat (fd, &info) == 0 ? (gsize) info.st_size : 0;
}

/**
 * scad_memfd_dup_text:
 * @fd: a file
 * @max_length: how many bytes are read at most
 * @length: (out) (optional): the bytes read
 *
 * Returns: (transfer full): the content from the file's start, zero-terminated
 */
char *
scad_memfd_dup_text (int fd, gsize max_length, gsize *length)
{
  gsize size = MIN (scad_memfd_get_size (fd), max_length);
  char *text = g_malloc (size + 1);
  gsize done = 0;

  while (done < size)
    {
      gssize n = pread (fd, text + done, size - done, (off_t) done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        break;
      done += n;
    }
  text[done] = '\0';
  if (length != NULL)
    *length = done;

  return text;
}

/**
 * scad_memfd_seal:
 * @fd: a file of scad_memfd_new()
 *
 * Makes the content immutable where nobody has it mapped for writing, and rewinds.
 */
void
scad_memfd_seal (int fd)
{
  fcntl (fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL);
  lseek (fd, 0, SEEK_SET);
}
