/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a render cost, and how such figures are written for people. Any thread. */

#include "config.h"

#include <stdio.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "scad-cost.h"

/**
 * scad_cost_measure_app_bytes:
 *
 * Reads the resident set of this process from /proc/self/statm, see proc(5).
 *
 * Returns: bytes, or 0 when the system does not tell
 */
guint64
scad_cost_measure_app_bytes (void)
{
  g_autofree char *contents = NULL;
  unsigned long resident = 0;

  if (!g_file_get_contents ("/proc/self/statm", &contents, NULL, NULL))
    return 0;
  if (sscanf (contents, "%*u %lu", &resident) != 1)
    return 0;
  return (guint64)resident * (guint64)sysconf (_SC_PAGESIZE);
}

guint64
scad_cost_get_total_bytes (const ScadCost *cost)
{
  return cost->app_bytes + cost->render.engine_peak_bytes + cost->viewport.gpu_bytes;
}

/**
 * scad_format_duration:
 * @us: microseconds, not negative
 *
 * Returns: (transfer full): three digits at most, with their unit
 */
char *
scad_format_duration (gint64 us)
{
  double ms = (double)us / 1000.0;

  if (ms < 9.95)
    /* Translators: a duration in milliseconds */
    return g_strdup_printf (_ ("%.1f ms"), ms);
  if (ms < 999.5)
    return g_strdup_printf (_ ("%.0f ms"), ms);
  if (ms < 59950)
    /* Translators: a duration in seconds */
    return g_strdup_printf (_ ("%.2f s"), ms / 1000.0);
  /* Translators: a duration in minutes and seconds */
  return g_strdup_printf (_ ("%d min %02d s"), (int)(ms / 60000), (int)(ms / 1000) % 60);
}

char *
scad_format_count (gsize count)
{
  return g_strdup_printf ("%'" G_GSIZE_FORMAT, count);
}
