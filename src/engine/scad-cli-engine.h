/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scad-engine.h"

G_BEGIN_DECLS

#define SCAD_TYPE_CLI_ENGINE (scad_cli_engine_get_type ())
G_DECLARE_FINAL_TYPE (ScadCliEngine, scad_cli_engine, SCAD, CLI_ENGINE, GObject)

/* @argv: the program and what stands before OpenSCAD's own options, e.g. { "/usr/bin/openscad" } or
 * { "flatpak", "run", "--command=openscad", "org.openscad.OpenSCAD" }. */
ScadEngine *scad_cli_engine_new (const char *const *argv);

/* Every openscad on this machine, best first: @setting (a path, nullable or empty), PATH, AppImages
 * in the usual places, the Flatpak. (element-type ScadEngine) (transfer container); cheap: nothing
 * is started. */
GPtrArray *scad_cli_engine_find_all (const char *setting);

G_END_DECLS
