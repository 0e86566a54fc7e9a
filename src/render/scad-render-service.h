/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "scad-engine.h"
#include "scad-render-result.h"

G_BEGIN_DECLS

#define SCAD_TYPE_RENDER_SERVICE (scad_render_service_get_type ())
G_DECLARE_DERIVABLE_TYPE (ScadRenderService, scad_render_service, SCAD, RENDER_SERVICE, GObject)

/**
 * ScadRenderServiceClass:
 * @push: hands a task to the pool; %FALSE with an error when the pool cannot take it, which makes
 *   the service render on the calling thread. Tests override it.
 */
struct _ScadRenderServiceClass
{
  GObjectClass parent_class;

  gboolean (*push) (ScadRenderService *self, gpointer task, GError **error);
};

/* @engines: (element-type ScadEngine): the chain, first choice first. */
ScadRenderService *scad_render_service_new (GPtrArray *engines);
void scad_render_service_set_engines (ScadRenderService *self, GPtrArray *engines);
GPtrArray *scad_render_service_get_engines (ScadRenderService *self);

/* Asynchronous: on the pool. A newer request of the same document replaces a queued one and cancels
 * a running one; the replaced one finishes with G_IO_ERROR_CANCELLED. The callback runs on the
 * caller's main context, results of a document in the order of their serials. */
void scad_render_service_render_async (ScadRenderService *self,
                                       ScadRenderRequest *request,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
ScadRenderResult *scad_render_service_render_finish (ScadRenderService *self,
                                                     GAsyncResult *result,
                                                     GError **error);

/* The same on the calling thread: the command line, and the last resort. */
ScadRenderResult *scad_render_service_render (ScadRenderService *self,
                                              ScadRenderRequest *request,
                                              GCancellable *cancellable,
                                              GError **error);

G_END_DECLS
