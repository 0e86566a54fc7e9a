/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "scad-render-service.h"

G_BEGIN_DECLS

/* The application: settings, engines, windows. Files are opened through g_application_open(), whose
 * hint may be a line number. Actions: app.new, app.preferences, app.about, app.quit. */
#define SCAD_TYPE_APPLICATION (scad_application_get_type ())
G_DECLARE_FINAL_TYPE (ScadApplication, scad_application, SCAD, APPLICATION, AdwApplication)

/* Fails with G_IO_ERROR_NOT_FOUND when the settings schema is not installed. */
ScadApplication *scad_application_new (GApplicationFlags flags, GError **error);
ScadRenderService *scad_application_get_service (ScadApplication *self);
GSettings *scad_application_get_settings (ScadApplication *self);

G_END_DECLS
