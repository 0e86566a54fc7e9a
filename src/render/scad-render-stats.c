/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The JSON of --stats. Blocks on the mesh's properties; any thread. */

#define G_LOG_DOMAIN "scadscope-render"

#include "config.h"

#include <json-glib/json-glib.h>

#include "scad-diagnostics.h"
#include "scad-mesh-properties.h"
#include "scad-render-stats.h"

static void
add_int (JsonBuilder *builder, const char *name, guint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, (gint64)value);
}

static void
add_double (JsonBuilder *builder, const char *name, double value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, value);
}

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_boolean (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

static void
add_vector (JsonBuilder *builder, const char *name, const float *values)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < 3; i++)
    json_builder_add_double_value (builder, (double)values[i]);
  json_builder_end_array (builder);
}

/* Milliseconds, to the microsecond. */
static void
add_ms (JsonBuilder *builder, const char *name, gint64 us)
{
  add_double (builder, name, (double)us / 1000.0);
}

static void
add_attempts (JsonBuilder *builder, GPtrArray *attempts)
{
  json_builder_set_member_name (builder, "attempts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < attempts->len; i++)
    {
      const ScadRenderAttempt *attempt = g_ptr_array_index (attempts, i);

      json_builder_begin_object (builder);
      add_string (builder, "engine", attempt->engine);
      if (attempt->program != NULL)
        add_string (builder, "program", attempt->program);
      add_string (builder, "outcome", scad_outcome_to_string (attempt->outcome));
      if (attempt->reason != NULL)
        add_string (builder, "reason", attempt->reason);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/**
 * scad_render_stats_add_mesh:
 * @builder: a builder inside an object
 * @mesh: a mesh
 *
 * Adds what is said of a mesh: counts, bounds, volume, area, dimensions.
 */
void
scad_render_stats_add_mesh (JsonBuilder *builder, ScadMesh *mesh)
{
  const ScadMeshProperties *properties = scad_mesh_get_properties (mesh);
  const ScadBounds *bounds = scad_mesh_get_bounds (mesh);

  add_int (builder, "triangles", scad_mesh_get_n_triangles (mesh));
  add_int (builder, "vertices", properties->n_vertices);
  add_int (builder, "parts", properties->n_parts);
  add_boolean (builder, "watertight", properties->watertight);
  add_vector (builder, "bounds_min", bounds->min);
  add_vector (builder, "bounds_max", bounds->max);
  add_double (builder, "volume", properties->volume);
  add_double (builder, "area", properties->area);
  add_int (builder, "dimensions", scad_mesh_get_dimensions (mesh));
}

static void
add_metrics (JsonBuilder *builder, const ScadRenderMetrics *metrics)
{
  json_builder_set_member_name (builder, "times_ms");
  json_builder_begin_object (builder);
  add_ms (builder, "wait", metrics->wait_us);
  add_ms (builder, "start", metrics->start_us);
  add_ms (builder, "evaluate", metrics->evaluate_us);
  add_ms (builder, "transfer", metrics->transfer_us);
  add_ms (builder, "parse", metrics->parse_us);
  add_ms (builder, "total", metrics->total_us);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "memory_bytes");
  json_builder_begin_object (builder);
  add_int (builder, "engine_peak", metrics->engine_peak_bytes);
  add_int (builder, "engine_heap", metrics->engine_heap_bytes);
  add_int (builder, "mesh", metrics->mesh_bytes);
  json_builder_end_object (builder);
}

static void
add_diagnostics (JsonBuilder *builder, GPtrArray *diagnostics)
{
  json_builder_set_member_name (builder, "diagnostics");
  json_builder_begin_array (builder);
  for (guint i = 0; i < diagnostics->len; i++)
    {
      const ScadDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      json_builder_begin_object (builder);
      add_string (builder, "severity", scad_severity_to_string (diagnostic->severity));
      add_string (builder, "file", diagnostic->file);
      add_int (builder, "line", (guint64)diagnostic->line);
      add_string (builder, "text", diagnostic->text);
      add_int (builder, "count", diagnostic->count);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_dependencies (JsonBuilder *builder, const char *const *dependencies)
{
  json_builder_set_member_name (builder, "dependencies");
  json_builder_begin_array (builder);
  for (guint i = 0; dependencies[i] != NULL; i++)
    json_builder_add_string_value (builder, dependencies[i]);
  json_builder_end_array (builder);
}

/**
 * scad_render_stats_to_json:
 * @result: a result
 *
 * Returns: (transfer full): one JSON object, with a newline at its end
 */
char *
scad_render_stats_to_json (ScadRenderResult *result)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  const ScadRenderAttempt *answer = scad_render_result_get_answer (result);
  ScadMesh *mesh = scad_render_result_get_mesh (result);

  json_builder_begin_object (builder);
  add_string (builder, "engine", answer != NULL ? answer->engine : NULL);
  add_string (builder, "engine_version", answer != NULL ? answer->version : NULL);
  add_boolean (builder, "warm", scad_render_result_get_warm (result));
  add_string (builder, "outcome",
              scad_outcome_to_string (scad_render_result_get_outcome (result)));
  if (scad_render_result_get_reason (result) != NULL)
    add_string (builder, "reason", scad_render_result_get_reason (result));
  add_attempts (builder, scad_render_result_get_attempts (result));
  if (mesh != NULL)
    scad_render_stats_add_mesh (builder, mesh);
  add_metrics (builder, scad_render_result_get_metrics (result));
  add_diagnostics (builder, scad_render_result_get_diagnostics (result));
  add_dependencies (builder, scad_render_result_get_dependencies (result));
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  text = json_generator_to_data (generator, NULL);
  return g_strconcat (text, "\n", NULL);
}
