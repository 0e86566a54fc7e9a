/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scad-render-result.h"

G_BEGIN_DECLS

struct _ScadRenderResult
{
  gatomicrefcount ref_count;
  ScadRenderRequest *request;
  ScadOutcome outcome;
  char *reason;
  ScadMesh *mesh;
  GPtrArray *diagnostics;
  GPtrArray *attempts;
  GStrv dependencies;
  gboolean warm;
  ScadRenderMetrics metrics;
};

/* A result without an answer yet: the chain fills it before anybody else sees it. */
ScadRenderResult *scad_render_result_new (ScadRenderRequest *request);
/* Notes a step; texts are copied. */
void scad_render_result_add_attempt (ScadRenderResult *self,
                                     const char *engine,
                                     const char *version,
                                     const char *program,
                                     ScadOutcome outcome,
                                     const char *reason);

G_END_DECLS
