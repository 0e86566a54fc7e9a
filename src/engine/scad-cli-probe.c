/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asks an OpenSCAD program for its version and options. Blocking, any thread; nothing is shared. */

#define G_LOG_DOMAIN "scadscope-engine"

#include "config.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "scad-cli-probe.h"
#include "scad-memfd.h"
#include "scad-process.h"

#define PROBE_TIME_LIMIT_MS 10000
#define MAX_ANSWER_BYTES 65536

/**
 * scad_cli_get_environment:
 *
 * The app's own environment, but with English messages, numbers with dots, and no display.
 *
 * Returns: (transfer full): the environment for an OpenSCAD program
 */
char **
scad_cli_get_environment (void)
{
  char **environment = g_get_environ ();

  environment = g_environ_setenv (environment, "LC_ALL", "C.UTF-8", TRUE);
  environment = g_environ_unsetenv (environment, "LANGUAGE");
  environment = g_environ_setenv (environment, "QT_QPA_PLATFORM", "offscreen", TRUE);

  return environment;
}

/**
 * scad_cli_find_program:
 * @name: a path, or a name to look for in PATH
 * @error: return location for %G_IO_ERROR_NOT_FOUND or %G_IO_ERROR_PERMISSION_DENIED
 *
 * Returns: (transfer full) (nullable): the absolute path of an executable file
 */
char *
scad_cli_find_program (const char *name, GError **error)
{
  g_autofree char *path = g_find_program_in_path (name);

  if (path != NULL)
    return g_canonicalize_filename (path, NULL);

  if (strchr (name, '/') != NULL && g_file_test (name, G_FILE_TEST_IS_DIR))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                 _ ("“%s” is a folder. Choose the OpenSCAD program itself in Preferences."), name);
  else if (strchr (name, '/') != NULL && g_file_test (name, G_FILE_TEST_EXISTS))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                 _ ("“%s” may not be executed. Make it executable, or choose another OpenSCAD "
                    "program in Preferences."),
                 name);
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 _ ("The program “%s” was not found. Install OpenSCAD, or choose its program in "
                    "Preferences."),
                 name);

  return NULL;
}

static void
collect_cb (const char *data, gsize length, gpointer user_data)
{
  GString *answer = user_data;

  if (answer->len < MAX_ANSWER_BYTES)
    g_string_append_len (answer, data, MIN (length, MAX_ANSWER_BYTES - answer->len));
}

static gboolean
check_end (const char *program, const ScadProcessResult *result, GError **error)
{
  switch (result->end)
    {
    case SCAD_PROCESS_CANCELLED:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled"));
      return FALSE;
    case SCAD_PROCESS_TIME_LIMIT:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                   _ ("“%s” did not tell its version within %d seconds. Check that it starts in a "
                      "terminal, or choose another OpenSCAD program in Preferences."),
                   program, PROBE_TIME_LIMIT_MS / 1000);
      return FALSE;
    case SCAD_PROCESS_MEMORY_LIMIT:
    case SCAD_PROCESS_ENDED:
    default:
      return TRUE;
    }
}

/* Runs the program with one option. Returns what it wrote to 1 and 2, which differ by version. */
static char *
ask (const char *const *command,
     const char *program,
     const char *option,
     GCancellable *cancellable,
     GError **error)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_auto (GStrv) environment = scad_cli_get_environment ();
  GString *answer = g_string_new (NULL);
  ScadProcessSpec spec = { .program = program,
                           .envp = (const char *const *) environment,
                           .folder = "/",
                           .input_fd = -1,
                           .extra_fd = -1,
                           .limits = { .time_ms = PROBE_TIME_LIMIT_MS },
                           .message_func = collect_cb,
                           .message_data = answer };
  ScadProcessResult result;
  gboolean done;

  for (guint i = 0; command[i] != NULL; i++)
    g_ptr_array_add (argv, (char *) command[i]);
  g_ptr_array_add (argv, (char *) option);
  g_ptr_array_add (argv, NULL);
  spec.argv = (const char *const *) argv->pdata;

  spec.output_fd = scad_memfd_new ("scadscope-probe", error);
  done = spec.output_fd >= 0 && scad_process_run (&spec, cancellable, &result, error) &&
         check_end (program, &result, error);
  if (done)
    {
      g_autofree char *output = scad_memfd_dup_text (spec.output_fd, MAX_ANSWER_BYTES, NULL);

      g_string_append (answer, output);
    }
  if (spec.output_fd >= 0)
    close (spec.output_fd);

  return g_string_free (answer, !done);
}

