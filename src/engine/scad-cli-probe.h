/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scad-engine.h"

G_BEGIN_DECLS

/* Private to the command-line engine: what an OpenSCAD program said about itself. */
typedef struct
{
  const char *version;      /* interned */
  ScadEngineFeatures features;
  const char *mesh_format;  /* for --export-format */
  const char *backend;      /* an option that chooses Manifold; NULL: there is none */
  gboolean lists_dependencies; /* by -d into a file that it inherits */
} ScadCliProbe;

char **scad_cli_get_environment (void);
char *scad_cli_find_program (const char *name, GError **error);
gboolean scad_cli_probe (const char *const *command,
                         const char *program,
                         GCancellable *cancellable,
                         ScadCliProbe *probe,
                         GError **error);

G_END_DECLS
