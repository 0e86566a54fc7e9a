/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One message of an engine. Immutable once handed out; any thread. */

#define G_LOG_DOMAIN "scadscope-engine"

#include "config.h"

#include "scad-diagnostics.h"

const char *
scad_severity_to_string (ScadSeverity severity)
{
  static const char *const names[]
      = { "echo", "trace", "info", "deprecated", "warning", "error" };

  g_return_val_if_fail (severity < G_N_ELEMENTS (names), "info");

  return names[severity];
}

ScadDiagnostic *
scad_diagnostic_new (ScadSeverity severity,
                     const char *file,
                     gboolean in_document,
                     int line,
                     const char *text)
{
  ScadDiagnostic *self = g_new0 (ScadDiagnostic, 1);

  self->severity = severity;
  self->file = g_strdup (file);
  self->in_document = in_document;
  self->line = line;
  self->text = g_strdup (text);
  self->count = 1;
  return self;
}

ScadDiagnostic *
scad_diagnostic_copy (const ScadDiagnostic *self)
{
  ScadDiagnostic *copy = scad_diagnostic_new (self->severity, self->file, self->in_document,
                                              self->line, self->text);

  copy->count = self->count;
  return copy;
}

void
scad_diagnostic_free (ScadDiagnostic *self)
{
  g_free (self->file);
  g_free (self->text);
  g_free (self);
}

/**
 * scad_diagnostics_find_error:
 * @diagnostics: (element-type ScadDiagnostic): a list
 *
 * Returns: (transfer none) (nullable): the first error
 */
const ScadDiagnostic *
scad_diagnostics_find_error (GPtrArray *diagnostics)
{
  for (guint i = 0; i < diagnostics->len; i++)
    {
      const ScadDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      if (diagnostic->severity == SCAD_SEVERITY_ERROR)
        return diagnostic;
    }
  return NULL;
}
