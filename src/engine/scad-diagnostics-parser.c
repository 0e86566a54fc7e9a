/* SPDX-License-Identifier: GPL-3.0-or-later */

/* ScadDiagnosticsParser: turns the message stream of an OpenSCAD program into diagnostics, while it
 * comes, in bounded memory. Owned by the thread that reads the stream.
 *
 * The stream is bytes → lines (at most LINE_BYTES each) → messages (a line with a severity and the
 * lines that continue it) → entries, where equal messages meet by hash. */

#define G_LOG_DOMAIN "scadscope-engine"

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "scad-diagnostics.h"

#define LINE_BYTES 8192
#define LAST_LINE_BYTES 400
#define MAX_FILES 1024
#define ELLIPSIS "…"

/* A file name as the stream spells it, and what it stands for. */
typedef struct
{
  char *path;
  gboolean in_document;
} Place;

typedef struct
{
  ScadDiagnostic *diagnostic;
  const Place *place; /* not owned, nullable */
  guint hash;
} Entry;

/* A message under way or, with the place taken out, a key to look an entry up. */
typedef struct
{
  ScadSeverity severity;
  const Place *place;
  int line;
  const char *text;
  gsize length;
} Message;

struct _ScadDiagnosticsParser
{
  char *document_path;
  char *document_real; /* the document's path without links */
  char *folder;        /* without links, as programs name files relative to it */
  guint n_document_lines;

  GPtrArray *entries; /* in order of first appearance */
  GHashTable *index;  /* the same, as a set */
  GHashTable *places; /* name → Place */
  const char *last_name; /* the newest hit in places */
  gsize last_name_length;
  const Place *last_place;
  guint n_dispensable; /* entries that are no errors */
  guint n_omitted;

  GString *line; /* begun, not ended */
  gboolean line_cut;
  GString *message;
  ScadSeverity severity;
  gboolean pending;     /* message holds one */
  gboolean message_cut; /* it became too long */
  gboolean open_quote;  /* it ends within a string */

  ScadDiagnosticsFacts facts;
  char last_line[LAST_LINE_BYTES];
  gsize last_line_length;
};

static const struct
{
  const char *prefix;
  ScadSeverity severity;
} severities[] = {
  { "WARNING", SCAD_SEVERITY_WARNING },
  { "ECHO", SCAD_SEVERITY_ECHO },
  { "TRACE", SCAD_SEVERITY_TRACE },
  { "ERROR", SCAD_SEVERITY_ERROR },
  { "DEPRECATED", SCAD_SEVERITY_DEPRECATED },
  { "UI-WARNING", SCAD_SEVERITY_WARNING },
  { "FONT-WARNING", SCAD_SEVERITY_WARNING },
  { "EXPORT-WARNING", SCAD_SEVERITY_WARNING },
  { "EXPORT-ERROR", SCAD_SEVERITY_ERROR },
  { "UI-ERROR", SCAD_SEVERITY_ERROR },
  { "PARSER-ERROR", SCAD_SEVERITY_ERROR },
  { "UNKNOWN", SCAD_SEVERITY_INFO },
  /* A comment for the customizer that could not be read: the solid is complete. */
  { "ERROR IN PARAMETER", SCAD_SEVERITY_WARNING },
};