/* "OpenSCAD version 2021.01\n" → "2021.01"; the line may stand among others. */
static const char *
parse_version (const char *answer)
{
  static const char key[] = "OpenSCAD version ";
  const char *start = strstr (answer, key);
  g_autofree char *version = NULL;

  if (start == NULL)
    return NULL;
  start += strlen (key);
  version = g_utf8_make_valid (start, strcspn (start, "\r\n"));
  g_strstrip (version);

  return version[0] != '\0' ? g_intern_string (version) : NULL;
}

static gboolean
matches (const char *pattern, const char *text)
{
  return g_regex_match_simple (pattern, text, G_REGEX_RAW | G_REGEX_DOTALL, 0);
}

/* The option that makes Manifold the backend: --backend since 2024, --enable in builds before. */
static const char *
find_backend (const char *help)
{
  if (matches ("--backend\\b.*\\bManifold\\b", help))
    return "--backend=manifold";
  if (matches ("--enable\\b[^\\[]*?\\bmanifold\\b", help))
    return "--enable=manifold";

  return NULL;
}

static const char *
find_mesh_format (const char *help)
{
  if (matches ("\\bbinstl\\b", help))
    return "binstl";

  return matches ("\\basciistl\\b", help) ? "asciistl" : "stl";
}

static void
learn_features (ScadCliProbe *probe, const char *help)
{
  probe->mesh_format = find_mesh_format (help);
  probe->backend = find_backend (help);
  probe->features = 0;
  if (strcmp (probe->mesh_format, "binstl") == 0)
    probe->features |= SCAD_ENGINE_FEATURE_BINARY_STL;
  if (probe->backend != NULL)
    probe->features |= SCAD_ENGINE_FEATURE_MANIFOLD;
  if (matches ("\\bast, term\\b.*\\bparam\\b,", help))
    probe->features |= SCAD_ENGINE_FEATURE_PARAM_EXPORT;
  if (matches ("--summary-file\\b", help))
    probe->features |= SCAD_ENGINE_FEATURE_SUMMARY;
}

static void
set_not_openscad (const char *program, const char *answer, GError **error)
{
  g_autofree char *start = g_utf8_make_valid (answer, strnlen (answer, 200));

  g_strdelimit (g_strstrip (start), "\r\n\t", ' ');
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               _ ("“%s” is not OpenSCAD: asked for its version, it answered “%s”. Choose another "
                  "program in Preferences."),
               program, start);
}

/**
 * scad_cli_probe:
 * @command: the program and what stands before OpenSCAD's own options
 * @program: absolute path of the program
 * @cancellable: (nullable): ends the probe
 * @probe: (out): what was learnt
 * @error: return location for an error of the domain %G_IO_ERROR: CANCELLED, TIMED_OUT,
 *   INVALID_DATA (not OpenSCAD), NOT_SUPPORTED (too old), or why the program cannot be started
 *
 * Returns: whether the program can be used
 */
gboolean
scad_cli_probe (const char *const *command,
                const char *program,
                GCancellable *cancellable,
                ScadCliProbe *probe,
                GError **error)
{
  g_autofree char *version = ask (command, program, "--version", cancellable, error);
  g_autofree char *help = NULL;

  if (version == NULL)
    return FALSE;
  probe->version = parse_version (version);
  if (probe->version == NULL)
    {
      set_not_openscad (program, version, error);
      return FALSE;
    }
  help = ask (command, program, "--help", cancellable, error);
  if (help == NULL)
    return FALSE;
  if (!matches ("--export-format\\b", help))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   _ ("“%s” is OpenSCAD %s, which is too old. Install 2021.01 or newer."), program,
                   probe->version);
      return FALSE;
    }
  learn_features (probe, help);
  /* Flatpak, and the script that it exports, close all files but the first three on the way into the
   * sandbox. */
  probe->lists_dependencies = !g_str_has_suffix (program, "/flatpak") &&
                              !g_str_has_suffix (program, "/org.openscad.OpenSCAD");

  return TRUE;
}
