/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Private to the command-line engine. */
GStrv
scad_cli_dependencies_parse (const char *text, const char *folder, const char *document_path);

G_END_DECLS