/* How lines begin that are no message: statistics and progress. */
static const struct
{
  const char *prefix;
  ScadDiagnosticsFacts facts;
} statistics[] = {
  { "Geometries in cache: ", 0 },
  { "Geometry cache size in bytes: ", 0 },
  { "CGAL Polyhedrons in cache: ", 0 },
  { "CGAL cache size in bytes: ", 0 },
  { "Total rendering time: ", 0 },
  { "Rendering Polygon Mesh using ", 0 },
  { "Rendering finished", 0 },
  { "Top level object is a ", 0 },
  { "   Top level object is a ", 0 },
  { "   Status: ", 0 },
  { "   Genus: ", 0 },
  { "   Simple: ", 0 },
  { "   Convex: ", 0 },
  { "   Contours: ", 0 },
  { "   Vertices: ", 0 },
  { "   Triangles: ", 0 },
  { "   Halfedges: ", 0 },
  { "   Edges: ", 0 },
  { "   Halffacets: ", 0 },
  { "   Facets: ", 0 },
  { "   Volumes: ", 0 },
  { "   Objects: ", 0 },
  { "   Min: ", 0 },
  { "   Max: ", 0 },
  { "   Size: ", 0 },
  { "   Area: ", 0 },
  { "Bounding box:", 0 },
  { "Measurements:", 0 },
  { "Parsing design", 0 },
  { "Compiling ", 0 },
  { "Compilation finished", 0 },
  { "Normalized ", 0 },
  { "Exporting ", 0 },
  { "Converted to backend-specific geometry", 0 },
  { "Can't parse file '", SCAD_DIAGNOSTICS_FACT_UNPARSABLE },
  { "Current top level object is not a 3D object", SCAD_DIAGNOSTICS_FACT_NOT_3D },
  { "Current top level object is not a 2D object", 0 },
  { "Current top level object is empty", SCAD_DIAGNOSTICS_FACT_EMPTY },
};

static void
place_free (gpointer data)
{
  Place *place = data;

  g_free (place->path);
  g_free (place);
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->diagnostic, scad_diagnostic_free);
  g_free (entry);
}

/* FNV-1a over the text, with the other members folded in. */
static guint
message_hash (const Message *message)
{
  guint hash = 2166136261u ^ (guint) message->severity ^ ((guint) message->line << 4) ^
               GPOINTER_TO_UINT (message->place);

  for (gsize i = 0; i < message->length; i++)
    hash = (hash ^ (guchar) message->text[i]) * 16777619u;

  return hash;
}

static guint
entry_hash (gconstpointer key)
{
  return ((const Entry *) key)->hash;
}

static gboolean
entry_equal (gconstpointer a, gconstpointer b)
{
  const Entry *first = a;
  const Entry *second = b;

  return first->hash == second->hash && first->place == second->place &&
         first->diagnostic->severity == second->diagnostic->severity &&
         first->diagnostic->line == second->diagnostic->line &&
         strcmp (first->diagnostic->text, second->diagnostic->text) == 0;
}

/* The path without links as far as it exists, else just tidied. */
static char *
resolve_path (const char *path)
{
  g_autofree char *real = realpath (path, NULL);

  return real != NULL ? g_strdup (real) : g_canonicalize_filename (path, "/");
}

/**
 * scad_diagnostics_parser_new:
 * @document_path: (nullable): absolute path of the document, which the program calls `<stdin>`;
 *   %NULL when it has none
 * @folder: absolute path of the program's working folder
 * @n_document_lines: lines of the document; a place behind the last one is moved to it. 0: unknown
 *
 * Returns: (transfer full): a parser
 */
ScadDiagnosticsParser *
scad_diagnostics_parser_new (const char *document_path, const char *folder, guint n_document_lines)
{
  ScadDiagnosticsParser *self;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_new0 (ScadDiagnosticsParser, 1);
  self->document_path = g_strdup (document_path);
  self->document_real = document_path != NULL ? resolve_path (document_path) : NULL;
  self->folder = resolve_path (folder);
  self->n_document_lines = n_document_lines;
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->index = g_hash_table_new (entry_hash, entry_equal);
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, place_free);
  self->line = g_string_sized_new (256);
  self->message = g_string_sized_new (256);

  return self;
}

/**
 * scad_diagnostics_parser_free:
 * @self: (transfer full): a parser
 */
void
scad_diagnostics_parser_free (ScadDiagnosticsParser *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->index);
  g_ptr_array_unref (self->entries);
  g_hash_table_unref (self->places);
  g_string_free (self->line, TRUE);
  g_string_free (self->message, TRUE);
  g_free (self->document_path);
  g_free (self->document_real);
  g_free (self->folder);
  g_free (self);
}

