/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sys/types.h>

G_BEGIN_DECLS

/* Private to scad-process.c: how much memory a process group holds. Plain struct. */
typedef struct
{
  pid_t group;
  GArray *members; /* pid_t, found at the last look around */
  guint n_samples;
  guint64 floor_bytes; /* the group's first process had this much before it was itself */
  guint64 peak_bytes;
} ScadProcessMemory;

void scad_process_memory_init (ScadProcessMemory *self, pid_t group);
void scad_process_memory_clear (ScadProcessMemory *self);
/* Resident bytes of the group now. */
guint64 scad_process_memory_sample (ScadProcessMemory *self);
/* Takes in the kernel's own figure for the first process, when it ended. */
void scad_process_memory_add_maximum (ScadProcessMemory *self, guint64 bytes);

G_END_DECLS
