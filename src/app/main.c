/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The program: a command without a window, or the application. */

#include "config.h"

#include <locale.h>

#include <glib/gi18n-lib.h>

#include "scad-application.h"
#include "scad-cli.h"

static void
init_translations (void)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int argc, char **argv)
{
  g_autoptr (ScadApplication) application = NULL;
  g_autoptr (GError) error = NULL;

  init_translations ();
  if (argc > 1 && scad_cli_is_command (argv[1]))
    return scad_cli_main (argc, argv);
  application = scad_application_new (G_APPLICATION_FLAGS_NONE, &error);
  if (application == NULL)
    {
      g_printerr ("scadscope: %s\n", error->message);
      return SCAD_EXIT_FILE_ERROR;
    }
  return g_application_run (G_APPLICATION (application), argc, argv);
}