static Place *
place_new (ScadDiagnosticsParser *self, const char *name)
{
  Place *place = g_new0 (Place, 1);
  g_autofree char *path = NULL;
  g_autofree char *real = NULL;

  if (name[0] != '\0' && strcmp (name, "<stdin>") != 0)
    {
      path = g_canonicalize_filename (name, self->folder);
      real = resolve_path (path);
    }
  place->in_document =
    path == NULL || (self->document_real != NULL && strcmp (real, self->document_real) == 0);
  if (place->in_document)
    place->path = g_strdup (self->document_path);
  else
    place->path = g_utf8_make_valid (path, -1);

  return place;
}

/* What the file called @name is; NULL when the stream names more files than any model has. The last
 * one is remembered, as messages about a file come in rows. */
static const Place *
find_place (ScadDiagnosticsParser *self, const char *name, gsize length)
{
  g_autofree char *key = NULL;

  if (self->last_name != NULL && self->last_name_length == length &&
      memcmp (self->last_name, name, length) == 0)
    return self->last_place;

  key = g_strndup (name, length);
  if (!g_hash_table_contains (self->places, key))
    {
      Place *place;

      if (g_hash_table_size (self->places) >= MAX_FILES)
        return NULL;
      place = place_new (self, key);
      g_hash_table_insert (self->places, g_steal_pointer (&key), place);
      key = g_strndup (name, length);
    }
  g_hash_table_lookup_extended (
    self->places, key, (gpointer *) &self->last_name, (gpointer *) &self->last_place);
  self->last_name_length = strlen (self->last_name);

  return self->last_place;
}

/* The last occurrence of @needle within @length bytes. */
static const char *
find_last (const char *haystack, gsize length, const char *needle)
{
  gsize needle_length = strlen (needle);
  const char *end = haystack + length;

  while (end - haystack >= (gssize) needle_length)
    {
      const char *found = memrchr (haystack, needle[0], end - haystack - (needle_length - 1));

      if (found == NULL)
        return NULL;
      if (memcmp (found, needle, needle_length) == 0)
        return found;
      end = found + needle_length - 1;
    }

  return NULL;
}

/* Reads "N" followed by nothing, "." or ": more" up to @end. (out) @rest: what stands after. */
static int
parse_line_number (const char *text, const char *end, const char **rest)
{
  gint64 number = 0;
  const char *p = text;

  while (p < end && g_ascii_isdigit (*p) && number < G_MAXINT / 10)
    number = number * 10 + (*p++ - '0');
  if (p == text)
    return 0;
  if (p < end && *p == '.' && p + 1 == end)
    p++;
  if (p < end && *p != ':')
    return 0;
  while (p < end && (*p == ':' || *p == ' '))
    p++;
  *rest = p;

  return (int) number;
}

/* Takes the place out of the message: "TEXT in file NAME, line N", the same with a comma before
 * "in" and a full stop at the end (2019), or "TEXT in file "NAME", line N: MORE" (2015). @scratch
 * holds the text in the last case. */
static void
split_place (ScadDiagnosticsParser *self, Message *message, char **scratch)
{
  static const char in_file[] = " in file ";
  const char *end = message->text + message->length;
  const char *number = find_last (message->text, message->length, ", line ");
  const char *name, *name_end, *text_end, *rest = NULL;
  const Place *place;
  int line;

  if (number == NULL)
    return;
  line = parse_line_number (number + strlen (", line "), end, &rest);
  name = find_last (message->text, number - message->text, in_file);
  if (line == 0 || name == NULL)
    return;

  text_end = name > message->text && name[-1] == ',' ? name - 1 : name;
  name += strlen (in_file);
  name_end = number;
  if (name_end - name >= 2 && name[0] == '"' && name_end[-1] == '"')
    {
      name++;
      name_end--;
    }
  place = find_place (self, name, name_end - name);
  if (place == NULL)
    return;

  message->place = place;
  message->line = line;
  if (place->in_document && self->n_document_lines > 0)
    message->line = MIN (line, (int) MIN (self->n_document_lines, G_MAXINT));
  if (rest < end)
    {
      *scratch = g_strdup_printf ("%.*s: %.*s", (int) (text_end - message->text), message->text,
                                  (int) (end - rest), rest);
      message->text = *scratch;
      message->length = strlen (*scratch);
    }
  else
    {
      message->length = text_end - message->text;
    }
}

