/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "scad-cost.h"

G_BEGIN_DECLS

/* The table behind the status bar's figures: time by stage, memory by owner, size of the model. */
#define SCAD_TYPE_COST_GRID (scad_cost_grid_get_type ())
G_DECLARE_FINAL_TYPE (ScadCostGrid, scad_cost_grid, SCAD, COST_GRID, GtkWidget)

void scad_cost_grid_set_engine (ScadCostGrid *self, const char *engine);
void scad_cost_grid_set_cost (ScadCostGrid *self, const ScadCost *cost);

G_END_DECLS
