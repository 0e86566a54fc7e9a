/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Renders requests on a pool of threads. A document has one render that counts: a newer request
 * cancels the one that runs, and takes the place of one that waits. The main thread (or whichever
 * context asked) hands in requests and gets results; workers touch nothing but their own task.
 *
 * Who may touch what: `currents` and `engines` belong to the caller's thread, a Task to the worker
 * from push to completion. The order of results follows from the one rule in is_stale(). */

#define G_LOG_DOMAIN "scadscope-render"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "scad-render-chain.h"
#include "scad-render-service.h"

/* The request of a document that counts. */
typedef struct
{
  guint64 serial;
  GCancellable *cancellable;
} Current;

typedef struct
{
  GThreadPool *pool; /* NULL when it could not be made */
  GError *pool_error;
  GPtrArray *engines;
  GHashTable *currents; /* document (guint64) → Current */
} ScadRenderServicePrivate;

/* One request on its way through the pool. */
typedef struct
{
  ScadRenderRequest *request;
  GPtrArray *engines;
  GCancellable *cancellable; /* ours: also follows the caller's */
  GCancellable *caller;
  gulong caller_handler;
  gint64 asked_us;
} Task;

G_DEFINE_TYPE_WITH_PRIVATE (ScadRenderService, scad_render_service, G_TYPE_OBJECT)

static void
free_current (gpointer data)
{
  Current *current = data;

  g_object_unref (current->cancellable);
  g_free (current);
}

static void
free_task (gpointer data)
{
  Task *task = data;

  if (task->caller != NULL)
    g_cancellable_disconnect (task->caller, task->caller_handler);
  g_clear_object (&task->caller);
  g_object_unref (task->cancellable);
  g_ptr_array_unref (task->engines);
  scad_render_request_unref (task->request);
  g_free (task);
}

static void
caller_cancelled_cb (GCancellable *caller, GCancellable *own)
{
  g_cancellable_cancel (own);
}

static Task *
make_task (ScadRenderService *self, ScadRenderRequest *request, GCancellable *caller)
{
  ScadRenderServicePrivate *priv = scad_render_service_get_instance_private (self);
  Task *task = g_new0 (Task, 1);

  task->request = scad_render_request_ref (request);
  task->engines = g_ptr_array_ref (priv->engines);
  task->cancellable = g_cancellable_new ();
  task->asked_us = g_get_monotonic_time ();
  if (caller != NULL)
    {
      task->caller = g_object_ref (caller);
      task->caller_handler
          = g_cancellable_connect (caller, G_CALLBACK (caller_cancelled_cb),
                                   g_object_ref (task->cancellable), g_object_unref);
    }
  return task;
}

/* Any thread: from request to result. */
static ScadRenderResult *
run_task (Task *task, ScadRenderResult *result)
{
  gint64 begin_us = g_get_monotonic_time ();

  result->metrics.wait_us = begin_us - task->asked_us;
  scad_render_chain_run (task->engines, result, task->cancellable);
  result->metrics.total_us = g_get_monotonic_time () - task->asked_us;
  return result;
}

static void
complete (GTask *gtask, ScadRenderResult *result)
{
  if (result->outcome == SCAD_OUTCOME_CANCELLED)
    {
      scad_render_result_unref (result);
      g_task_return_new_error (gtask, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled"));
      return;
    }
  g_task_return_pointer (gtask, result, (GDestroyNotify)scad_render_result_unref);
}

/* On a worker. A request that was replaced while it waited is not started. */
static void
work (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) gtask = data;
  Task *task = g_task_get_task_data (gtask);
  ScadRenderResult *result = scad_render_result_new (task->request);

  if (g_cancellable_is_cancelled (task->cancellable))
    result->outcome = SCAD_OUTCOME_CANCELLED;
  else
    run_task (task, result);
  complete (gtask, result);
}

