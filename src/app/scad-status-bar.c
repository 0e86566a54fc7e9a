/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The status bar: one line of figures, and behind a click the same by stage. Main thread. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "scad-cost-grid.h"
#include "scad-status-bar.h"

struct _ScadStatusBar
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkStack *state_stack;
  GtkImage *state_icon;
  GtkSpinner *spinner;
  GtkLabel *state_label;
  GtkLabel *cursor_label;
  GtkToggleButton *log_button;
  GtkWidget *error_icon;
  GtkLabel *error_label;
  GtkWidget *warning_icon;
  GtkLabel *warning_label;
  GtkWidget *no_message_icon;
  GtkMenuButton *cost_button;
  GtkLabel *engine_label;
  GtkLabel *cost_label;
  ScadCostGrid *cost_grid;
};

G_DEFINE_FINAL_TYPE (ScadStatusBar, scad_status_bar, GTK_TYPE_WIDGET)

static void
scad_status_bar_dispose (GObject *object)
{
  ScadStatusBar *self = SCAD_STATUS_BAR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (scad_status_bar_parent_class)->dispose (object);
}

static void
scad_status_bar_class_init (ScadStatusBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = scad_status_bar_dispose;

  g_type_ensure (SCAD_TYPE_COST_GRID);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "statusbar");
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/scadscope/Scadscope/scad-status-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, ScadStatusBar, box);
  gtk_widget_class_bind_template_child (widget_class, ScadStatusBar, state_stack);
  gtk_widget_class_bind_template_child (widget_class, ScadStatusBar, state_icon);
  gtk_widget_class_bind_template_child (widget_class, ScadStatusBar, spinner);
  gtk_widget_class_bind_template_child (widget_class, ScadStatusBar, state_label);
  gtk_widget_class_bind_template_child (widget_class, ScadStatusBar, cursor_label);
  gtk_widget_class_bind_template_child (widget_class, ScadStatusBar, log_button);
  gtk_widget_class_bind_template_child (widget_class, ScadStatusBar, error_icon);
  gtk_widget_class_bind_template_child (widget_class, ScadStatusBar, error_label);
  gtk_widget_class_bind_template_child (widget_class, ScadStatusBar, warning_icon);
  gtk_widget_class_bind_template_child (widget_class, ScadStatusBar, warning_label);
  gtk_widget_class_bind_template_child (widget_class, ScadStatusBar, no_message_icon);
  gtk_widget_class_bind_template_child (widget_class, ScadStatusBar, cost_button);
  gtk_widget_class_bind_template_child (widget_class, ScadStatusBar, engine_label);
  gtk_widget_class_bind_template_child (widget_class, ScadStatusBar, cost_label);
  gtk_widget_class_bind_template_child (widget_class, ScadStatusBar, cost_grid);
}

static void
scad_status_bar_init (ScadStatusBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  scad_status_bar_set_state (self, SCAD_STATE_READY, _ ("Ready"));
  scad_status_bar_set_messages (self, 0, 0);
}

static const char *
get_icon_name (ScadState state)
{
  switch (state)
    {
    case SCAD_STATE_DONE:
      return "emblem-ok-symbolic";
    case SCAD_STATE_ERROR:
      return "dialog-error-symbolic";
    case SCAD_STATE_READY:
    case SCAD_STATE_RENDERING:
    case SCAD_STATE_NOTE:
    default:
      return "dialog-information-symbolic";
    }
}

/**
 * scad_status_bar_set_state:
 * @self: a status bar
 * @state: what the page is doing
 * @text: the same in words, one line
 */