/* The index of the last entry that is no error, or -1. */
static int
find_dispensable (ScadDiagnosticsParser *self)
{
  if (self->n_dispensable == 0)
    return -1;
  for (int i = (int) self->entries->len - 1; i >= 0; i--)
    {
      const Entry *entry = g_ptr_array_index (self->entries, i);

      if (entry->diagnostic->severity != SCAD_SEVERITY_ERROR)
        return i;
    }
  g_assert_not_reached ();
}

static void
omit_entry (ScadDiagnosticsParser *self, int i)
{
  Entry *entry = g_ptr_array_index (self->entries, i);

  self->n_omitted += entry->diagnostic->count;
  if (entry->diagnostic->severity != SCAD_SEVERITY_ERROR)
    self->n_dispensable--;
  g_hash_table_remove (self->index, entry);
  g_ptr_array_remove_index (self->entries, i);
}

/* Whether there is room for another entry; an error takes the place of the newest other one. */
static gboolean
make_room (ScadDiagnosticsParser *self, ScadSeverity severity)
{
  int i;

  if (self->entries->len < SCAD_DIAGNOSTICS_MAX)
    return TRUE;
  i = severity == SCAD_SEVERITY_ERROR ? find_dispensable (self) : -1;
  if (i >= 0)
    omit_entry (self, i);
  else
    self->n_omitted++;

  return i >= 0;
}

static void
store_message (ScadDiagnosticsParser *self, const Message *message)
{
  ScadDiagnostic probe = { .severity = message->severity,
                           .line = message->line,
                           .text = (char *) message->text };
  Entry key = { .diagnostic = &probe,
                .place = message->place,
                .hash = message_hash (message) };
  Entry *entry = g_hash_table_lookup (self->index, &key);

  if (entry != NULL)
    {
      entry->diagnostic->count++;
      return;
    }
  if (!make_room (self, message->severity))
    return;

  entry = g_new0 (Entry, 1);
  entry->place = message->place;
  entry->hash = key.hash;
  entry->diagnostic =
    scad_diagnostic_new (message->severity, message->place != NULL ? message->place->path : NULL,
                         message->place != NULL && message->place->in_document, message->line,
                         message->text);
  g_ptr_array_add (self->entries, entry);
  g_hash_table_add (self->index, entry);
  if (message->severity != SCAD_SEVERITY_ERROR)
    self->n_dispensable++;
}

/* Ends the message under way. */
static void
flush_message (ScadDiagnosticsParser *self)
{
  g_autofree char *scratch = NULL;
  g_autofree char *valid = NULL;
  Message message = { .severity = self->severity };

  if (!self->pending)
    return;
  self->pending = FALSE;
  self->open_quote = FALSE;
  message.text = self->message->str;
  message.length = self->message->len;
  /* An echo is the user's own text: what looks like a place there is none. */
  if (self->severity != SCAD_SEVERITY_ECHO)
    split_place (self, &message, &scratch);

  if (message.text == self->message->str)
    self->message->str[message.length] = '\0';
  if (!g_utf8_validate_len (message.text, message.length, NULL))
    {
      valid = g_utf8_make_valid (message.text, message.length);
      message.text = valid;
      message.length = strlen (valid);
    }
  store_message (self, &message);
}

/* Appends to a buffer that must not grow beyond LINE_BYTES. Returns whether all of it fitted. */
static gboolean
append_bounded (GString *buffer, const char *data, gsize length)
{
  gsize room = buffer->len < LINE_BYTES ? LINE_BYTES - buffer->len : 0;

  g_string_append_len (buffer, data, MIN (length, room));

  return length <= room;
}

/* Ends a buffer that was cut: at a character's end, and so that one sees it. */
static void
append_ellipsis (GString *buffer)
{
  const char *end;

  if (!g_utf8_validate_len (buffer->str, buffer->len, &end) &&
      buffer->str + buffer->len - end < 4)
    g_string_truncate (buffer, end - buffer->str);
  g_string_append (buffer, ELLIPSIS);
}

