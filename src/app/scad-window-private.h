/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scad-window.h"

struct _ScadWindow
{
  AdwApplicationWindow parent_instance;

  AdwWindowTitle *title;
  GtkWidget *render_button;
  GtkWidget *cancel_button;
  GtkStack *render_stack;
  AdwToastOverlay *toast_overlay;
  GtkWidget *content;

  ScadPage *page;
  GSettings *settings;
  int line_after_load;
  gboolean loading;
  gboolean close_after_save;
  gboolean close_confirmed;
};

void scad_window_install_actions (GtkWidgetClass *widget_class);
void scad_window_add_setting_actions (ScadWindow *self);
void scad_window_add_drop_target (ScadWindow *self);
/* Asks what to do with unsaved changes, then closes. */
void scad_window_confirm_close (ScadWindow *self);
