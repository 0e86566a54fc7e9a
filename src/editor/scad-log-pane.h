/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "scad-diagnostics.h"

G_BEGIN_DECLS

/* The list of diagnostics. Signal "activated" (const char *file (nullable: the document), int line).
 * Errors first to the eye (icon, colour), in the engine's order; count shown when above 1; text can
 * be selected and copied. */
#define SCAD_TYPE_LOG_PANE (scad_log_pane_get_type ())
G_DECLARE_FINAL_TYPE (ScadLogPane, scad_log_pane, SCAD, LOG_PANE, GtkWidget)

GtkWidget *scad_log_pane_new (void);
void scad_log_pane_set_diagnostics (ScadLogPane *self, GPtrArray *diagnostics);
guint scad_log_pane_get_n_rows (ScadLogPane *self);

G_END_DECLS
