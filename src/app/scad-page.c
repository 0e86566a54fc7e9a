/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One document at work. Owns the loop from a changed text to a picture: wait until typing stops, ask
 * the render service, hand the mesh to the viewport and the messages to editor and log, and say in
 * the status bar what it cost. Main thread; engines run on the service's. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "scad-diagnostics.h"
#include "scad-mesh-properties.h"
#include "scad-page.h"

/* Typing has stopped when nothing came for this long. */
#define AUTOMATIC_DELAY_MS 300
/* A render that is shorter shows no progress: nothing flickers while typing. */
#define PROGRESS_DELAY_US 400000
#define PROGRESS_TICK_MS 100

struct _ScadPage
{
  GtkWidget parent_instance;

  GtkPaned *paned;
  ScadEditor *editor;
  GtkWidget *log_revealer;
  ScadLogPane *log_pane;
  ScadViewport *viewport;
  GtkRevealer *progress_revealer;
  GtkLabel *progress_label;
  GtkRevealer *message_revealer;
  GtkLabel *message_label;
  GtkWidget *message_icon;
  ScadStatusBar *status_bar;
  GtkWidget *box;

  ScadDocument *document;
  ScadRenderService *service;
  GSettings *settings;

  GCancellable *cancellable; /* of the render that runs; NULL when none does */
  gint64 started_us;
  guint automatic_source;
  guint progress_source;
  guint64 generation; /* rises with each change of the text */

  ScadRenderResult *last_result;
  ScadCost cost;
  gboolean has_cost;
};

enum
{
  PROP_0,
  PROP_DOCUMENT,
  PROP_RENDERING,
  N_PROPS
};

enum
{
  SIGNAL_RENDERED,
  SIGNAL_OPEN_REQUESTED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (ScadPage, scad_page, GTK_TYPE_WIDGET)

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* A render in flight: which text it is about. */
typedef struct
{
  ScadPage *page;
  GCancellable *cancellable;
  guint64 generation;
} Flight;

static void
flight_free (Flight *flight)
{
  g_object_unref (flight->page);
  g_object_unref (flight->cancellable);
  g_free (flight);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Flight, flight_free)

static void
set_message (ScadPage *self, const char *text, gboolean is_error)
{
  if (text != NULL)
    gtk_label_set_text (self->message_label, text);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->message_icon),
                                is_error ? "dialog-error-symbolic" : "dialog-information-symbolic");
  gtk_revealer_set_reveal_child (self->message_revealer, text != NULL);
}

static void
notify_rendering (ScadPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RENDERING]);
}

static gboolean
progress_tick_cb (gpointer user_data)
{
  ScadPage *self = user_data;
  gint64 elapsed_us = g_get_monotonic_time () - self->started_us;
  g_autofree char *text = NULL;

  if (elapsed_us < PROGRESS_DELAY_US)
    return G_SOURCE_CONTINUE;
  /* Translators: elapsed seconds of a render */
  text = g_strdup_printf (_ ("Rendering… %.1f s"), (double)elapsed_us / G_USEC_PER_SEC);
  gtk_label_set_text (self->progress_label, text);
  gtk_revealer_set_reveal_child (self->progress_revealer, TRUE);
  return G_SOURCE_CONTINUE;
}

static void
begin_progress (ScadPage *self)
{
  self->started_us = g_get_monotonic_time ();
  if (self->progress_source == 0)
    self->progress_source = g_timeout_add (PROGRESS_TICK_MS, progress_tick_cb, self);
  scad_status_bar_set_state (self->status_bar, SCAD_STATE_RENDERING, _ ("Rendering…"));
}

static void
end_progress (ScadPage *self)
{
  g_clear_handle_id (&self->progress_source, g_source_remove);
  gtk_revealer_set_reveal_child (self->progress_revealer, FALSE);
}

static void
update_cost (ScadPage *self)
{
  self->cost.app_bytes = scad_cost_measure_app_bytes ();
  scad_status_bar_set_cost (self->status_bar, self->has_cost ? &self->cost : NULL);
}

