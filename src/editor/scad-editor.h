/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scad-document.h"

G_BEGIN_DECLS

/* The text pane: a GtkSourceView for one document, with line numbers, matching brackets,
 * highlighting, a find (and replace) bar, and marks for diagnostics.
 * Actions: editor.find, editor.replace, editor.find-next, editor.find-previous, editor.go-to-line. */
#define SCAD_TYPE_EDITOR (scad_editor_get_type ())
G_DECLARE_FINAL_TYPE (ScadEditor, scad_editor, SCAD, EDITOR, GtkWidget)

GtkWidget *scad_editor_new (void);
void scad_editor_set_document (ScadEditor *self, ScadDocument *document);
ScadDocument *scad_editor_get_document (ScadEditor *self);
/* (element-type ScadDiagnostic): underlines those of the document, with the text as tooltip. */
void scad_editor_set_diagnostics (ScadEditor *self, GPtrArray *diagnostics);
/* Line from 1; scrolls there, puts the cursor on it and takes the focus. */
void scad_editor_go_to_line (ScadEditor *self, int line);

G_END_DECLS
