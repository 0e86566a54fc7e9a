/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Words and numbers of text formats, without a copy of the text. Any thread. */

#define G_LOG_DOMAIN "scadscope-mesh"

#include "config.h"

#include <string.h>

#include "scad-text-scanner.h"

void
scad_text_scanner_init (ScadTextScanner *self, const char *data, gsize length)
{
  self->at = data;
  self->end = data + length;
  self->line = 1;
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
}

void
scad_text_scanner_skip_line (ScadTextScanner *self)
{
  const char *newline = memchr (self->at, '\n', (gsize)(self->end - self->at));

  self->at = newline != NULL ? newline : self->end;
}

gboolean
scad_text_scanner_next_on_line (ScadTextScanner *self,
                                gboolean comments,
                                const char **word,
                                gsize *length)
{
  const char *start;

  while (self->at < self->end && is_blank (*self->at))
    self->at++;
  if (comments && self->at < self->end && *self->at == '#')
    scad_text_scanner_skip_line (self);
  start = self->at;
  while (self->at < self->end && *self->at != '\n' && !is_blank (*self->at))
    self->at++;
  *word = start;
  *length = (gsize)(self->at - start);
  return *length > 0;
}

gboolean
scad_text_scanner_next (ScadTextScanner *self, gboolean comments, const char **word, gsize *length)
{
  while (!scad_text_scanner_next_on_line (self, comments, word, length))
    {
      if (self->at >= self->end)
        return FALSE;
      self->at++;
      self->line++;
    }
  return TRUE;
}

gboolean
scad_text_word_is (const char *word, gsize length, const char *expected)
{
  return strlen (expected) == length && g_ascii_strncasecmp (word, expected, length) == 0;
}

gboolean
scad_text_word_to_uint (const char *word, gsize length, guint64 *value)
{
  *value = 0;
  if (length == 0 || length > 18)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (word[i]))
        return FALSE;
      *value = *value * 10 + (guint64)(word[i] - '0');
    }
  return TRUE;
}

/* Anything that the quick way cannot take exactly: many digits, great exponents, inf, nan. */
static gboolean
parse_slowly (const char *word, gsize length, double *value)
{
  char buffer[64];
  char *end = NULL;

  if (length >= sizeof buffer)
    return FALSE;
  memcpy (buffer, word, length);
  buffer[length] = '\0';
  *value = g_ascii_strtod (buffer, &end);
  return end == buffer + length;
}

static gboolean
parse_exponent (const char **at, const char *end, int *exponent)
{
  gboolean negative = FALSE;
  int value = 0, n_digits = 0;

  (*at)++;
  if (*at < end && (**at == '-' || **at == '+'))
    negative = *(*at)++ == '-';
  for (; *at < end && g_ascii_isdigit (**at) && n_digits < 5; (*at)++, n_digits++)
    value = value * 10 + (**at - '0');
  *exponent += negative ? -value : value;
  return n_digits > 0;
}

/* A mantissa below 2^53 and a power of ten up to 22 are both exact doubles, so that one
 * multiplication or division rounds once: Clinger, How to read floating point numbers accurately,
 * 1990. */
gboolean
scad_text_word_to_double (const char *word, gsize length, double *value)
{
  static const double powers[] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                   1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                   1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };
  const char *at = word, *end = word + length;
  guint64 mantissa = 0;
  int exponent = 0, n_digits = 0;
  gboolean negative = FALSE, fraction = FALSE;

  if (at < end && (*at == '-' || *at == '+'))
    negative = *at++ == '-';
  for (; at < end && (g_ascii_isdigit (*at) || (*at == '.' && !fraction)); at++)
    {
      if (*at == '.')
        {
          fraction = TRUE;
          continue;
        }
      if (++n_digits > 18)
        return parse_slowly (word, length, value);
      mantissa = mantissa * 10 + (guint64)(*at - '0');
      exponent -= fraction ? 1 : 0;
    }
  if (n_digits == 0)
    return parse_slowly (word, length, value);
  if (at < end && (*at == 'e' || *at == 'E') && !parse_exponent (&at, end, &exponent))
    return FALSE;
  if (at != end)
    return FALSE;
  if (mantissa > (G_GUINT64_CONSTANT (1) << 53) || ABS (exponent) > 22)
    return parse_slowly (word, length, value);
  *value = exponent < 0 ? (double)mantissa / powers[-exponent] : (double)mantissa * powers[exponent];
  if (negative)
    *value = -*value;
  return TRUE;
}
