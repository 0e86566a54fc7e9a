/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The preferences. The engine's row says what was found at the path that stands in it. Main thread;
 * the probe runs on a thread of its own. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "scad-dialogs.h"
#include "scad-preferences.h"

struct _ScadPreferences
{
  AdwPreferencesWindow parent_instance;

  AdwEntryRow *path_row;
  AdwActionRow *engine_row;
  GtkSwitch *automatic_switch;
  GtkSpinButton *automatic_time_spin;
  GtkSpinButton *time_spin;
  GtkSpinButton *memory_spin;
  AdwComboRow *style_row;

  GSettings *settings;
  ScadRenderService *service;
};

G_DEFINE_FINAL_TYPE (ScadPreferences, scad_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* In the order of the rows of the style list. */
static const char *const style_variants[] = { "follow", "light", "dark" };

static char *
describe_engine (ScadEngine *engine, GCancellable *cancellable)
{
  const char *program = scad_engine_get_program (engine);
  g_autoptr (GError) error = NULL;

  if (!scad_engine_probe (engine, cancellable, &error))
    return g_strdup (error->message);
  if (scad_engine_get_features (engine) & SCAD_ENGINE_FEATURE_MANIFOLD)
    /* Translators: version and path of the engine; Manifold is a geometry library */
    return g_strdup_printf (_ ("OpenSCAD %s with Manifold, %s"), scad_engine_get_version (engine),
                            program);
  return g_strdup_printf (_ ("OpenSCAD %s, %s"), scad_engine_get_version (engine), program);
}

static void
describe_engines (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GPtrArray *engines = task_data;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < engines->len; i++)
    {
      g_autofree char *line = describe_engine (g_ptr_array_index (engines, i), cancellable);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", line);
    }
  if (engines->len == 0)
    g_string_assign (text, _ ("None. Install the package openscad, or choose its program above."));
  g_task_return_pointer (task, g_string_free (g_steal_pointer (&text), FALSE), g_free);
}

static void
describe_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ScadPreferences *self = SCAD_PREFERENCES (source);
  g_autofree char *text = g_task_propagate_pointer (G_TASK (result), NULL);

  if (self->engine_row != NULL)
    adw_action_row_set_subtitle (self->engine_row, text);
}

static void
update_engine_row (ScadPreferences *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, describe_cb, NULL);
  GPtrArray *engines = scad_render_service_get_engines (self->service);

  g_task_set_task_data (task, g_ptr_array_ref (engines), (GDestroyNotify)g_ptr_array_unref);
  g_task_run_in_thread (task, describe_engines);
}

static void
path_applied_cb (ScadPreferences *self)
{
  g_settings_set_string (self->settings, "openscad-path",
                         gtk_editable_get_text (GTK_EDITABLE (self->path_row)));
  update_engine_row (self);
}

static void
program_chosen_cb (GFile *file, gpointer user_data)
{
  g_autoptr (ScadPreferences) self = user_data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path == NULL || self->path_row == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->path_row), path);
  path_applied_cb (self);
}

static void
choose_cb (ScadPreferences *self)
{
  scad_dialogs_choose_program (GTK_WINDOW (self), program_chosen_cb, g_object_ref (self));
}

static gboolean
variant_to_index (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *name = g_variant_get_string (variant, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (style_variants); i++)
    if (g_str_equal (style_variants[i], name))
      g_value_set_uint (value, i);
  return TRUE;
}

static GVariant *
index_to_variant (const GValue *value, const GVariantType *type, gpointer user_data)
{
  guint index = MIN (g_value_get_uint (value), G_N_ELEMENTS (style_variants) - 1);

  return g_variant_new_string (style_variants[index]);
}

static void
scad_preferences_dispose (GObject *object)
{
  ScadPreferences *self = SCAD_PREFERENCES (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->service);
  self->engine_row = NULL;
  self->path_row = NULL;
  G_OBJECT_CLASS (scad_preferences_parent_class)->dispose (object);
}

static void
scad_preferences_class_init (ScadPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = scad_preferences_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/scadscope/Scadscope/scad-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, ScadPreferences, path_row);
  gtk_widget_class_bind_template_child (widget_class, ScadPreferences, engine_row);
  gtk_widget_class_bind_template_child (widget_class, ScadPreferences, automatic_switch);
  gtk_widget_class_bind_template_child (widget_class, ScadPreferences, automatic_time_spin);
  gtk_widget_class_bind_template_child (widget_class, ScadPreferences, time_spin);
  gtk_widget_class_bind_template_child (widget_class, ScadPreferences, memory_spin);
  gtk_widget_class_bind_template_child (widget_class, ScadPreferences, style_row);
  gtk_widget_class_bind_template_callback (widget_class, path_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
}

static void
scad_preferences_init (ScadPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
bind_rows (ScadPreferences *self)
{
  g_settings_bind (self->settings, "render-automatically", self->automatic_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "automatic-time-limit", self->automatic_time_spin, "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "render-time-limit", self->time_spin, "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "memory-limit", self->memory_spin, "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (self->settings, "style-variant", self->style_row, "selected",
                                G_SETTINGS_BIND_DEFAULT, variant_to_index, index_to_variant, NULL,
                                NULL);
}

/**
 * scad_preferences_new:
 * @parent: the window that they belong to
 * @settings: the app's settings
 * @service: knows the engines
 *
 * Returns: (transfer none): a window
 */
ScadPreferences *
scad_preferences_new (GtkWindow *parent, GSettings *settings, ScadRenderService *service)
{
  ScadPreferences *self
      = g_object_new (SCAD_TYPE_PREFERENCES, "transient-for", parent, "modal", TRUE, NULL);
  g_autofree char *path = g_settings_get_string (settings, "openscad-path");

  self->settings = g_object_ref (settings);
  self->service = g_object_ref (service);
  gtk_editable_set_text (GTK_EDITABLE (self->path_row), path);
  bind_rows (self);
  update_engine_row (self);
  return self;
}
