/* SPDX-License-Identifier: GPL-3.0-or-later */

/* ScadCliEngine: an OpenSCAD program as an engine, a new process for each render. Everything blocks
 * and may be called on any thread, several at a time; what the probe learnt is shared under a lock. */

#define G_LOG_DOMAIN "scadscope-engine"

#include "config.h"

#include <sys/stat.h>

#include <glib/gi18n-lib.h>

#include "scad-cli-engine.h"
#include "scad-cli-probe.h"
#include "scad-cli-run.h"

#define WAIT_US 20000 /* for another thread's probe, between two looks at the cancellable */

/* Tells whether a program is still the same file. */
typedef struct
{
  dev_t device;
  ino_t inode;
  off_t size;
  struct timespec modified;
} Identity;

struct _ScadCliEngine
{
  GObject parent_instance;

  GStrv command;
  char *program; /* command[0], or where it was found */

  GMutex lock; /* guards all below */
  GCond changed;
  gboolean probing; /* some thread is at it, without the lock */
  gboolean probed;
  Identity identity; /* of the program when it was probed */
  ScadCliProbe probe;
  GError *probe_error; /* why it cannot be used */
};

static void scad_cli_engine_engine_init (ScadEngineInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ScadCliEngine,
                               scad_cli_engine,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SCAD_TYPE_ENGINE, scad_cli_engine_engine_init))

static Identity
identify (const char *path)
{
  struct stat info;

  if (path == NULL || stat (path, &info) < 0)
    return (Identity){ 0 };

  return (Identity){ .device = info.st_dev,
                     .inode = info.st_ino,
                     .size = info.st_size,
                     .modified = info.st_mtim };
}

static gboolean
identity_equal (const Identity *a, const Identity *b)
{
  return a->device == b->device && a->inode == b->inode && a->size == b->size &&
         a->modified.tv_sec == b->modified.tv_sec && a->modified.tv_nsec == b->modified.tv_nsec;
}

static const char *
scad_cli_engine_get_id (ScadEngine *engine)
{
  return "cli";
}

/* Waits until no other thread probes. Called with the lock. */
static gboolean
wait_for_turn (ScadCliEngine *self, GCancellable *cancellable, GError **error)
{
  while (self->probing)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      g_cond_wait_until (&self->changed, &self->lock, g_get_monotonic_time () + WAIT_US);
    }

  return TRUE;
}

/* Asks the program, and keeps the answer unless somebody cancelled. Called with the lock, which is
 * free meanwhile. */
static gboolean
learn (ScadCliEngine *self,
       const char *program,
       const Identity *identity,
       GCancellable *cancellable,
       GError **error)
{
  ScadCliProbe probe = { 0 };
  GError *probe_error = NULL;

  self->probing = TRUE;
  g_mutex_unlock (&self->lock);
  scad_cli_probe (
    (const char *const *) self->command, program, cancellable, &probe, &probe_error);
  g_mutex_lock (&self->lock);
  self->probing = FALSE;
  g_cond_broadcast (&self->changed);

  if (g_error_matches (probe_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, probe_error);
      return FALSE;
    }
  self->probed = TRUE;
  self->identity = *identity;
  self->probe = probe;
  g_clear_error (&self->probe_error);
  self->probe_error = probe_error;

  return TRUE;
}

/* The answer of the probe, from memory as long as the program is the same file. */
static gboolean
get_probe (ScadCliEngine *self,
           const char *program,
           GCancellable *cancellable,
           ScadCliProbe *probe,
           GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Identity identity;

  if (!wait_for_turn (self, cancellable, error))
    return FALSE;
  identity = identify (program);
  if ((!self->probed || !identity_equal (&identity, &self->identity)) &&
      !learn (self, program, &identity, cancellable, error))
    return FALSE;
  if (self->probe_error != NULL)
    {
      g_propagate_error (error, g_error_copy (self->probe_error));
      return FALSE;
    }
  *probe = self->probe;

  return TRUE;
}

/* Finds the program and what it can do. (out) @program: its absolute path. */
static gboolean
prepare (ScadCliEngine *self,
         GCancellable *cancellable,
         char **program,
         ScadCliProbe *probe,
         GError **error)
{
  *program = scad_cli_find_program (self->command[0], error);

  return *program != NULL && get_probe (self, *program, cancellable, probe, error);
}

static gboolean
scad_cli_engine_probe (ScadEngine *engine, GCancellable *cancellable, GError **error)
{
  g_autofree char *program = NULL;
  ScadCliProbe probe;

  return prepare (SCAD_CLI_ENGINE (engine), cancellable, &program, &probe, error);
}

static const char *
scad_cli_engine_get_version (ScadEngine *engine)
{
  ScadCliEngine *self = SCAD_CLI_ENGINE (engine);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->probe_error == NULL ? self->probe.version : NULL;
}

static const char *
scad_cli_engine_get_program (ScadEngine *engine)
{
  return SCAD_CLI_ENGINE (engine)->program;
}

static ScadEngineFeatures
scad_cli_engine_get_features (ScadEngine *engine)
{
  ScadCliEngine *self = SCAD_CLI_ENGINE (engine);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->probe_error == NULL ? self->probe.features : 0;
}

