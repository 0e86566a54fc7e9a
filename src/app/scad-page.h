/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "scad-document.h"
#include "scad-editor.h"
#include "scad-log-pane.h"
#include "scad-render-service.h"
#include "scad-status-bar.h"
#include "scad-viewport.h"

G_BEGIN_DECLS

/* One document at work: editor, log, viewport, status bar, and the renders between them.
 * Properties: "document", "rendering" (boolean, read-only).
 * Signals: "rendered" (after each render that was not replaced: its result stands everywhere),
 * "open-requested" (GFile *file, int line): a message about another file was activated.
 * Actions for what lies over the viewport: view.fit, view.standard, view.orthographic, view.grid,
 * view.axes. */
#define SCAD_TYPE_PAGE (scad_page_get_type ())
G_DECLARE_FINAL_TYPE (ScadPage, scad_page, SCAD, PAGE, GtkWidget)

GtkWidget *scad_page_new (ScadRenderService *service, GSettings *settings);
void scad_page_render (ScadPage *self);
void scad_page_cancel (ScadPage *self);
/* Text and model of another file are about to come: forgets the present model. */
void scad_page_reset (ScadPage *self);
void scad_page_go_to_line (ScadPage *self, int line);
void scad_page_set_engine_name (ScadPage *self, const char *engine);

ScadDocument *scad_page_get_document (ScadPage *self);
ScadEditor *scad_page_get_editor (ScadPage *self);
ScadViewport *scad_page_get_viewport (ScadPage *self);
ScadLogPane *scad_page_get_log_pane (ScadPage *self);
ScadStatusBar *scad_page_get_status_bar (ScadPage *self);
gboolean scad_page_get_rendering (ScadPage *self);
/* What the viewport says above the model: why it is stale, or why there is none; NULL when nothing. */
const char *scad_page_get_message (ScadPage *self);
const ScadCost *scad_page_get_cost (ScadPage *self);
ScadRenderResult *scad_page_get_last_result (ScadPage *self);

G_END_DECLS