/* The properties take a hash of every corner: not on the main thread, and not before the picture. */
static void
examine_mesh (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  scad_mesh_get_properties (task_data);
  g_task_return_boolean (task, TRUE);
}

static void
examine_mesh_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ScadPage *self = SCAD_PAGE (source);
  ScadMesh *mesh = g_task_get_task_data (G_TASK (result));
  const ScadMeshProperties *solid = scad_mesh_get_properties (mesh);

  if (self->box == NULL || mesh != scad_viewport_get_mesh (self->viewport))
    return;
  self->cost.n_vertices = solid->n_vertices;
  scad_viewport_set_closed (self->viewport,
                            solid->watertight && solid->consistent);
  update_cost (self);
}

static void
mesh_shown_cb (ScadPage *self)
{
  ScadMesh *mesh = scad_viewport_get_mesh (self->viewport);
  g_autoptr (GTask) task = NULL;

  if (mesh == NULL)
    return;
  self->cost.viewport = *scad_viewport_get_metrics (self->viewport);
  update_cost (self);
  task = g_task_new (self, NULL, examine_mesh_cb, NULL);
  g_task_set_task_data (task, scad_mesh_ref (mesh), (GDestroyNotify)scad_mesh_unref);
  g_task_run_in_thread (task, examine_mesh);
}

static void
show_diagnostics (ScadPage *self, GPtrArray *diagnostics)
{
  guint n_errors = 0, n_warnings = 0;

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const ScadDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      if (diagnostic->severity == SCAD_SEVERITY_ERROR)
        n_errors += diagnostic->count;
      else if (diagnostic->severity >= SCAD_SEVERITY_DEPRECATED)
        n_warnings += diagnostic->count;
    }
  scad_log_pane_set_diagnostics (self->log_pane, diagnostics);
  scad_editor_set_diagnostics (self->editor, diagnostics);
  scad_status_bar_set_messages (self->status_bar, n_errors, n_warnings);
}

static char *
describe_engine (const ScadRenderAttempt *attempt)
{
  if (attempt == NULL || attempt->version == NULL)
    return NULL;
  return g_strdup_printf ("OpenSCAD %s", attempt->version);
}

static void
show_model (ScadPage *self, ScadRenderResult *result)
{
  ScadMesh *mesh = scad_render_result_get_mesh (result);

  self->cost = (ScadCost){ 0 };
  self->cost.render = *scad_render_result_get_metrics (result);
  self->cost.warm = scad_render_result_get_warm (result);
  self->has_cost = TRUE;
  set_message (self, NULL, FALSE);
  scad_viewport_set_mesh (self->viewport, mesh);
  update_cost (self);
  scad_status_bar_set_state (self->status_bar, SCAD_STATE_DONE,
                             scad_mesh_get_dimensions (mesh) == 2 ? _ ("Rendered, flat (2D)")
                                                                  : _ ("Rendered"));
}

static void
show_empty (ScadPage *self)
{
  scad_viewport_set_mesh (self->viewport, NULL);
  self->has_cost = FALSE;
  update_cost (self);
  set_message (self, _ ("The model is empty: its text makes no geometry."), FALSE);
  scad_status_bar_set_state (self->status_bar, SCAD_STATE_NOTE, _ ("Empty model"));
}

static const char *
get_failure_title (ScadOutcome outcome)
{
  switch (outcome)
    {
    case SCAD_OUTCOME_MODEL_ERROR:
      return _ ("The model has an error");
    case SCAD_OUTCOME_TIME_LIMIT:
      return _ ("Time limit reached");
    case SCAD_OUTCOME_MEMORY_LIMIT:
      return _ ("Memory limit reached");
    case SCAD_OUTCOME_OK:
    case SCAD_OUTCOME_EMPTY:
    case SCAD_OUTCOME_CANCELLED:
    case SCAD_OUTCOME_UNAVAILABLE:
    case SCAD_OUTCOME_CRASHED:
    case SCAD_OUTCOME_RUBBISH:
    case SCAD_OUTCOME_UNSUPPORTED:
    default:
      return _ ("The engine failed");
    }
}

