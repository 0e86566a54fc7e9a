/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scad-engine-job.h"

G_BEGIN_DECLS

/* One wish for a solid: immutable, reference counted. */
typedef struct _ScadRenderRequest ScadRenderRequest;

/**
 * scad_render_request_new:
 * @document: which document asks; requests of one document replace each other
 * @serial: rises with each request of the document
 * @engine: "auto" for the whole chain, or the id of the only engine to ask
 * @job: what to evaluate
 */
ScadRenderRequest *scad_render_request_new (guint64 document,
                                            guint64 serial,
                                            const char *engine,
                                            ScadEngineJob *job);
ScadRenderRequest *scad_render_request_ref (ScadRenderRequest *self);
void scad_render_request_unref (ScadRenderRequest *self);

guint64 scad_render_request_get_document (const ScadRenderRequest *self);
guint64 scad_render_request_get_serial (const ScadRenderRequest *self);
const char *scad_render_request_get_engine (const ScadRenderRequest *self);
ScadEngineJob *scad_render_request_get_job (const ScadRenderRequest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScadRenderRequest, scad_render_request_unref)

G_END_DECLS
