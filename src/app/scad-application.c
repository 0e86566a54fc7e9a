/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The application: owns settings and render service, makes windows, hands them files. Main thread;
 * engines are probed on a thread of their own. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <gtksourceview/gtksource.h>

#include "scad-application.h"
#include "scad-cli-engine.h"
#include "scad-preferences.h"
#include "scad-window.h"

struct _ScadApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
  ScadRenderService *service;
  char *engine_name; /* what the first usable engine is called; NULL until it was probed */
};

G_DEFINE_FINAL_TYPE (ScadApplication, scad_application, ADW_TYPE_APPLICATION)

static void
tell_engine_name (ScadApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *l = windows; l != NULL; l = l->next)
    if (SCAD_IS_WINDOW (l->data))
      scad_page_set_engine_name (scad_window_get_page (l->data), self->engine_name);
}

static void
probe_engines (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GPtrArray *engines = task_data;

  for (guint i = 0; i < engines->len; i++)
    {
      ScadEngine *engine = g_ptr_array_index (engines, i);

      if (!scad_engine_probe (engine, cancellable, NULL))
        continue;
      g_task_return_pointer (
          task, g_strdup_printf ("OpenSCAD %s", scad_engine_get_version (engine)), g_free);
      return;
    }
  g_task_return_pointer (task, g_strdup (_ ("No engine found")), g_free);
}

static void
probe_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ScadApplication *self = SCAD_APPLICATION (source);

  g_free (self->engine_name);
  self->engine_name = g_task_propagate_pointer (G_TASK (result), NULL);
  tell_engine_name (self);
}

static void
find_engines (ScadApplication *self)
{
  g_autofree char *path = g_settings_get_string (self->settings, "openscad-path");
  g_autoptr (GPtrArray) engines = scad_cli_engine_find_all (path);
  g_autoptr (GTask) task = g_task_new (self, NULL, probe_cb, NULL);

  scad_render_service_set_engines (self->service, engines);
  g_task_set_task_data (task, g_ptr_array_ref (engines), (GDestroyNotify)g_ptr_array_unref);
  g_task_run_in_thread (task, probe_engines);
}

static void
update_style (ScadApplication *self)
{
  g_autofree char *variant = g_settings_get_string (self->settings, "style-variant");
  AdwColorScheme scheme = ADW_COLOR_SCHEME_DEFAULT;

  if (g_str_equal (variant, "light"))
    scheme = ADW_COLOR_SCHEME_FORCE_LIGHT;
  else if (g_str_equal (variant, "dark"))
    scheme = ADW_COLOR_SCHEME_FORCE_DARK;
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
}

static ScadWindow *
add_window (ScadApplication *self)
{
  ScadWindow *window = scad_window_new (ADW_APPLICATION (self), self->service, self->settings);

  if (self->engine_name != NULL)
    scad_page_set_engine_name (scad_window_get_page (window), self->engine_name);
  return window;
}

/* The window that shows the file already, or NULL. */
static ScadWindow *
find_window (ScadApplication *self, GFile *file)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *l = windows; l != NULL; l = l->next)
    {
      ScadDocument *document;
      GFile *other;

      if (!SCAD_IS_WINDOW (l->data))
        continue;
      document = scad_page_get_document (scad_window_get_page (l->data));
      other = scad_document_get_file (document);
      if (other != NULL && g_file_equal (other, file))
        return l->data;
    }
  return NULL;
}

static ScadWindow *
get_window_for_new_file (ScadApplication *self)
{
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (SCAD_IS_WINDOW (active) && scad_window_is_pristine (SCAD_WINDOW (active)))
    return SCAD_WINDOW (active);
  return add_window (self);
}

static void
open_file (ScadApplication *self, GFile *file, int line)
{
  ScadWindow *window = find_window (self, file);

  if (window != NULL && line > 0)
    scad_page_go_to_line (scad_window_get_page (window), line);
  else if (window == NULL)
    {
      window = get_window_for_new_file (self);
      scad_window_open_file (window, file, line);
    }
  gtk_window_present (GTK_WINDOW (window));
}

static void
scad_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  ScadApplication *self = SCAD_APPLICATION (application);
  int line = (int)g_ascii_strtoll (hint, NULL, 10);

  for (int i = 0; i < n_files; i++)
    open_file (self, files[i], line);
}

