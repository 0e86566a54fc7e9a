/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scad-mesh.h"

G_BEGIN_DECLS

/* A 2D model as an engine exported it: closed contours, filled by the even-odd rule. */
typedef struct _ScadOutline ScadOutline;

ScadOutline *scad_outline_new (void);
void scad_outline_free (ScadOutline *self);
void scad_outline_begin_contour (ScadOutline *self);
void scad_outline_add_point (ScadOutline *self, double x, double y);
gsize scad_outline_get_n_contours (ScadOutline *self);
gsize scad_outline_get_n_points (ScadOutline *self);

/* Reads OpenSCAD's SVG export (any version); y is turned back upwards. */
ScadOutline *
scad_outline_read_svg (const char *data, gsize length, const char *name, GError **error);

/* A flat mesh (dimensions 2, z = 0, counter-clockwise) that covers the outline exactly. */
ScadMesh *scad_outline_tessellate (ScadOutline *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScadOutline, scad_outline_free)

G_END_DECLS
