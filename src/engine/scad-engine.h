/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "scad-engine-job.h"
#include "scad-engine-output.h"

G_BEGIN_DECLS

typedef enum
{
  SCAD_ENGINE_FEATURE_BINARY_STL = 1 << 0,
  SCAD_ENGINE_FEATURE_MANIFOLD = 1 << 1,
  SCAD_ENGINE_FEATURE_PARAM_EXPORT = 1 << 2,
  SCAD_ENGINE_FEATURE_SUMMARY = 1 << 3,
} ScadEngineFeatures;

#define SCAD_TYPE_ENGINE (scad_engine_get_type ())
G_DECLARE_INTERFACE (ScadEngine, scad_engine, SCAD, ENGINE, GObject)

/**
 * ScadEngineInterface:
 * @get_id: "cli", "embedded": stable, the value of --engine and of the stats' "engine"
 * @probe: learns version and features once (blocking, any thread, may be called again: cached);
 *   %FALSE with G_IO_ERROR when the engine cannot be used, and the error says why
 * @render: evaluates the job (blocking, any thread, several at a time); never %NULL; a cancelled
 *   @cancellable ends everything it started within 100 ms
 *
 * The interface that everything which evaluates OpenSCAD stands behind.
 */
struct _ScadEngineInterface
{
  GTypeInterface parent_iface;

  const char *(*get_id) (ScadEngine *self);
  gboolean (*probe) (ScadEngine *self, GCancellable *cancellable, GError **error);
  const char *(*get_version) (ScadEngine *self);
  const char *(*get_program) (ScadEngine *self);
  ScadEngineFeatures (*get_features) (ScadEngine *self);
  ScadEngineOutput *(*render) (ScadEngine *self, const ScadEngineJob *job, GCancellable *cancellable);
};

const char *scad_engine_get_id (ScadEngine *self);
gboolean scad_engine_probe (ScadEngine *self, GCancellable *cancellable, GError **error);
/* NULL or 0 before a successful probe. */
const char *scad_engine_get_version (ScadEngine *self);
/* The program's path or, for an engine inside the app, NULL. */
const char *scad_engine_get_program (ScadEngine *self);
ScadEngineFeatures scad_engine_get_features (ScadEngine *self);
ScadEngineOutput *
scad_engine_render (ScadEngine *self, const ScadEngineJob *job, GCancellable *cancellable);

G_END_DECLS