void
scad_status_bar_set_state (ScadStatusBar *self, ScadState state, const char *text)
{
  gboolean rendering = state == SCAD_STATE_RENDERING;

  g_return_if_fail (SCAD_IS_STATUS_BAR (self));

  gtk_label_set_text (self->state_label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->state_label), text);
  gtk_image_set_from_icon_name (self->state_icon, get_icon_name (state));
  gtk_spinner_set_spinning (self->spinner, rendering);
  gtk_stack_set_visible_child (self->state_stack,
                               rendering ? GTK_WIDGET (self->spinner)
                                         : GTK_WIDGET (self->state_icon));
  gtk_widget_set_visible (GTK_WIDGET (self->state_stack), state != SCAD_STATE_READY);
  if (state == SCAD_STATE_ERROR)
    gtk_widget_add_css_class (GTK_WIDGET (self->state_icon), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state_icon), "error");
}

const char *
scad_status_bar_get_text (ScadStatusBar *self)
{
  g_return_val_if_fail (SCAD_IS_STATUS_BAR (self), NULL);

  return gtk_label_get_text (self->state_label);
}

/**
 * scad_status_bar_set_engine:
 * @self: a status bar
 * @engine: name and version of the engine that answered, or will be asked
 */
void
scad_status_bar_set_engine (ScadStatusBar *self, const char *engine)
{
  g_return_if_fail (SCAD_IS_STATUS_BAR (self));

  gtk_label_set_text (self->engine_label, engine);
  scad_cost_grid_set_engine (self->cost_grid, engine);
}

static char *
describe_cost (const ScadCost *cost)
{
  gint64 first_frame_us = MAX (cost->viewport.first_frame_us, 0);
  g_autofree char *time = scad_format_duration (cost->render.total_us + first_frame_us);
  g_autofree char *triangles = scad_format_count (cost->render.n_triangles);
  g_autofree char *memory = g_format_size (scad_cost_get_total_bytes (cost));

  /* Translators: time, number of triangles, memory, as in "1.24 s · 39,792 triangles · 250 MB" */
  return g_strdup_printf (ngettext ("%s · %s triangle · %s", "%s · %s triangles · %s",
                                    (gulong)cost->render.n_triangles),
                          time, triangles, memory);
}

/**
 * scad_status_bar_set_cost:
 * @self: a status bar
 * @cost: (nullable): what the model on the screen cost; %NULL while there is none
 */
void
scad_status_bar_set_cost (ScadStatusBar *self, const ScadCost *cost)
{
  g_autofree char *text = NULL;

  g_return_if_fail (SCAD_IS_STATUS_BAR (self));

  text = cost != NULL ? describe_cost (cost) : g_strdup ("");
  gtk_label_set_text (self->cost_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->cost_label), cost != NULL);
  scad_cost_grid_set_cost (self->cost_grid, cost);
}

static void
set_message_count (GtkWidget *icon, GtkLabel *label, guint n)
{
  g_autofree char *text = g_strdup_printf ("%u", n);

  gtk_label_set_text (label, text);
  gtk_widget_set_visible (icon, n > 0);
  gtk_widget_set_visible (GTK_WIDGET (label), n > 0);
}

/**
 * scad_status_bar_set_messages:
 * @self: a status bar
 * @n_errors: errors of the last render
 * @n_warnings: its warnings, deprecations included
 */
void
scad_status_bar_set_messages (ScadStatusBar *self, guint n_errors, guint n_warnings)
{
  g_return_if_fail (SCAD_IS_STATUS_BAR (self));

  set_message_count (self->error_icon, self->error_label, n_errors);
  set_message_count (self->warning_icon, self->warning_label, n_warnings);
  gtk_widget_set_visible (self->no_message_icon, n_errors + n_warnings == 0);
}

/**
 * scad_status_bar_set_cursor:
 * @self: a status bar
 * @line: the cursor's line, from 1
 * @column: its column, from 1
 */
void
scad_status_bar_set_cursor (ScadStatusBar *self, int line, int column)
{
  g_autofree char *text = NULL;

  g_return_if_fail (SCAD_IS_STATUS_BAR (self));

  /* Translators: the cursor's line and column */
  text = g_strdup_printf (_ ("Ln %d, Col %d"), line, column);
  gtk_label_set_text (self->cursor_label, text);
}