static void
append_to_message (ScadDiagnosticsParser *self, const char *data, gsize length)
{
  if (self->message_cut)
    return;
  if (!append_bounded (self->message, data, length))
    {
      self->message_cut = TRUE;
      append_ellipsis (self->message);
    }
}

/* Whether the bytes hold an odd number of quotation marks. */
static gboolean
is_odd_quoted (const char *data, gsize length)
{
  const char *end = data + length;
  gboolean odd = FALSE;

  while ((data = memchr (data, '"', end - data)) != NULL)
    {
      odd = !odd;
      data++;
    }

  return odd;
}

static void
begin_message (ScadDiagnosticsParser *self, ScadSeverity severity, const char *data, gsize length)
{
  flush_message (self);
  g_string_truncate (self->message, 0);
  self->message_cut = FALSE;
  self->pending = TRUE;
  self->severity = severity;
  self->open_quote = severity != SCAD_SEVERITY_INFO && is_odd_quoted (data, length);
  append_to_message (self, data, length);
}

static void
continue_message (ScadDiagnosticsParser *self, const char *data, gsize length)
{
  append_to_message (self, "\n", 1);
  append_to_message (self, data, length);
  if (is_odd_quoted (data, length))
    self->open_quote = !self->open_quote;
}

/* Finds "PREFIX: " at the line's start. (out) @skip: its length. */
static gboolean
match_severity (const char *line, gsize length, ScadSeverity *severity, gsize *skip)
{
  const char *colon = memchr (line, ':', MIN (length, 20));
  gsize prefix_length;

  if (colon == NULL)
    return FALSE;
  prefix_length = colon - line;
  for (guint i = 0; i < G_N_ELEMENTS (severities); i++)
    if (strlen (severities[i].prefix) == prefix_length &&
        memcmp (line, severities[i].prefix, prefix_length) == 0)
      {
        *severity = severities[i].severity;
        *skip = prefix_length + 1;
        if (*skip < length && line[*skip] == ' ')
          (*skip)++;
        return TRUE;
      }

  return FALSE;
}

/* Whether the line belongs to a string that an earlier line began, though it looks like a message
 * of its own, as in echo("\nERROR: no such part"): it ends the string. */
static gboolean
closes_string (const ScadDiagnosticsParser *self, const char *line, gsize length)
{
  return self->open_quote && line[length - 1] == '"' && is_odd_quoted (line, length);
}

static gboolean
take_statistic (ScadDiagnosticsParser *self, const char *line, gsize length)
{
  if (self->open_quote && memchr (line, '"', length) != NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (statistics); i++)
    {
      gsize prefix_length = strlen (statistics[i].prefix);

      if (length >= prefix_length && memcmp (line, statistics[i].prefix, prefix_length) == 0)
        {
          self->facts |= statistics[i].facts;
          flush_message (self);
          return TRUE;
        }
    }

  return FALSE;
}

static void
remember_line (ScadDiagnosticsParser *self, const char *line, gsize length)
{
  self->last_line_length = MIN (length, LAST_LINE_BYTES);
  memcpy (self->last_line, line, self->last_line_length);
}

/* A line without severity and outside of any message: the program's libraries speak. */
static void
take_plain_line (ScadDiagnosticsParser *self, const char *line, gsize length)
{
  static const char *const signs[] = { "bad_alloc", "ut of memory", "emory allocation failed" };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (find_last (line, length, signs[i]) != NULL)
      self->facts |= SCAD_DIAGNOSTICS_FACT_OUT_OF_MEMORY;
  begin_message (self, SCAD_SEVERITY_INFO, line, length);
}

static void
take_line (ScadDiagnosticsParser *self, const char *line, gsize length)
{
  ScadSeverity severity;
  gsize skip;

  if (length > 0 && line[length - 1] == '\r')
    length--;
  if (length == 0)
    {
      if (self->pending && self->open_quote)
        continue_message (self, "", 0);
      return;
    }

  if (match_severity (line, length, &severity, &skip) && !closes_string (self, line, length))
    begin_message (self, severity, line + skip, length - skip);
  else if (take_statistic (self, line, length))
    return;
  else if (self->pending && (self->open_quote || self->severity == SCAD_SEVERITY_ECHO))
    continue_message (self, line, length);
  else
    take_plain_line (self, line, length);
  remember_line (self, line, length);
}

