/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the dependency list that OpenSCAD writes for make. Pure functions, any thread. */

#define G_LOG_DOMAIN "scadscope-engine"

#include <stdlib.h>
#include <string.h>

#include "scad-cli-dependencies.h"

/* In front of each file name; names themselves may contain anything but this. */
#define SEPARATOR " \\\n\t"

/* OpenSCAD escapes spaces and nothing else. */
static char *
unescape (const char *name)
{
  char *plain = g_malloc (strlen (name) + 1);
  char *out = plain;

  for (const char *p = name; *p != '\0'; p++)
    {
      if (p[0] == '\\' && p[1] == ' ')
        p++;
      *out++ = *p;
    }
  *out = '\0';

  return plain;
}

static gboolean
is_same_file (const char *path, const char *document_real)
{
  g_autofree char *real = document_real != NULL ? realpath (path, NULL) : NULL;

  return real != NULL && strcmp (real, document_real) == 0;
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Sorts and removes what is there twice. */
static GStrv
take_sorted (GPtrArray *paths)
{
  GPtrArray *unique = g_ptr_array_sized_new (paths->len + 1);

  g_ptr_array_sort (paths, compare_paths);
  for (guint i = 0; i < paths->len; i++)
    {
      char *path = g_ptr_array_index (paths, i);

      if (unique->len > 0 && strcmp (path, unique->pdata[unique->len - 1]) == 0)
        g_free (path);
      else
        g_ptr_array_add (unique, path);
    }
  g_ptr_array_add (unique, NULL);
  g_ptr_array_free (paths, TRUE);

  return (GStrv) g_ptr_array_free (unique, FALSE);
}

/**
 * scad_cli_dependencies_parse:
 * @text: what `openscad -d` wrote: "TARGET: \\\n\tNAME \\\n\tNAME\n", spaces in names escaped
 * @folder: absolute path of the folder that relative names start from
 * @document_path: (nullable): absolute path of the document, which is left out
 *
 * Returns: (transfer full): absolute paths, sorted, each once; files that the model asked for and
 *   that do not exist are among them
 */
GStrv
scad_cli_dependencies_parse (const char *text, const char *folder, const char *document_path)
{
  GPtrArray *paths = g_ptr_array_new ();
  g_autofree char *document_real = document_path != NULL ? realpath (document_path, NULL) : NULL;
  g_autofree char *chomped = g_strdup (text);
  g_auto (GStrv) names = NULL;

  if (g_str_has_suffix (chomped, "\n"))
    chomped[strlen (chomped) - 1] = '\0';
  names = g_strsplit (chomped, SEPARATOR, -1);
  for (guint i = 1; names[0] != NULL && names[i] != NULL; i++)
    {
      g_autofree char *name = unescape (names[i]);
      g_autofree char *path = g_canonicalize_filename (name, folder);

      if (name[0] != '\0' && strcmp (name, "-") != 0 && strcmp (name, "<stdin>") != 0 &&
          !is_same_file (path, document_real))
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }

  return take_sorted (paths);
}
