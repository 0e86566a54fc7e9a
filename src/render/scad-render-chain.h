/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "scad-engine.h"
#include "scad-render-result-private.h"

G_BEGIN_DECLS

/* Asks the engines one after the other until one answers, and parses the geometry; blocks, any
 * thread. @result is filled but for the waiting and the total time. */
void scad_render_chain_run (GPtrArray *engines, ScadRenderResult *result, GCancellable *cancellable);

G_END_DECLS
