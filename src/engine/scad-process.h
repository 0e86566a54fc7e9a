/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "scad-engine-job.h"

G_BEGIN_DECLS

typedef void (*ScadProcessOutputFunc) (const char *data, gsize length, gpointer user_data);

/* What to run. Borrowed for the time of the call. */
typedef struct
{
  const char *program;     /* absolute path */
  const char *const *argv;
  const char *const *envp;
  const char *folder;      /* working folder */
  int input_fd;            /* the child's 0; -1: /dev/null */
  int output_fd;           /* the child's 1; -1: /dev/null */
  int extra_fd;            /* the child's SCAD_PROCESS_EXTRA_FD; -1: none */
  ScadLimits limits;
  ScadProcessOutputFunc message_func; /* gets what the child writes to 2, as it comes */
  gpointer message_data;
} ScadProcessSpec;

#define SCAD_PROCESS_EXTRA_FD 3

typedef enum
{
  SCAD_PROCESS_ENDED, /* by itself, or by somebody else's signal */
  SCAD_PROCESS_CANCELLED,
  SCAD_PROCESS_TIME_LIMIT,
  SCAD_PROCESS_MEMORY_LIMIT,
} ScadProcessEnd;

typedef struct
{
  ScadProcessEnd end;
  int status;           /* as wait() tells it */
  gint64 start_us;      /* until the program was executed */
  gint64 run_us;        /* from there until it ended */
  guint64 peak_bytes;   /* resident memory of the process group at its highest */
} ScadProcessResult;

gboolean scad_process_run (const ScadProcessSpec *spec,
                           GCancellable *cancellable,
                           ScadProcessResult *result,
                           GError **error);

G_END_DECLS