/* The last good model stays, and the page says why it is not that of the text. */
static void
show_failure (ScadPage *self, ScadRenderResult *result)
{
  const char *title = get_failure_title (scad_render_result_get_outcome (result));
  const char *reason = scad_render_result_get_reason (result);
  g_autofree char *text = NULL;

  if (scad_viewport_get_mesh (self->viewport) != NULL)
    /* Translators: what happened, and below it why */
    text = g_strdup_printf (_ ("%s. This is the last good model.\n%s"), title,
                            reason != NULL ? reason : "");
  else
    text = g_strdup_printf ("%s.\n%s", title, reason != NULL ? reason : "");
  g_strchomp (text);
  scad_viewport_set_stale (self->viewport, TRUE);
  set_message (self, text, TRUE);
  scad_status_bar_set_state (self->status_bar, SCAD_STATE_ERROR, title);
}

/* Failures of engines belong into the log beside the model's own messages. */
static GPtrArray *
collect_diagnostics (ScadRenderResult *result)
{
  GPtrArray *own = scad_render_result_get_diagnostics (result);
  GPtrArray *attempts = scad_render_result_get_attempts (result);
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify)scad_diagnostic_free);

  for (guint i = 0; i < attempts->len; i++)
    {
      const ScadRenderAttempt *attempt = g_ptr_array_index (attempts, i);
      gboolean of_the_model = attempt->outcome == SCAD_OUTCOME_OK
                              || attempt->outcome == SCAD_OUTCOME_EMPTY
                              || attempt->outcome == SCAD_OUTCOME_MODEL_ERROR;

      if (!of_the_model && attempt->reason != NULL)
        g_ptr_array_add (
            all, scad_diagnostic_new (SCAD_SEVERITY_ERROR, NULL, FALSE, 0, attempt->reason));
    }
  for (guint i = 0; i < own->len; i++)
    g_ptr_array_add (all, scad_diagnostic_copy (g_ptr_array_index (own, i)));
  return all;
}

static void
show_result (ScadPage *self, ScadRenderResult *result, gboolean is_current)
{
  g_autoptr (GPtrArray) diagnostics = collect_diagnostics (result);
  g_autofree char *engine = describe_engine (scad_render_result_get_answer (result));

  if (engine != NULL)
    scad_status_bar_set_engine (self->status_bar, engine);
  show_diagnostics (self, diagnostics);
  switch (scad_render_result_get_outcome (result))
    {
    case SCAD_OUTCOME_OK:
      show_model (self, result);
      scad_viewport_set_stale (self->viewport, !is_current);
      break;
    case SCAD_OUTCOME_EMPTY:
      show_empty (self);
      break;
    case SCAD_OUTCOME_CANCELLED:
    case SCAD_OUTCOME_MODEL_ERROR:
    case SCAD_OUTCOME_TIME_LIMIT:
    case SCAD_OUTCOME_MEMORY_LIMIT:
    case SCAD_OUTCOME_UNAVAILABLE:
    case SCAD_OUTCOME_CRASHED:
    case SCAD_OUTCOME_RUBBISH:
    case SCAD_OUTCOME_UNSUPPORTED:
    default:
      show_failure (self, result);
      break;
    }
}

static void
show_cancelled (ScadPage *self)
{
  scad_viewport_set_stale (self->viewport, scad_viewport_get_mesh (self->viewport) != NULL);
  scad_status_bar_set_state (self->status_bar, SCAD_STATE_NOTE, _ ("Cancelled"));
}

