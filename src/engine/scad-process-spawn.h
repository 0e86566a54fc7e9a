/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scad-process.h"

G_BEGIN_DECLS

/* Private to scad-process.c: starts the child of @spec with @message_fd as its 2. Returns its process
 * id, which is its process group's too, or -1 with an error. */
pid_t scad_process_spawn (const ScadProcessSpec *spec, int message_fd, GError **error);

G_END_DECLS
