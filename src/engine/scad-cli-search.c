/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds the OpenSCAD programs of this machine. Reads folders, starts nothing; any thread. */

#define G_LOG_DOMAIN "scadscope-engine"

#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scad-cli-engine.h"

#define FLATPAK_ID "org.openscad.OpenSCAD"

/* The engines so far, and the files behind them. */
typedef struct
{
  GPtrArray *engines;
  GHashTable *seen; /* paths without links */
} Search;

typedef struct
{
  char *path;
  gint64 modified;
} AppImage;

static void
app_image_clear (gpointer data)
{
  g_free (((AppImage *) data)->path);
}

static int
compare_app_images (gconstpointer a, gconstpointer b)
{
  const AppImage *first = a;
  const AppImage *second = b;

  if (first->modified != second->modified)
    return first->modified > second->modified ? -1 : 1;

  return -strcmp (first->path, second->path);
}

/* Adds an engine unless its file is there already. @file is what tells two apart. */
static void
add_engine (Search *self, const char *const *argv, const char *file)
{
  char *real = realpath (file, NULL);

  if (g_hash_table_add (self->seen, real != NULL ? real : strdup (file)))
    g_ptr_array_add (self->engines, scad_cli_engine_new (argv));
}

static void
add_program (Search *self, const char *path)
{
  const char *const argv[] = { path, NULL };

  add_engine (self, argv, path);
}

static void
add_from_path (Search *self, const char *name)
{
  g_autofree char *path = g_find_program_in_path (name);

  if (path != NULL)
    add_program (self, path);
}

static gboolean
is_app_image (const char *name)
{
  return g_ascii_strncasecmp (name, "OpenSCAD", strlen ("OpenSCAD")) == 0 &&
         g_str_has_suffix (name, ".AppImage");
}

static void
collect_app_images (GArray *images, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      AppImage image = { .path = NULL };
      struct stat info;

      if (!is_app_image (name))
        continue;
      image.path = g_build_filename (folder, name, NULL);
      if (stat (image.path, &info) == 0 && S_ISREG (info.st_mode) &&
          access (image.path, X_OK) == 0)
        {
          image.modified = info.st_mtim.tv_sec;
          g_array_append_val (images, image);
        }
      else
        {
          app_image_clear (&image);
        }
    }
}

/* Newest first. */
static void
add_app_images (Search *self)
{
  static const char *const folders[] = { "Applications", "bin", ".local/bin", "Downloads" };
  g_autoptr (GArray) images = g_array_new (FALSE, FALSE, sizeof (AppImage));

  g_array_set_clear_func (images, app_image_clear);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = g_build_filename (g_get_home_dir (), folders[i], NULL);

      collect_app_images (images, folder);
    }
  collect_app_images (images, "/opt");
  g_array_sort (images, compare_app_images);
  for (guint i = 0; i < images->len; i++)
    add_program (self, g_array_index (images, AppImage, i).path);
}

/* The sandbox ends with us, and sees the files that the model includes. */
static void
add_flatpak (Search *self)
{
  static const char *const argv[] = {
    "flatpak", "run", "--die-with-parent", "--filesystem=host", "--command=openscad", FLATPAK_ID,
    NULL,
  };
  g_autofree char *exports =
    g_build_filename (g_get_user_data_dir (), "flatpak", "exports", "bin", FLATPAK_ID, NULL);
  g_autofree char *flatpak = g_find_program_in_path ("flatpak");
  const char *const candidates[] = { exports, "/var/lib/flatpak/exports/bin/" FLATPAK_ID };

  for (guint i = 0; flatpak != NULL && i < G_N_ELEMENTS (candidates); i++)
    if (g_file_test (candidates[i], G_FILE_TEST_EXISTS))
      {
        add_engine (self, argv, candidates[i]);
        return;
      }
}

/**
 * scad_cli_engine_find_all:
 * @setting: (nullable): the program that the user chose, a path or a name in PATH; empty for none. It
 *   comes first even when it does not exist, so that the user is told
 *
 * Finds every OpenSCAD program of this machine without starting one: @setting, `openscad` and
 * `openscad-nightly` in PATH, AppImages in the usual folders (newest first), the Flatpak.
 *
 * Returns: (transfer container) (element-type ScadEngine): engines, first choice first, each file once
 */
GPtrArray *
scad_cli_engine_find_all (const char *setting)
{
  Search search = { .engines = g_ptr_array_new_with_free_func (g_object_unref),
                    .seen = g_hash_table_new_full (g_str_hash, g_str_equal, free, NULL) };

  if (setting != NULL && setting[0] != '\0')
    {
      g_autofree char *path = g_find_program_in_path (setting);

      add_program (&search, path != NULL ? path : setting);
    }
  add_from_path (&search, "openscad");
  add_from_path (&search, "openscad-nightly");
  add_app_images (&search);
  add_flatpak (&search);
  g_hash_table_unref (search.seen);

  return search.engines;
}