static void
render_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (Flight) flight = user_data;
  ScadPage *self = flight->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (ScadRenderResult) result = NULL;

  result = scad_render_service_render_finish (SCAD_RENDER_SERVICE (source), async_result, &error);
  if (self->cancellable != flight->cancellable)
    return; /* a newer render, or the end of the page, replaced this one */
  g_clear_object (&self->cancellable);
  end_progress (self);
  if (result == NULL)
    show_cancelled (self);
  else
    {
      g_clear_pointer (&self->last_result, scad_render_result_unref);
      self->last_result = g_steal_pointer (&result);
      show_result (self, self->last_result, flight->generation == self->generation);
    }
  notify_rendering (self);
  g_signal_emit (self, signals[SIGNAL_RENDERED], 0);
}

static ScadRenderRequest *
make_request (ScadPage *self, gboolean automatic)
{
  const char *time_key = automatic ? "automatic-time-limit" : "render-time-limit";
  ScadLimits limits = {
    .time_ms = (guint64)g_settings_get_uint (self->settings, time_key) * 1000,
    .memory_bytes = (guint64)g_settings_get_uint (self->settings, "memory-limit") << 20,
  };
  g_autofree char *text = scad_document_dup_text (self->document);
  g_autoptr (ScadEngineJob) job
      = scad_engine_job_new (text, scad_document_get_path (self->document), NULL, &limits);

  return scad_render_request_new (scad_document_get_id (self->document),
                                  scad_document_next_serial (self->document), "auto", job);
}

static void
start_render (ScadPage *self, gboolean automatic)
{
  g_autoptr (ScadRenderRequest) request = make_request (self, automatic);
  Flight *flight = g_new0 (Flight, 1);

  g_clear_handle_id (&self->automatic_source, g_source_remove);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  flight->page = g_object_ref (self);
  flight->cancellable = g_object_ref (self->cancellable);
  flight->generation = self->generation;
  begin_progress (self);
  notify_rendering (self);
  scad_render_service_render_async (self->service, request, self->cancellable, render_cb, flight);
}

static gboolean
automatic_cb (gpointer user_data)
{
  ScadPage *self = user_data;

  self->automatic_source = 0;
  start_render (self, TRUE);
  return G_SOURCE_REMOVE;
}

static void
text_changed_cb (ScadPage *self)
{
  self->generation++;
  if (scad_viewport_get_mesh (self->viewport) != NULL)
    scad_viewport_set_stale (self->viewport, TRUE);
  g_clear_handle_id (&self->automatic_source, g_source_remove);
  if (g_settings_get_boolean (self->settings, "render-automatically"))
    self->automatic_source = g_timeout_add (AUTOMATIC_DELAY_MS, automatic_cb, self);
}

static void
cursor_moved_cb (ScadPage *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->document);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  scad_status_bar_set_cursor (self->status_bar, gtk_text_iter_get_line (&iter) + 1,
                              gtk_text_iter_get_line_offset (&iter) + 1);
}

static void
log_activated_cb (ScadPage *self, const char *file, int line)
{
  const char *path = scad_document_get_path (self->document);

  if (file == NULL || g_strcmp0 (file, path) == 0)
    {
      scad_page_go_to_line (self, line);
      return;
    }
  g_autoptr (GFile) other = g_file_new_for_path (file);
  g_signal_emit (self, signals[SIGNAL_OPEN_REQUESTED], 0, other, line);
}

static void
fit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  scad_viewport_fit (SCAD_PAGE (user_data)->viewport);
}

static void
standard_view_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_widget_activate_action_variant (GTK_WIDGET (SCAD_PAGE (user_data)->viewport), "view.standard",
                                      parameter);
}

static void
add_view_switch (ScadPage *self, GActionMap *map, const char *name, const char *property)
{
  g_autoptr (GPropertyAction) action = g_property_action_new (name, self->viewport, property);

  g_action_map_add_action (map, G_ACTION (action));
}

/* The viewport's actions for the controls that lie over it, which are not inside it. */
static void
add_view_actions (ScadPage *self)
{
  static const GActionEntry entries[] = {
    { "fit", fit_action },
    { "standard", standard_view_action, "s" },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  GActionMap *map = G_ACTION_MAP (group);

  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), self);
  add_view_switch (self, map, "orthographic", "orthographic");
  add_view_switch (self, map, "grid", "show-grid");
  add_view_switch (self, map, "axes", "show-axes");
  gtk_widget_insert_action_group (GTK_WIDGET (self), "view", G_ACTION_GROUP (group));
}

