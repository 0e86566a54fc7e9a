/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "scad-render-result.h"

G_BEGIN_DECLS

/* The JSON object of --stats: keys and units as docs/ARCHITECTURE.md fixes them. Computes the mesh's
 * properties. */
char *scad_render_stats_to_json (ScadRenderResult *result);
/* The part of it that speaks of a mesh. */
void scad_render_stats_add_mesh (JsonBuilder *builder, ScadMesh *mesh);

G_END_DECLS
