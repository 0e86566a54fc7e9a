/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scad-render-result.h"

G_BEGIN_DECLS

/* The JSON object of --stats: keys and units as docs/ARCHITECTURE.md fixes them. Computes the mesh's
 * properties. */
char *scad_render_stats_to_json (ScadRenderResult *result);

G_END_DECLS