static gboolean
scad_render_service_real_push (ScadRenderService *self, gpointer task, GError **error)
{
  ScadRenderServicePrivate *priv = scad_render_service_get_instance_private (self);
  g_autoptr (GError) pool_error = NULL;

  if (priv->pool == NULL)
    {
      g_propagate_error (error, g_error_copy (priv->pool_error));
      return FALSE;
    }
  /* g_thread_pool_push() queues the task even when no further thread could be made; others will
   * take it, but only if there are others. */
  if (g_thread_pool_push (priv->pool, task, &pool_error)
      || g_thread_pool_get_num_threads (priv->pool) > 0)
    return TRUE;
  g_thread_pool_free (g_steal_pointer (&priv->pool), TRUE, FALSE);
  priv->pool_error = g_error_copy (pool_error);
  g_propagate_error (error, g_steal_pointer (&pool_error));
  return FALSE;
}

/* The last resort: the pool itself failed. */
static void
render_on_calling_thread (GTask *gtask, const GError *why)
{
  Task *task = g_task_get_task_data (gtask);
  ScadRenderResult *result = scad_render_result_new (task->request);
  g_autofree char *reason = g_strdup_printf (
      _ ("No thread could be had: %s. The model was rendered in the foreground."), why->message);

  scad_render_result_add_attempt (result, "pool", NULL, NULL, SCAD_OUTCOME_UNAVAILABLE, reason);
  complete (gtask, run_task (task, result));
}

/* Makes @request the one of its document that counts. */
static void
replace_current (ScadRenderService *self, ScadRenderRequest *request, GCancellable *cancellable)
{
  ScadRenderServicePrivate *priv = scad_render_service_get_instance_private (self);
  guint64 document = scad_render_request_get_document (request);
  Current *old = g_hash_table_lookup (priv->currents, &document);
  Current *current = g_new0 (Current, 1);

  if (old != NULL)
    g_cancellable_cancel (old->cancellable);
  current->serial = scad_render_request_get_serial (request);
  current->cancellable = g_object_ref (cancellable);
  g_hash_table_replace (priv->currents, g_memdup2 (&document, sizeof document), current);
}

static gboolean
is_older_than_current (ScadRenderService *self, ScadRenderRequest *request)
{
  ScadRenderServicePrivate *priv = scad_render_service_get_instance_private (self);
  guint64 document = scad_render_request_get_document (request);
  Current *current = g_hash_table_lookup (priv->currents, &document);

  return current != NULL && scad_render_request_get_serial (request) < current->serial;
}

/* The one place where stale results are dropped: a result counts when no newer request of its
 * document was made. Forgets the document's entry when its last request ends. */
static gboolean
is_stale (ScadRenderService *self, ScadRenderRequest *request)
{
  ScadRenderServicePrivate *priv = scad_render_service_get_instance_private (self);
  guint64 document = scad_render_request_get_document (request);
  Current *current = g_hash_table_lookup (priv->currents, &document);

  if (current == NULL || current->serial != scad_render_request_get_serial (request))
    return TRUE;
  g_hash_table_remove (priv->currents, &document);
  return FALSE;
}

static void
scad_render_service_finalize (GObject *object)
{
  ScadRenderServicePrivate *priv
      = scad_render_service_get_instance_private (SCAD_RENDER_SERVICE (object));

  if (priv->pool != NULL)
    g_thread_pool_free (priv->pool, FALSE, FALSE);
  g_clear_error (&priv->pool_error);
  g_ptr_array_unref (priv->engines);
  g_hash_table_unref (priv->currents);
  G_OBJECT_CLASS (scad_render_service_parent_class)->finalize (object);
}

static void
scad_render_service_class_init (ScadRenderServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = scad_render_service_finalize;
  klass->push = scad_render_service_real_push;
}

static void
scad_render_service_init (ScadRenderService *self)
{
  ScadRenderServicePrivate *priv = scad_render_service_get_instance_private (self);
  /* Workers mostly wait for their engine: an endless model in one window must not hold up the
   * others. */
  int n_threads = (int)MAX (g_get_num_processors (), 8);

  priv->engines = g_ptr_array_new_with_free_func (g_object_unref);
  priv->currents = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_current);
  priv->pool = g_thread_pool_new (work, NULL, n_threads, FALSE, &priv->pool_error);
}

