/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The interface that everything which evaluates OpenSCAD stands behind. Any thread. */

#define G_LOG_DOMAIN "scadscope-engine"

#include "config.h"

#include "scad-engine.h"

G_DEFINE_INTERFACE (ScadEngine, scad_engine, G_TYPE_OBJECT)

static void
scad_engine_default_init (ScadEngineInterface *iface)
{
}

const char *
scad_engine_get_id (ScadEngine *self)
{
  return SCAD_ENGINE_GET_IFACE (self)->get_id (self);
}

/**
 * scad_engine_probe:
 * @self: an engine
 * @cancellable: (nullable): ends the probe
 * @error: return location: #GIOErrorEnum: why the engine cannot be used
 *
 * Learns version and features at the first call and keeps what it learned. Blocks.
 *
 * Returns: whether the engine can be used
 */
gboolean
scad_engine_probe (ScadEngine *self, GCancellable *cancellable, GError **error)
{
  return SCAD_ENGINE_GET_IFACE (self)->probe (self, cancellable, error);
}

const char *
scad_engine_get_version (ScadEngine *self)
{
  return SCAD_ENGINE_GET_IFACE (self)->get_version (self);
}

const char *
scad_engine_get_program (ScadEngine *self)
{
  return SCAD_ENGINE_GET_IFACE (self)->get_program (self);
}

ScadEngineFeatures
scad_engine_get_features (ScadEngine *self)
{
  return SCAD_ENGINE_GET_IFACE (self)->get_features (self);
}

/**
 * scad_engine_render:
 * @self: an engine
 * @job: what to evaluate
 * @cancellable: (nullable): ends it within 100 ms
 *
 * Blocks. Several renders may run at a time.
 *
 * Returns: (transfer full): what came of it, never %NULL
 */
ScadEngineOutput *
scad_engine_render (ScadEngine *self, const ScadEngineJob *job, GCancellable *cancellable)
{
  return SCAD_ENGINE_GET_IFACE (self)->render (self, job, cancellable);
}
