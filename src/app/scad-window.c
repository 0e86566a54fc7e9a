/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A window around one page: title, header bar, size, closing. What its menu does with files is in
 * scad-window-actions.c. Main thread. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "scad-window-private.h"

G_DEFINE_FINAL_TYPE (ScadWindow, scad_window, ADW_TYPE_APPLICATION_WINDOW)

static void
update_title (ScadWindow *self)
{
  ScadDocument *document = scad_page_get_document (self->page);
  const char *name = scad_document_get_title (document);
  g_autofree char *subtitle = NULL;
  g_autofree char *title = NULL;
  g_autofree char *window_title = NULL;

  g_object_get (document, "subtitle", &subtitle, NULL);
  /* The mark of a text that is not saved stands before its name. */
  title = gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (document)) ? g_strconcat ("• ", name, NULL)
                                                                    : g_strdup (name);
  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, subtitle != NULL ? subtitle : "");
  /* Translators: the title of the window in the task list: document, application */
  window_title = g_strdup_printf (_ ("%s – Scadscope"), title);
  gtk_window_set_title (GTK_WINDOW (self), window_title);
}

static void
update_render_button (ScadWindow *self)
{
  gboolean rendering = scad_page_get_rendering (self->page);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.cancel", rendering);
  gtk_stack_set_visible_child (self->render_stack,
                               rendering ? self->cancel_button : self->render_button);
}

static void
open_requested_cb (ScadWindow *self, GFile *file, int line)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  g_autofree char *hint = g_strdup_printf ("%d", line);

  if (application != NULL)
    g_application_open (G_APPLICATION (application), &file, 1, hint);
}

static gboolean
scad_window_close_request (GtkWindow *window)
{
  ScadWindow *self = SCAD_WINDOW (window);
  ScadDocument *document = scad_page_get_document (self->page);
  int width, height;

  if (!self->close_confirmed && gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (document)))
    {
      scad_window_confirm_close (self);
      return TRUE;
    }
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
  gtk_window_get_default_size (window, &width, &height);
  g_settings_set (self->settings, "window-size", "(ii)", width, height);
  return GTK_WINDOW_CLASS (scad_window_parent_class)->close_request (window);
}

static void
scad_window_dispose (GObject *object)
{
  ScadWindow *self = SCAD_WINDOW (object);

  g_clear_object (&self->settings);
  G_OBJECT_CLASS (scad_window_parent_class)->dispose (object);
}

static void
scad_window_class_init (ScadWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = scad_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = scad_window_close_request;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/scadscope/Scadscope/scad-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ScadWindow, title);
  gtk_widget_class_bind_template_child (widget_class, ScadWindow, render_stack);
  gtk_widget_class_bind_template_child (widget_class, ScadWindow, render_button);
  gtk_widget_class_bind_template_child (widget_class, ScadWindow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, ScadWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, ScadWindow, content);
  scad_window_install_actions (widget_class);
}

static void
scad_window_init (ScadWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
follow_document (ScadWindow *self)
{
  ScadDocument *document = scad_page_get_document (self->page);

  g_signal_connect_object (document, "notify::title", G_CALLBACK (update_title), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::subtitle", G_CALLBACK (update_title), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "modified-changed", G_CALLBACK (update_title), self,
                           G_CONNECT_SWAPPED);
  update_title (self);
}

static void
follow_page (ScadWindow *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  gtk_box_append (GTK_BOX (self->content), GTK_WIDGET (self->page));
  g_signal_connect_object (self->page, "notify::rendering", G_CALLBACK (update_render_button), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->page, "open-requested", G_CALLBACK (open_requested_cb), self,
                           G_CONNECT_SWAPPED);
  g_object_bind_property (style, "dark", scad_page_get_editor (self->page), "dark",
                          G_BINDING_SYNC_CREATE);
  g_object_bind_property (style, "dark", scad_page_get_viewport (self->page), "dark",
                          G_BINDING_SYNC_CREATE);
  update_render_button (self);
}

static void
restore_size (ScadWindow *self)
{
  int width, height;

  g_settings_get (self->settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

/**
 * scad_window_new:
 * @application: its application
 * @service: who renders
 * @settings: the app's settings
 *
 * Returns: (transfer none): a window with an empty document
 */
ScadWindow *
scad_window_new (AdwApplication *application, ScadRenderService *service, GSettings *settings)
{
  ScadWindow *self = g_object_new (SCAD_TYPE_WINDOW, "application", application, NULL);

  self->settings = g_object_ref (settings);
  self->page = SCAD_PAGE (scad_page_new (service, settings));
  scad_window_add_setting_actions (self);
  follow_page (self);
  follow_document (self);
  scad_window_add_drop_target (self);
  restore_size (self);
  return self;
}

ScadPage *
scad_window_get_page (ScadWindow *self)
{
  g_return_val_if_fail (SCAD_IS_WINDOW (self), NULL);

  return self->page;
}

gboolean
scad_window_is_pristine (ScadWindow *self)
{
  g_return_val_if_fail (SCAD_IS_WINDOW (self), FALSE);

  return !self->loading && scad_document_is_pristine (scad_page_get_document (self->page));
}

gboolean
scad_window_is_loading (ScadWindow *self)
{
  g_return_val_if_fail (SCAD_IS_WINDOW (self), FALSE);

  return self->loading;
}
