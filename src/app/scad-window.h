/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "scad-page.h"

G_BEGIN_DECLS

/* A window: header bar, one page, and what can be done with the page's file.
 * Actions: win.open, win.save, win.save-as, win.render, win.cancel, win.find, win.replace,
 * win.go-to-line, win.show-log, win.render-automatically. */
#define SCAD_TYPE_WINDOW (scad_window_get_type ())
G_DECLARE_FINAL_TYPE (ScadWindow, scad_window, SCAD, WINDOW, AdwApplicationWindow)

ScadWindow *
scad_window_new (AdwApplication *application, ScadRenderService *service, GSettings *settings);
ScadPage *scad_window_get_page (ScadWindow *self);
/* Reads the file into this window and renders it; @line from 1, or 0. An error is shown. */
void scad_window_open_file (ScadWindow *self, GFile *file, int line);
/* Neither file, nor text, nor anything to lose: may be used for the next file that is opened. */
gboolean scad_window_is_pristine (ScadWindow *self);
void scad_window_save (ScadWindow *self);
/* The file of the last scad_window_open_file() is still being read. */
gboolean scad_window_is_loading (ScadWindow *self);

G_END_DECLS