static void
set_probe_failure (ScadEngineOutput *output, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      output->outcome = SCAD_OUTCOME_CANCELLED;
      return;
    }
  output->outcome = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED)
                      ? SCAD_OUTCOME_UNSUPPORTED
                      : SCAD_OUTCOME_UNAVAILABLE;
  output->reason = g_strdup (error->message);
}

static void
take_geometry (ScadEngineOutput *output, ScadCliRun *run, ScadGeometryKind kind)
{
  if (run->outcome != SCAD_OUTCOME_OK)
    return;
  output->geometry = kind;
  output->geometry_fd = run->geometry_fd;
  run->geometry_fd = -1;
}

static void
take_run (ScadEngineOutput *output, ScadCliRun *run, ScadGeometryKind kind)
{
  output->outcome = run->outcome;
  output->reason = g_steal_pointer (&run->reason);
  take_geometry (output, run, kind);
  if (run->diagnostics != NULL)
    {
      g_ptr_array_unref (output->diagnostics);
      output->diagnostics = g_steal_pointer (&run->diagnostics);
    }
  if (run->dependencies != NULL)
    {
      g_strfreev (output->dependencies);
      output->dependencies = g_steal_pointer (&run->dependencies);
    }
  output->start_us = run->process.start_us;
  output->evaluate_us = run->process.run_us;
  output->transfer_us = run->transfer_us;
  output->peak_memory_bytes = run->process.peak_bytes;
}

/* The outline's run says the same as the first one, which is why only its end counts. */
static void
add_run (ScadEngineOutput *output, ScadCliRun *run)
{
  output->outcome = run->outcome;
  g_free (output->reason);
  output->reason = g_steal_pointer (&run->reason);
  take_geometry (output, run, SCAD_GEOMETRY_OUTLINE);
  output->evaluate_us += run->process.start_us + run->process.run_us;
  output->transfer_us += run->transfer_us;
  output->peak_memory_bytes = MAX (output->peak_memory_bytes, run->process.peak_bytes);
}

/* What the first run left of the time limit; at least a millisecond, as 0 means none. */
static ScadLimits
get_rest (const ScadLimits *limits, gint64 used_us)
{
  ScadLimits rest = *limits;
  guint64 used_ms = (guint64) MAX (used_us, 0) / 1000;

  if (rest.time_ms > 0)
    rest.time_ms = rest.time_ms > used_ms ? rest.time_ms - used_ms : 1;

  return rest;
}

static ScadEngineOutput *
scad_cli_engine_render (ScadEngine *engine, const ScadEngineJob *job, GCancellable *cancellable)
{
  ScadCliEngine *self = SCAD_CLI_ENGINE (engine);
  const char *const *command = (const char *const *) self->command;
  ScadEngineOutput *output = scad_engine_output_new ();
  const ScadLimits *limits = scad_engine_job_get_limits (job);
  g_autofree char *program = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (ScadCliRun) solid = { .geometry_fd = -1 };
  g_auto (ScadCliRun) outline = { .geometry_fd = -1 };
  ScadCliProbe probe;

  if (!prepare (self, cancellable, &program, &probe, &error))
    {
      set_probe_failure (output, error);
      return output;
    }
  scad_cli_run (&solid, command, program, &probe, job, probe.mesh_format, limits, cancellable);
  take_run (output, &solid, SCAD_GEOMETRY_MESH);
  if (solid.flat)
    {
      ScadLimits rest = get_rest (limits, output->start_us + output->evaluate_us);

      scad_cli_run (&outline, command, program, &probe, job, "svg", &rest, cancellable);
      add_run (output, &outline);
    }

  return output;
}

static void
scad_cli_engine_engine_init (ScadEngineInterface *iface)
{
  iface->get_id = scad_cli_engine_get_id;
  iface->probe = scad_cli_engine_probe;
  iface->get_version = scad_cli_engine_get_version;
  iface->get_program = scad_cli_engine_get_program;
  iface->get_features = scad_cli_engine_get_features;
  iface->render = scad_cli_engine_render;
}

static void
scad_cli_engine_finalize (GObject *object)
{
  ScadCliEngine *self = SCAD_CLI_ENGINE (object);

  g_strfreev (self->command);
  g_free (self->program);
  g_clear_error (&self->probe_error);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (scad_cli_engine_parent_class)->finalize (object);
}

static void
scad_cli_engine_class_init (ScadCliEngineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = scad_cli_engine_finalize;
}

static void
scad_cli_engine_init (ScadCliEngine *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
}

/**
 * scad_cli_engine_new:
 * @argv: (array zero-terminated=1): the program, as a path or a name in PATH, and what stands before
 *   OpenSCAD's own options
 *
 * Nothing is started; a program that does not exist is an error of the probe.
 *
 * Returns: (transfer full): an engine
 */
ScadEngine *
scad_cli_engine_new (const char *const *argv)
{
  ScadCliEngine *self;

  g_return_val_if_fail (argv != NULL && argv[0] != NULL, NULL);

  self = g_object_new (SCAD_TYPE_CLI_ENGINE, NULL);
  self->command = g_strdupv ((char **) argv);
  self->program = scad_cli_find_program (argv[0], NULL);
  if (self->program == NULL)
    self->program = g_strdup (argv[0]);

  return SCAD_ENGINE (self);
}
