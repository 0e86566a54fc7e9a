/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a window does with files: open, drop, save, ask before losing something. Main thread. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "scad-dialogs.h"
#include "scad-window-private.h"

static ScadDocument *
get_document (ScadWindow *self)
{
  return scad_page_get_document (self->page);
}

static GFile *
get_folder (ScadWindow *self)
{
  GFile *file = scad_document_get_file (get_document (self));

  return file != NULL ? g_file_get_parent (file) : NULL;
}

static void
show_file_error (ScadWindow *self, const char *heading, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    scad_dialogs_show_error (GTK_WINDOW (self), heading, error->message);
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ScadWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  self->loading = FALSE;
  if (!scad_document_load_finish (SCAD_DOCUMENT (source), result, &error))
    {
      show_file_error (self, _ ("The File Could Not Be Opened"), error);
      return;
    }
  scad_page_reset (self->page);
  if (self->line_after_load > 0)
    scad_page_go_to_line (self->page, self->line_after_load);
  scad_page_render (self->page);
}

/**
 * scad_window_open_file:
 * @self: a window whose text may be replaced
 * @file: the model to read
 * @line: where the cursor goes, from 1; 0 for the beginning
 */
void
scad_window_open_file (ScadWindow *self, GFile *file, int line)
{
  g_return_if_fail (SCAD_IS_WINDOW (self));

  self->loading = TRUE;
  self->line_after_load = line;
  scad_document_load_async (get_document (self), file, NULL, load_cb, g_object_ref (self));
}

static void
open_in_application (ScadWindow *self, GFile *file)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  g_application_open (G_APPLICATION (application), &file, 1, "");
}

static void
open_answer_cb (GFile *file, gpointer user_data)
{
  g_autoptr (ScadWindow) self = user_data;

  if (file != NULL)
    open_in_application (self, file);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ScadWindow *self = SCAD_WINDOW (widget);
  g_autoptr (GFile) folder = get_folder (self);

  scad_dialogs_open (GTK_WINDOW (self), folder, open_answer_cb, g_object_ref (self));
}

static void save_as (ScadWindow *self);
static void save_to (ScadWindow *self, GFile *file, gboolean overwrite);

static void
overwrite_answer_cb (ScadAnswer answer, gpointer user_data)
{
  g_autoptr (ScadWindow) self = user_data;

  if (answer == SCAD_ANSWER_SAVE)
    save_to (self, NULL, TRUE);
  else
    self->close_after_save = FALSE;
}

static void
save_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ScadWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean saved = scad_document_save_finish (SCAD_DOCUMENT (source), result, &error);

  if (g_error_matches (error, SCAD_DOCUMENT_ERROR, SCAD_DOCUMENT_ERROR_CHANGED))
    {
      scad_dialogs_ask_overwrite (GTK_WINDOW (self), scad_document_get_title (get_document (self)),
                                  overwrite_answer_cb, g_object_ref (self));
      return;
    }
  if (!saved)
    show_file_error (self, _ ("The File Could Not Be Saved"), error);
  else if (self->close_after_save)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  self->close_after_save = FALSE;
}

static void
save_to (ScadWindow *self, GFile *file, gboolean overwrite)
{
  scad_document_save_async (get_document (self), file, overwrite, NULL, save_cb,
                            g_object_ref (self));
}

static GFile *
with_suffix (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *full = NULL;
  g_autoptr (GFile) parent = g_file_get_parent (file);

  if (strchr (name, '.') != NULL || parent == NULL)
    return g_object_ref (file);
  full = g_strconcat (name, ".scad", NULL);
  return g_file_get_child (parent, full);
}