static void
take_buffered_line (ScadDiagnosticsParser *self)
{
  if (self->line_cut)
    append_ellipsis (self->line);
  take_line (self, self->line->str, self->line->len);
  g_string_truncate (self->line, 0);
  self->line_cut = FALSE;
}

/**
 * scad_diagnostics_parser_feed:
 * @self: a parser
 * @data: the next piece of the stream, which may begin and end anywhere
 * @length: its length in bytes
 */
void
scad_diagnostics_parser_feed (ScadDiagnosticsParser *self, const char *data, gsize length)
{
  const char *end = data + length;

  g_return_if_fail (self != NULL);
  g_return_if_fail (data != NULL || length == 0);

  while (data < end)
    {
      const char *newline = memchr (data, '\n', end - data);
      gsize piece = (newline != NULL ? newline : end) - data;

      if (newline != NULL && self->line->len == 0 && piece <= LINE_BYTES)
        {
          take_line (self, data, piece);
        }
      else
        {
          if (!self->line_cut)
            self->line_cut = !append_bounded (self->line, data, piece);
          if (newline != NULL)
            take_buffered_line (self);
        }
      data += piece + (newline != NULL ? 1 : 0);
    }
}

/* The entry that tells how many messages are missing takes the place of another one. */
static ScadDiagnostic *
new_omission (ScadDiagnosticsParser *self)
{
  g_autofree char *text = NULL;

  if (self->entries->len == SCAD_DIAGNOSTICS_MAX)
    {
      int i = find_dispensable (self);

      omit_entry (self, i >= 0 ? i : (int) self->entries->len - 1);
    }
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more message was left out.",
                                       "%u more messages were left out.", self->n_omitted),
                          self->n_omitted);

  return scad_diagnostic_new (SCAD_SEVERITY_INFO, NULL, FALSE, 0, text);
}

/**
 * scad_diagnostics_parser_finish:
 * @self: a parser
 *
 * Ends the stream and hands out what it contained. The parser holds no message after that.
 *
 * Returns: (transfer full) (element-type ScadDiagnostic): at most %SCAD_DIAGNOSTICS_MAX, in order of
 *   first appearance; when more distinct ones came, the last says how many were left out. An error
 *   is only left out when there are more errors than that.
 */
GPtrArray *
scad_diagnostics_parser_finish (ScadDiagnosticsParser *self)
{
  GPtrArray *diagnostics;
  ScadDiagnostic *omission;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->line->len > 0)
    take_buffered_line (self);
  flush_message (self);

  omission = self->n_omitted > 0 ? new_omission (self) : NULL;
  diagnostics = g_ptr_array_new_full (self->entries->len + 1,
                                      (GDestroyNotify) scad_diagnostic_free);
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      g_ptr_array_add (diagnostics, g_steal_pointer (&entry->diagnostic));
    }
  if (omission != NULL)
    g_ptr_array_add (diagnostics, omission);
  g_hash_table_remove_all (self->index);
  g_ptr_array_set_size (self->entries, 0);
  self->n_dispensable = 0;
  self->n_omitted = 0;

  return diagnostics;
}

/**
 * scad_diagnostics_parser_get_facts:
 * @self: a parser
 *
 * Returns: what the stream said about the model so far
 */
ScadDiagnosticsFacts
scad_diagnostics_parser_get_facts (const ScadDiagnosticsParser *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->facts;
}

/**
 * scad_diagnostics_parser_dup_last_line:
 * @self: a parser
 *
 * Returns: (transfer full) (nullable): the last line that is not a statistic, perhaps shortened
 */
char *
scad_diagnostics_parser_dup_last_line (const ScadDiagnosticsParser *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->last_line_length > 0 ? g_utf8_make_valid (self->last_line, self->last_line_length)
                                    : NULL;
}
