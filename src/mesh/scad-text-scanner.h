/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words and numbers of a text format (ASCII STL, OFF), with the line that an error is on. */
typedef struct
{
  const char *at;
  const char *end;
  gsize line; /* from 1 */
} ScadTextScanner;

void scad_text_scanner_init (ScadTextScanner *self, const char *data, gsize length);
/* The next word on this or a later line; FALSE at the end. '#' begins a comment when @comments. */
gboolean
scad_text_scanner_next (ScadTextScanner *self, gboolean comments, const char **word, gsize *length);
/* The same, but not past the end of the line. */
gboolean scad_text_scanner_next_on_line (ScadTextScanner *self,
                                         gboolean comments,
                                         const char **word,
                                         gsize *length);
void scad_text_scanner_skip_line (ScadTextScanner *self);
gboolean scad_text_word_is (const char *word, gsize length, const char *expected);
/* The whole word must be a number; correctly rounded. */
gboolean scad_text_word_to_double (const char *word, gsize length, double *value);
gboolean scad_text_word_to_uint (const char *word, gsize length, guint64 *value);

G_END_DECLS
