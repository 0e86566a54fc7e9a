/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  SCAD_SEVERITY_ECHO,
  SCAD_SEVERITY_TRACE,
  SCAD_SEVERITY_INFO,
  SCAD_SEVERITY_DEPRECATED,
  SCAD_SEVERITY_WARNING,
  SCAD_SEVERITY_ERROR,
} ScadSeverity;

/* "error", "warning", …: stable, untranslated (stats, stderr). */
const char *scad_severity_to_string (ScadSeverity severity);

/* One message of an engine; equal ones are merged and counted. Immutable once handed out. */
typedef struct
{
  ScadSeverity severity;
  char *file;  /* absolute path; NULL when the message names none or the document has no file yet */
  gboolean in_document; /* it is about the document itself, not a file it includes */
  int line;    /* from 1; 0 when unknown */
  char *text;  /* without severity and place */
  guint count;
} ScadDiagnostic;

ScadDiagnostic *scad_diagnostic_new (ScadSeverity severity,
                                     const char *file,
                                     gboolean in_document,
                                     int line,
                                     const char *text);
ScadDiagnostic *scad_diagnostic_copy (const ScadDiagnostic *self);
void scad_diagnostic_free (ScadDiagnostic *self);

#define SCAD_DIAGNOSTICS_MAX 1000

/* Parses an engine's message stream, in pieces of any size, in bounded memory. */
typedef struct _ScadDiagnosticsParser ScadDiagnosticsParser;

ScadDiagnosticsParser *
scad_diagnostics_parser_new (const char *document_path, const char *folder, guint n_document_lines);
void scad_diagnostics_parser_free (ScadDiagnosticsParser *self);
void scad_diagnostics_parser_feed (ScadDiagnosticsParser *self, const char *data, gsize length);
/* (element-type ScadDiagnostic): at most SCAD_DIAGNOSTICS_MAX, in order of first appearance; when
 * more distinct ones came, the last says how many were left out. Errors are always kept. */
GPtrArray *scad_diagnostics_parser_finish (ScadDiagnosticsParser *self);

/* What a command line program said about the model beside its diagnostics; valid after finish. */
typedef enum
{
  SCAD_DIAGNOSTICS_FACT_NOT_3D = 1 << 0,        /* the model is flat */
  SCAD_DIAGNOSTICS_FACT_EMPTY = 1 << 1,         /* the model contains nothing */
  SCAD_DIAGNOSTICS_FACT_UNPARSABLE = 1 << 2,    /* the text has a syntax error */
  SCAD_DIAGNOSTICS_FACT_OUT_OF_MEMORY = 1 << 3, /* an allocation failed */
} ScadDiagnosticsFacts;

ScadDiagnosticsFacts scad_diagnostics_parser_get_facts (const ScadDiagnosticsParser *self);
/* The last line that is not a statistic, valid UTF-8, perhaps shortened; NULL without any. */
char *scad_diagnostics_parser_dup_last_line (const ScadDiagnosticsParser *self);

/* The first error, or NULL. */
const ScadDiagnostic *scad_diagnostics_find_error (GPtrArray *diagnostics);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScadDiagnostic, scad_diagnostic_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScadDiagnosticsParser, scad_diagnostics_parser_free)

G_END_DECLS
