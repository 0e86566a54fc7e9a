/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Exit codes of every command. */
typedef enum
{
  SCAD_EXIT_OK = 0,
  SCAD_EXIT_MODEL_ERROR = 1,
  SCAD_EXIT_USAGE = 2,
  SCAD_EXIT_ENGINE_FAILED = 3, /* every engine failed, or a limit was hit */
  SCAD_EXIT_FILE_ERROR = 4,
} ScadExit;

/* Whether @name is a command (render, convert, info, engines) and not a file to open. */
gboolean scad_cli_is_command (const char *name);

/* Runs `scadscope COMMAND …` without a display and returns the exit code. @argv[0] is the program,
 * @argv[1] the command. */
int scad_cli_main (int argc, char **argv);

G_END_DECLS
