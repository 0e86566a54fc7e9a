/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of what the model on the screen cost. Rows are made anew with each model: there are few,
 * and only while somebody may look at them. Main thread. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "scad-cost-grid.h"

struct _ScadCostGrid
{
  GtkWidget parent_instance;

  GtkWidget *grid;
  char *engine;
  int n_rows;
};

G_DEFINE_FINAL_TYPE (ScadCostGrid, scad_cost_grid, GTK_TYPE_WIDGET)

static void
add_heading (ScadCostGrid *self, const char *title)
{
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  if (self->n_rows > 0)
    gtk_widget_set_margin_top (label, 12);
  gtk_grid_attach (GTK_GRID (self->grid), label, 0, self->n_rows++, 2, 1);
}

static void
add_row (ScadCostGrid *self, const char *title, const char *value)
{
  GtkWidget *name_label = gtk_label_new (title);
  GtkWidget *value_label = gtk_label_new (value);

  gtk_label_set_xalign (GTK_LABEL (name_label), 0);
  gtk_widget_add_css_class (name_label, "dim-label");
  gtk_widget_set_hexpand (name_label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (value_label), 1);
  gtk_label_set_selectable (GTK_LABEL (value_label), TRUE);
  gtk_widget_add_css_class (value_label, "numeric");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (value_label), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  name_label, NULL, -1);
  gtk_grid_attach (GTK_GRID (self->grid), name_label, 0, self->n_rows, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), value_label, 1, self->n_rows++, 1, 1);
}

static void
add_time (ScadCostGrid *self, const char *title, gint64 us)
{
  g_autofree char *value = us >= 0 ? scad_format_duration (us) : NULL;

  if (value != NULL)
    add_row (self, title, value);
}

static void
add_size (ScadCostGrid *self, const char *title, guint64 bytes)
{
  g_autofree char *value = bytes > 0 ? g_format_size (bytes) : NULL;

  if (value != NULL)
    add_row (self, title, value);
}

static void
add_count (ScadCostGrid *self, const char *title, gsize count)
{
  g_autofree char *value = scad_format_count (count);

  add_row (self, title, value);
}

static void
add_times (ScadCostGrid *self, const ScadCost *cost)
{
  const ScadRenderMetrics *render = &cost->render;

  add_heading (self, _ ("Time"));
  add_time (self, _ ("Waiting"), render->wait_us);
  add_time (self, _ ("Starting the engine"), render->start_us);
  add_time (self, _ ("Evaluating"), render->evaluate_us);
  add_time (self, _ ("Transferring"), render->transfer_us);
  add_time (self, _ ("Parsing"), render->parse_us);
  if (cost->viewport.first_frame_us > 0)
    {
      add_time (self, _ ("Uploading to the GPU"), cost->viewport.upload_us);
      add_time (self, _ ("From result to picture"), cost->viewport.first_frame_us);
    }
  add_time (self, _ ("In all"), render->total_us + MAX (cost->viewport.first_frame_us, 0));
}

static void
add_memory (ScadCostGrid *self, const ScadCost *cost)
{
  add_heading (self, _ ("Memory"));
  add_size (self, _ ("Scadscope"), cost->app_bytes);
  add_size (self, _ ("of it the mesh"), cost->render.mesh_bytes);
  add_size (self, _ ("Engine, at its peak"), cost->render.engine_peak_bytes);
  add_size (self, _ ("GPU buffers"), cost->viewport.gpu_bytes);
}

static void
scad_cost_grid_dispose (GObject *object)
{
  ScadCostGrid *self = SCAD_COST_GRID (object);

  g_clear_pointer (&self->grid, gtk_widget_unparent);
  g_clear_pointer (&self->engine, g_free);
  G_OBJECT_CLASS (scad_cost_grid_parent_class)->dispose (object);
}

static void
scad_cost_grid_class_init (ScadCostGridClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = scad_cost_grid_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
scad_cost_grid_init (ScadCostGrid *self)
{
  scad_cost_grid_set_cost (self, NULL);
}

static void
make_grid (ScadCostGrid *self)
{
  g_clear_pointer (&self->grid, gtk_widget_unparent);
  self->n_rows = 0;
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 24);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 4);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}

/**
 * scad_cost_grid_set_cost:
 * @self: a cost grid
 * @cost: (nullable): what to show
 */
void
scad_cost_grid_set_cost (ScadCostGrid *self, const ScadCost *cost)
{
  g_return_if_fail (SCAD_IS_COST_GRID (self));

  make_grid (self);
  if (cost == NULL)
    {
      add_heading (self, _ ("Nothing was rendered yet"));
      return;
    }
  add_heading (self, _ ("Model"));
  if (self->engine != NULL)
    add_row (self, _ ("Engine"), self->engine);
  add_count (self, _ ("Triangles"), cost->render.n_triangles);
  if (cost->n_vertices > 0)
    add_count (self, _ ("Vertices"), cost->n_vertices);
  add_times (self, cost);
  add_memory (self, cost);
}

/**
 * scad_cost_grid_set_engine:
 * @self: a cost grid
 * @engine: (nullable): what the next table calls the engine
 */
void
scad_cost_grid_set_engine (ScadCostGrid *self, const char *engine)
{
  g_return_if_fail (SCAD_IS_COST_GRID (self));

  g_free (self->engine);
  self->engine = g_strdup (engine);
}
