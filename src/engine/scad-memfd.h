/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Files in memory: how text goes to an engine and geometry comes back, without a name on disk. */
int scad_memfd_new (const char *name, GError **error);
int scad_memfd_new_with_text (const char *name, const char *text, gsize length, GError **error);
gsize scad_memfd_get_size (int fd);
char *scad_memfd_dup_text (int fd, gsize max_length, gsize *length);
void scad_memfd_seal (int fd);

G_END_DECLS
