/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "scad-cost.h"

G_BEGIN_DECLS

typedef enum
{
  SCAD_STATE_READY,
  SCAD_STATE_RENDERING,
  SCAD_STATE_DONE,
  SCAD_STATE_NOTE, /* cancelled, empty */
  SCAD_STATE_ERROR,
} ScadState;

/* The line below the panes: state, messages, cursor, engine, and what the model on screen cost. */
#define SCAD_TYPE_STATUS_BAR (scad_status_bar_get_type ())
G_DECLARE_FINAL_TYPE (ScadStatusBar, scad_status_bar, SCAD, STATUS_BAR, GtkWidget)

void scad_status_bar_set_state (ScadStatusBar *self, ScadState state, const char *text);
const char *scad_status_bar_get_text (ScadStatusBar *self);
void scad_status_bar_set_engine (ScadStatusBar *self, const char *engine);
void scad_status_bar_set_cost (ScadStatusBar *self, const ScadCost *cost);
void scad_status_bar_set_messages (ScadStatusBar *self, guint n_errors, guint n_warnings);
void scad_status_bar_set_cursor (ScadStatusBar *self, int line, int column);

G_END_DECLS
