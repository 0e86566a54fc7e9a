/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The dialogs that ask something. Main thread. */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "scad-dialogs.h"

typedef struct
{
  ScadFileCallback callback;
  gpointer data;
} FileQuestion;

typedef struct
{
  ScadAnswerCallback callback;
  gpointer data;
} AnswerQuestion;

static void
file_response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  FileQuestion *question = user_data;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  question->callback (file, question->data);
  g_free (question);
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *pattern)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_pattern (filter, pattern);
  gtk_file_chooser_add_filter (chooser, filter);
}

static GtkFileChooserNative *
make_file_dialog (GtkWindow *parent, const char *title, GtkFileChooserAction action, GFile *folder)
{
  const char *accept = action == GTK_FILE_CHOOSER_ACTION_SAVE ? _ ("_Save") : _ ("_Open");
  GtkFileChooserNative *dialog
      = gtk_file_chooser_native_new (title, parent, action, accept, _ ("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
  return dialog;
}

static void
add_model_filters (GtkFileChooserNative *dialog)
{
  add_filter (GTK_FILE_CHOOSER (dialog), _ ("OpenSCAD models"), "*.scad");
  add_filter (GTK_FILE_CHOOSER (dialog), _ ("All files"), "*");
}

static void
ask_for_file (GtkFileChooserNative *dialog, ScadFileCallback callback, gpointer data)
{
  FileQuestion *question = g_new0 (FileQuestion, 1);

  question->callback = callback;
  question->data = data;
  g_signal_connect (dialog, "response", G_CALLBACK (file_response_cb), question);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/**
 * scad_dialogs_open:
 * @parent: the window that asks
 * @folder: (nullable): where to begin
 * @callback: gets the answer
 * @data: for @callback
 */
void
scad_dialogs_open (GtkWindow *parent, GFile *folder, ScadFileCallback callback, gpointer data)
{
  GtkFileChooserNative *dialog
      = make_file_dialog (parent, _ ("Open a Model"), GTK_FILE_CHOOSER_ACTION_OPEN, folder);

  add_model_filters (dialog);
  ask_for_file (dialog, callback, data);
}

/**
 * scad_dialogs_save_as:
 * @parent: the window that asks
 * @folder: (nullable): where to begin
 * @name: the proposed name
 * @callback: gets the answer
 * @data: for @callback
 */
void
scad_dialogs_save_as (GtkWindow *parent,
                      GFile *folder,
                      const char *name,
                      ScadFileCallback callback,
                      gpointer data)
{
  GtkFileChooserNative *dialog
      = make_file_dialog (parent, _ ("Save the Model As"), GTK_FILE_CHOOSER_ACTION_SAVE, folder);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  add_model_filters (dialog);
  ask_for_file (dialog, callback, data);
}

void
scad_dialogs_choose_program (GtkWindow *parent, ScadFileCallback callback, gpointer data)
{
  GtkFileChooserNative *dialog = make_file_dialog (parent, _ ("Choose the OpenSCAD Program"),
                                                   GTK_FILE_CHOOSER_ACTION_OPEN, NULL);

  ask_for_file (dialog, callback, data);
}

static void
answer_response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  AnswerQuestion *question = user_data;
  ScadAnswer answer = SCAD_ANSWER_CANCEL;

  if (g_str_equal (response, "save"))
    answer = SCAD_ANSWER_SAVE;
  else if (g_str_equal (response, "discard"))
    answer = SCAD_ANSWER_DISCARD;
  question->callback (answer, question->data);
  g_free (question);
}

static void
ask (GtkWidget *dialog, ScadAnswerCallback callback, gpointer data)
{
  AnswerQuestion *question = g_new0 (AnswerQuestion, 1);

  question->callback = callback;
  question->data = data;
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (answer_response_cb), question);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * scad_dialogs_ask_save:
 * @parent: the window that is about to lose its text
 * @title: what the document is called
 * @callback: gets the answer
 * @data: for @callback
 */
void
scad_dialogs_ask_save (GtkWindow *parent,
                       const char *title,
                       ScadAnswerCallback callback,
                       gpointer data)
{
  GtkWidget *widget = adw_message_dialog_new (parent, _ ("Save Changes?"), NULL);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);

  adw_message_dialog_format_body (
      dialog, _ ("“%s” has changes that are not saved. What is not saved will be lost."), title);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "discard", _ ("_Discard"),
                                    "save", _ ("_Save"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (dialog, "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "save");
  ask (widget, callback, data);
}

/**
 * scad_dialogs_ask_overwrite:
 * @parent: the window that saves
 * @title: what the document is called
 * @callback: gets the answer: %SCAD_ANSWER_SAVE overwrites
 * @data: for @callback
 */
void
scad_dialogs_ask_overwrite (GtkWindow *parent,
                            const char *title,
                            ScadAnswerCallback callback,
                            gpointer data)
{
  GtkWidget *widget = adw_message_dialog_new (parent, _ ("Overwrite the File?"), NULL);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);

  adw_message_dialog_format_body (
      dialog, _ ("Another program changed “%s” since it was opened. Saving loses those changes."),
      title);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "save", _ ("_Overwrite"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "save", ADW_RESPONSE_DESTRUCTIVE);
  ask (widget, callback, data);
}

/**
 * scad_dialogs_show_error:
 * @parent: the window that it happened to
 * @heading: what did not work
 * @body: why, and what to do
 */
void
scad_dialogs_show_error (GtkWindow *parent, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}