static void
scad_application_activate (GApplication *application)
{
  ScadApplication *self = SCAD_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window == NULL)
    window = GTK_WINDOW (add_window (self));
  gtk_window_present (window);
}

static void
new_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_present (GTK_WINDOW (add_window (SCAD_APPLICATION (user_data))));
}

static void
preferences_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ScadApplication *self = SCAD_APPLICATION (user_data);
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (self));

  gtk_window_present (
      GTK_WINDOW (scad_preferences_new (parent, self->settings, self->service)));
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  adw_show_about_window (parent, "application-name", "Scadscope", "application-icon", APP_ID,
                         "version", PACKAGE_VERSION, "developer-name",
                         _ ("The Scadscope developers"), "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _ ("See the solid while you type OpenSCAD"),
                         /* Translators: put your name here, one translator a line */
                         "translator-credits", _ ("translator-credits"), NULL);
}

/* Each window may ask about its text; the last one that closes ends the application. */
static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GList) windows
      = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

static void
add_accelerators (GtkApplication *application)
{
  static const struct
  {
    const char *action;
    const char *keys[3];
  } accelerators[] = {
    { "app.new", { "<Control>n", NULL } },
    { "app.preferences", { "<Control>comma", NULL } },
    { "app.quit", { "<Control>q", NULL } },
    { "win.open", { "<Control>o", NULL } },
    { "win.save", { "<Control>s", NULL } },
    { "win.save-as", { "<Control><Shift>s", NULL } },
    { "window.close", { "<Control>w", NULL } },
    { "win.render", { "F5", NULL } },
    { "win.cancel", { "<Shift>F5", NULL } },
    { "win.show-log", { "F8", NULL } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (application, accelerators[i].action,
                                           accelerators[i].keys);
}

static void
scad_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { "new", new_action },
    { "preferences", preferences_action },
    { "about", about_action },
    { "quit", quit_action },
  };
  ScadApplication *self = SCAD_APPLICATION (application);

  G_APPLICATION_CLASS (scad_application_parent_class)->startup (application);

  gtk_source_init ();
  gtk_window_set_default_icon_name (APP_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  add_accelerators (GTK_APPLICATION (self));
  g_signal_connect_object (self->settings, "changed::style-variant", G_CALLBACK (update_style),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::openscad-path", G_CALLBACK (find_engines),
                           self, G_CONNECT_SWAPPED);
  update_style (self);
  find_engines (self);
}

static void
scad_application_finalize (GObject *object)
{
  ScadApplication *self = SCAD_APPLICATION (object);

  g_clear_object (&self->service);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->engine_name, g_free);
  G_OBJECT_CLASS (scad_application_parent_class)->finalize (object);
}

static void
scad_application_class_init (ScadApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = scad_application_finalize;
  application_class->startup = scad_application_startup;
  application_class->activate = scad_application_activate;
  application_class->open = scad_application_open;
}

static void
scad_application_init (ScadApplication *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new_with_free_func (g_object_unref);

  self->service = scad_render_service_new (none);
}

/**
 * scad_application_new:
 * @flags: added to %G_APPLICATION_HANDLES_OPEN
 * @error: return location: %G_IO_ERROR_NOT_FOUND when the settings schema is not installed
 *
 * Returns: (transfer full) (nullable): the application
 */
ScadApplication *
scad_application_new (GApplicationFlags flags, GError **error)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  ScadApplication *self;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, APP_ID, TRUE);
  if (schema == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   _ ("The settings schema %s is not installed. Install Scadscope with “make "
                      "install”, or start it from its checkout with “make run”."),
                   APP_ID);
      return NULL;
    }
  self = g_object_new (SCAD_TYPE_APPLICATION, "application-id", APP_ID, "flags",
                       flags | G_APPLICATION_HANDLES_OPEN, "resource-base-path",
                       "/io/github/scadscope/Scadscope", NULL);
  self->settings = g_settings_new_full (schema, NULL, NULL);
  return self;
}

ScadRenderService *
scad_application_get_service (ScadApplication *self)
{
  g_return_val_if_fail (SCAD_IS_APPLICATION (self), NULL);

  return self->service;
}

GSettings *
scad_application_get_settings (ScadApplication *self)
{
  g_return_val_if_fail (SCAD_IS_APPLICATION (self), NULL);

  return self->settings;
}
