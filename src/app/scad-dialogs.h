/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Every dialog that asks something stands behind this file, so that moving to newer toolkits
 * touches one file. All are modal for their parent and call back exactly once. */

/* @file: NULL when the dialog was left without an answer. */
typedef void (*ScadFileCallback) (GFile *file, gpointer user_data);

typedef enum
{
  SCAD_ANSWER_CANCEL,
  SCAD_ANSWER_DISCARD,
  SCAD_ANSWER_SAVE,
} ScadAnswer;

typedef void (*ScadAnswerCallback) (ScadAnswer answer, gpointer user_data);

void scad_dialogs_open (GtkWindow *parent, GFile *folder, ScadFileCallback callback, gpointer data);
void scad_dialogs_save_as (GtkWindow *parent,
                           GFile *folder,
                           const char *name,
                           ScadFileCallback callback,
                           gpointer data);
void scad_dialogs_choose_program (GtkWindow *parent, ScadFileCallback callback, gpointer data);
/* Save, discard, or stay. */
void scad_dialogs_ask_save (GtkWindow *parent,
                            const char *title,
                            ScadAnswerCallback callback,
                            gpointer data);
/* The file on disk is not the one that was read: SCAD_ANSWER_SAVE overwrites it. */
void scad_dialogs_ask_overwrite (GtkWindow *parent,
                                 const char *title,
                                 ScadAnswerCallback callback,
                                 gpointer data);
void scad_dialogs_show_error (GtkWindow *parent, const char *heading, const char *body);

G_END_DECLS