/**
 * scad_render_service_new:
 * @engines: (element-type ScadEngine): the chain, first choice first
 *
 * Returns: (transfer full): a service
 */
ScadRenderService *
scad_render_service_new (GPtrArray *engines)
{
  ScadRenderService *self = g_object_new (SCAD_TYPE_RENDER_SERVICE, NULL);

  scad_render_service_set_engines (self, engines);
  return self;
}

/**
 * scad_render_service_set_engines:
 * @self: a service
 * @engines: (element-type ScadEngine): the chain for requests from now on; not to be changed after
 */
void
scad_render_service_set_engines (ScadRenderService *self, GPtrArray *engines)
{
  ScadRenderServicePrivate *priv = scad_render_service_get_instance_private (self);

  g_return_if_fail (SCAD_IS_RENDER_SERVICE (self));

  g_ptr_array_ref (engines);
  g_ptr_array_unref (priv->engines);
  priv->engines = engines;
}

GPtrArray *
scad_render_service_get_engines (ScadRenderService *self)
{
  ScadRenderServicePrivate *priv = scad_render_service_get_instance_private (self);

  g_return_val_if_fail (SCAD_IS_RENDER_SERVICE (self), NULL);

  return priv->engines;
}

/**
 * scad_render_service_render_async:
 * @self: a service
 * @request: what to render
 * @cancellable: (nullable): ends it
 * @callback: called on the caller's main context
 * @user_data: for @callback
 */
void
scad_render_service_render_async (ScadRenderService *self,
                                  ScadRenderRequest *request,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) gtask = NULL;
  g_autoptr (GError) error = NULL;
  Task *task;

  g_return_if_fail (SCAD_IS_RENDER_SERVICE (self));

  gtask = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (gtask, scad_render_service_render_async);
  task = make_task (self, request, cancellable);
  g_task_set_task_data (gtask, task, free_task);
  if (is_older_than_current (self, request))
    {
      g_task_return_new_error (gtask, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled"));
      return;
    }
  replace_current (self, request, task->cancellable);
  if (!SCAD_RENDER_SERVICE_GET_CLASS (self)->push (self, g_object_ref (gtask), &error))
    {
      render_on_calling_thread (gtask, error);
      g_object_unref (gtask);
    }
}

/**
 * scad_render_service_render_finish:
 * @self: a service
 * @result: what the callback got
 * @error: return location: %G_IO_ERROR_CANCELLED when the request was cancelled or a newer one of
 *   its document replaced it
 *
 * Returns: (transfer full) (nullable): the result
 */
ScadRenderResult *
scad_render_service_render_finish (ScadRenderService *self, GAsyncResult *result, GError **error)
{
  g_autoptr (ScadRenderResult) answer = NULL;
  Task *task;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  task = g_task_get_task_data (G_TASK (result));
  answer = g_task_propagate_pointer (G_TASK (result), error);
  if (is_stale (self, task->request) && answer != NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled"));
      return NULL;
    }
  return g_steal_pointer (&answer);
}

/**
 * scad_render_service_render:
 * @self: a service
 * @request: what to render
 * @cancellable: (nullable): ends it
 * @error: return location: %G_IO_ERROR_CANCELLED
 *
 * Renders on the calling thread; blocks.
 *
 * Returns: (transfer full) (nullable): the result
 */
ScadRenderResult *
scad_render_service_render (ScadRenderService *self,
                            ScadRenderRequest *request,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (ScadRenderResult) result = scad_render_result_new (request);
  Task *task;

  g_return_val_if_fail (SCAD_IS_RENDER_SERVICE (self), NULL);

  task = make_task (self, request, cancellable);
  run_task (task, result);
  free_task (task);
  if (result->outcome == SCAD_OUTCOME_CANCELLED)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled"));
      return NULL;
    }
  return g_steal_pointer (&result);
}
