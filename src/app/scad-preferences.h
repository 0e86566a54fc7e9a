/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "scad-render-service.h"

G_BEGIN_DECLS

/* The preferences: engine, limits, appearance. Every row is a setting, at once. */
#define SCAD_TYPE_PREFERENCES (scad_preferences_get_type ())
G_DECLARE_FINAL_TYPE (ScadPreferences, scad_preferences, SCAD, PREFERENCES, AdwPreferencesWindow)

ScadPreferences *
scad_preferences_new (GtkWindow *parent, GSettings *settings, ScadRenderService *service);

G_END_DECLS