static void
scad_page_dispose (GObject *object)
{
  ScadPage *self = SCAD_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->automatic_source, g_source_remove);
  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_clear_pointer (&self->last_result, scad_render_result_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->document);
  g_clear_object (&self->service);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (scad_page_parent_class)->dispose (object);
}

static void
scad_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  ScadPage *self = SCAD_PAGE (object);

  switch (prop_id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_RENDERING:
      g_value_set_boolean (value, scad_page_get_rendering (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/scadscope/Scadscope/scad-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ScadPage, box);
  gtk_widget_class_bind_template_child (widget_class, ScadPage, paned);
  gtk_widget_class_bind_template_child (widget_class, ScadPage, editor);
  gtk_widget_class_bind_template_child (widget_class, ScadPage, log_revealer);
  gtk_widget_class_bind_template_child (widget_class, ScadPage, log_pane);
  gtk_widget_class_bind_template_child (widget_class, ScadPage, viewport);
  gtk_widget_class_bind_template_child (widget_class, ScadPage, progress_revealer);
  gtk_widget_class_bind_template_child (widget_class, ScadPage, progress_label);
  gtk_widget_class_bind_template_child (widget_class, ScadPage, message_revealer);
  gtk_widget_class_bind_template_child (widget_class, ScadPage, message_label);
  gtk_widget_class_bind_template_child (widget_class, ScadPage, message_icon);
  gtk_widget_class_bind_template_child (widget_class, ScadPage, status_bar);
  gtk_widget_class_bind_template_callback (widget_class, log_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, mesh_shown_cb);
}

static void
scad_page_class_init (ScadPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = scad_page_dispose;
  object_class->get_property = scad_page_get_property;

  properties[PROP_DOCUMENT] = g_param_spec_object (
      "document", NULL, NULL, SCAD_TYPE_DOCUMENT, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_RENDERING] = g_param_spec_boolean (
      "rendering", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_RENDERED]
      = g_signal_new ("rendered", SCAD_TYPE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 0);
  signals[SIGNAL_OPEN_REQUESTED]
      = g_signal_new ("open-requested", SCAD_TYPE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 2, G_TYPE_FILE, G_TYPE_INT);

  g_type_ensure (SCAD_TYPE_EDITOR);
  g_type_ensure (SCAD_TYPE_LOG_PANE);
  g_type_ensure (SCAD_TYPE_VIEWPORT);
  g_type_ensure (SCAD_TYPE_STATUS_BAR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0, GDK_CONTROL_MASK, "view.fit", NULL);
}

static void
scad_page_init (ScadPage *self)
{
  self->document = scad_document_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  scad_editor_set_document (self->editor, self->document);
  g_signal_connect_object (self->document, "changed", G_CALLBACK (text_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "notify::cursor-position",
                           G_CALLBACK (cursor_moved_cb), self, G_CONNECT_SWAPPED);
  cursor_moved_cb (self);
  add_view_actions (self);
}

static void
bind_settings (ScadPage *self)
{
  g_settings_bind (self->settings, "editor-width", self->paned, "position",
                   G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_GET_NO_CHANGES);
  g_settings_bind (self->settings, "show-log", self->log_revealer, "visible",
                   G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, "orthographic", self->viewport, "orthographic",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "show-grid", self->viewport, "show-grid",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "show-axes", self->viewport, "show-axes",
                   G_SETTINGS_BIND_DEFAULT);
}

/**
 * scad_page_new:
 * @service: who renders
 * @settings: the app's settings: limits, automatic rendering, layout
 *
 * Returns: a page with an empty document
 */
GtkWidget *
scad_page_new (ScadRenderService *service, GSettings *settings)
{
  ScadPage *self = g_object_new (SCAD_TYPE_PAGE, NULL);

  self->service = g_object_ref (service);
  self->settings = g_object_ref (settings);
  bind_settings (self);
  return GTK_WIDGET (self);
}

/**
 * scad_page_render:
 * @self: a page
 *
 * Renders the text as it stands, with the limits of a render that was asked for. Replaces a render
 * that runs.
 */
void
scad_page_render (ScadPage *self)
{
  g_return_if_fail (SCAD_IS_PAGE (self));

  start_render (self, FALSE);
}

/**
 * scad_page_cancel:
 * @self: a page
 *
 * Ends the render that runs, at once on the screen and within 100 ms in the machine.
 */
void
scad_page_cancel (ScadPage *self)
{
  g_return_if_fail (SCAD_IS_PAGE (self));

  if (self->cancellable == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  end_progress (self);
  show_cancelled (self);
  notify_rendering (self);
  g_signal_emit (self, signals[SIGNAL_RENDERED], 0);
}

/**
 * scad_page_reset:
 * @self: a page
 *
 * Forgets model, messages and render: another file's text is about to come.
 */
void
scad_page_reset (ScadPage *self)
{
  g_autoptr (GPtrArray) none
      = g_ptr_array_new_with_free_func ((GDestroyNotify)scad_diagnostic_free);

  g_return_if_fail (SCAD_IS_PAGE (self));

  scad_page_cancel (self);
  g_clear_handle_id (&self->automatic_source, g_source_remove);
  scad_viewport_set_mesh (self->viewport, NULL);
  scad_viewport_set_stale (self->viewport, FALSE);
  set_message (self, NULL, FALSE);
  show_diagnostics (self, none);
  self->has_cost = FALSE;
  update_cost (self);
  scad_status_bar_set_state (self->status_bar, SCAD_STATE_READY, _ ("Ready"));
}

void
scad_page_go_to_line (ScadPage *self, int line)
{
  g_return_if_fail (SCAD_IS_PAGE (self));

  scad_editor_go_to_line (self->editor, line);
}

void
scad_page_set_engine_name (ScadPage *self, const char *engine)
{
  g_return_if_fail (SCAD_IS_PAGE (self));

  if (self->last_result == NULL)
    scad_status_bar_set_engine (self->status_bar, engine);
}

ScadDocument *
scad_page_get_document (ScadPage *self)
{
  g_return_val_if_fail (SCAD_IS_PAGE (self), NULL);

  return self->document;
}

ScadEditor *
scad_page_get_editor (ScadPage *self)
{
  g_return_val_if_fail (SCAD_IS_PAGE (self), NULL);

  return self->editor;
}

ScadViewport *
scad_page_get_viewport (ScadPage *self)
{
  g_return_val_if_fail (SCAD_IS_PAGE (self), NULL);

  return self->viewport;
}

ScadLogPane *
scad_page_get_log_pane (ScadPage *self)
{
  g_return_val_if_fail (SCAD_IS_PAGE (self), NULL);

  return self->log_pane;
}

ScadStatusBar *
scad_page_get_status_bar (ScadPage *self)
{
  g_return_val_if_fail (SCAD_IS_PAGE (self), NULL);

  return self->status_bar;
}

gboolean
scad_page_get_rendering (ScadPage *self)
{
  g_return_val_if_fail (SCAD_IS_PAGE (self), FALSE);

  return self->cancellable != NULL;
}

const char *
scad_page_get_message (ScadPage *self)
{
  g_return_val_if_fail (SCAD_IS_PAGE (self), NULL);

  if (!gtk_revealer_get_reveal_child (self->message_revealer))
    return NULL;
  return gtk_label_get_text (self->message_label);
}

const ScadCost *
scad_page_get_cost (ScadPage *self)
{
  g_return_val_if_fail (SCAD_IS_PAGE (self), NULL);

  return self->has_cost ? &self->cost : NULL;
}

ScadRenderResult *
scad_page_get_last_result (ScadPage *self)
{
  g_return_val_if_fail (SCAD_IS_PAGE (self), NULL);

  return self->last_result;
}