static void
save_as_answer_cb (GFile *file, gpointer user_data)
{
  g_autoptr (ScadWindow) self = user_data;
  g_autoptr (GFile) target = NULL;

  if (file == NULL)
    {
      self->close_after_save = FALSE;
      return;
    }
  target = with_suffix (file);
  /* A file that the suffix leads to was not in the question whether to replace it. */
  if (!g_file_equal (target, file) && g_file_query_exists (target, NULL))
    {
      self->close_after_save = FALSE;
      scad_dialogs_show_error (GTK_WINDOW (self), _ ("The File Could Not Be Saved"),
                               _ ("A file of this name with the ending .scad exists. Choose it to "
                                  "replace it, or choose another name."));
      return;
    }
  save_to (self, target, TRUE);
}

static void
save_as (ScadWindow *self)
{
  ScadDocument *document = get_document (self);
  g_autoptr (GFile) folder = get_folder (self);
  /* Translators: the proposed file name of a new model */
  const char *name = scad_document_get_file (document) != NULL ? scad_document_get_title (document)
                                                               : _ ("Untitled.scad");

  scad_dialogs_save_as (GTK_WINDOW (self), folder, name, save_as_answer_cb, g_object_ref (self));
}

/**
 * scad_window_save:
 * @self: a window
 *
 * Saves to the document's file, or asks for one.
 */
void
scad_window_save (ScadWindow *self)
{
  g_return_if_fail (SCAD_IS_WINDOW (self));

  if (scad_document_get_file (get_document (self)) != NULL)
    save_to (self, NULL, FALSE);
  else
    save_as (self);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  scad_window_save (SCAD_WINDOW (widget));
}

static void
save_as_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  save_as (SCAD_WINDOW (widget));
}

static void
render_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  scad_page_render (SCAD_WINDOW (widget)->page);
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  scad_page_cancel (SCAD_WINDOW (widget)->page);
}

/* The menu stands outside the editor, whose actions these are. */
static void
editor_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ScadEditor *editor = scad_page_get_editor (SCAD_WINDOW (widget)->page);
  g_autofree char *action = g_strconcat ("editor.", name + strlen ("win."), NULL);

  gtk_widget_activate_action_variant (GTK_WIDGET (editor), action, NULL);
}

static void
close_answer_cb (ScadAnswer answer, gpointer user_data)
{
  g_autoptr (ScadWindow) self = user_data;

  switch (answer)
    {
    case SCAD_ANSWER_SAVE:
      self->close_after_save = TRUE;
      scad_window_save (self);
      break;
    case SCAD_ANSWER_DISCARD:
      self->close_confirmed = TRUE;
      gtk_window_close (GTK_WINDOW (self));
      break;
    case SCAD_ANSWER_CANCEL:
    default:
      break;
    }
}

void
scad_window_confirm_close (ScadWindow *self)
{
  gtk_window_present (GTK_WINDOW (self));
  scad_dialogs_ask_save (GTK_WINDOW (self), scad_document_get_title (get_document (self)),
                         close_answer_cb, g_object_ref (self));
}

static gboolean
drop_cb (ScadWindow *self, const GValue *value)
{
  const GSList *files = g_value_get_boxed (value);

  if (files == NULL)
    return FALSE;
  for (const GSList *l = files; l != NULL; l = l->next)
    open_in_application (self, l->data);
  return TRUE;
}

/* In the capture phase: before the text view takes a dropped file for text. */
void
scad_window_add_drop_target (ScadWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (self->content, GTK_EVENT_CONTROLLER (target));
}

void
scad_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "win.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "win.save-as", NULL, save_as_action);
  gtk_widget_class_install_action (widget_class, "win.render", NULL, render_action);
  gtk_widget_class_install_action (widget_class, "win.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, editor_action);
  gtk_widget_class_install_action (widget_class, "win.replace", NULL, editor_action);
  gtk_widget_class_install_action (widget_class, "win.go-to-line", NULL, editor_action);
}

/* Switches that are settings. */
void
scad_window_add_setting_actions (ScadWindow *self)
{
  static const char *const keys[] = { "show-log", "render-automatically" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GAction) action = g_settings_create_action (self->settings, keys[i]);

      g_action_map_add_action (G_ACTION_MAP (self), action);
    }
}
