/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scad-cli-probe.h"
#include "scad-diagnostics.h"
#include "scad-process.h"

G_BEGIN_DECLS

/* Private to the command-line engine: one start of an OpenSCAD program, and what it meant. */
typedef struct
{
  ScadOutcome outcome;
  char *reason;
  gboolean flat; /* the model is two-dimensional, and was asked for as a mesh */
  int geometry_fd;
  GPtrArray *diagnostics;
  GStrv dependencies;
  ScadProcessResult process;
  gint64 transfer_us;
} ScadCliRun;

void scad_cli_run_clear (ScadCliRun *self);
void scad_cli_run (ScadCliRun *self,
                   const char *const *command,
                   const char *program,
                   const ScadCliProbe *probe,
                   const ScadEngineJob *job,
                   const char *format,
                   const ScadLimits *limits,
                   GCancellable *cancellable);

/* How a run ended, in @self->outcome and @self->reason. */
void scad_cli_run_judge (ScadCliRun *self,
                         ScadDiagnosticsFacts facts,
                         const char *last_line,
                         const ScadLimits *limits);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ScadCliRun, scad_cli_run_clear)

G_END_DECLS
