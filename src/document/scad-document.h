/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

/* The text of one model and the file it belongs to. Modified state: gtk_text_buffer_get_modified().
 * Properties: "file" (GFile, nullable), "title" (string: the file's name or "Untitled"),
 * "subtitle" (nullable: the folder), "busy". */
#define SCAD_TYPE_DOCUMENT (scad_document_get_type ())
G_DECLARE_FINAL_TYPE (ScadDocument, scad_document, SCAD, DOCUMENT, GtkSourceBuffer)

ScadDocument *scad_document_new (void);
guint64 scad_document_get_id (ScadDocument *self);
/* Rises by one with each call. */
guint64 scad_document_next_serial (ScadDocument *self);
GFile *scad_document_get_file (ScadDocument *self);
const char *scad_document_get_path (ScadDocument *self);
const char *scad_document_get_title (ScadDocument *self);
char *scad_document_dup_text (ScadDocument *self);
gboolean scad_document_is_pristine (ScadDocument *self); /* no file, no text, not modified */

/* Loading replaces the text only when it succeeded, and is not undoable. Saving writes beside the
 * file and renames; a file changed by someone else meanwhile is SCAD_DOCUMENT_ERROR_CHANGED unless
 * @overwrite. @file NULL: the document's own. */
void scad_document_load_async (ScadDocument *self,
                               GFile *file,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean scad_document_load_finish (ScadDocument *self, GAsyncResult *result, GError **error);
void scad_document_save_async (ScadDocument *self,
                               GFile *file,
                               gboolean overwrite,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean scad_document_save_finish (ScadDocument *self, GAsyncResult *result, GError **error);

#define SCAD_DOCUMENT_ERROR (scad_document_error_quark ())
typedef enum
{
  SCAD_DOCUMENT_ERROR_CHANGED,   /* the file on disk is not the one that was read */
  SCAD_DOCUMENT_ERROR_NOT_TEXT,  /* neither UTF-8 nor another text encoding */
  SCAD_DOCUMENT_ERROR_TOO_LARGE,
} ScadDocumentError;
GQuark scad_document_error_quark (void);

G_END_DECLS
