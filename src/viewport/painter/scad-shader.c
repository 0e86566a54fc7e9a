/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Shader programs from the embedded sources. Needs a current context. */

#define G_LOG_DOMAIN "scadscope-viewport"

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "scad-painter-private.h"

#define SHADERS "/io/github/scadscope/Scadscope/shaders/"

static const char gl_preamble[] = "#version 330 core\n";
static const char gles_preamble[] = "#version 300 es\n"
                                    "precision highp float;\n";

static char *
get_log (GLuint object,
         void (*get_parameter) (GLuint, GLenum, GLint *),
         void (*get_text) (GLuint, GLsizei, GLsizei *, char *))
{
  GLint length = 0;
  char *text;

  get_parameter (object, GL_INFO_LOG_LENGTH, &length);
  text = g_malloc0 ((gsize)MAX (length, 0) + 1);
  if (length > 0)
    get_text (object, length, NULL, text);
  return g_strchomp (text);
}

static void
get_shader_parameter (GLuint shader, GLenum name, GLint *value)
{
  glGetShaderiv (shader, name, value);
}

static void
get_shader_log (GLuint shader, GLsizei size, GLsizei *length, char *text)
{
  glGetShaderInfoLog (shader, size, length, text);
}

static void
get_program_parameter (GLuint program, GLenum name, GLint *value)
{
  glGetProgramiv (program, name, value);
}

static void
get_program_log (GLuint program, GLsizei size, GLsizei *length, char *text)
{
  glGetProgramInfoLog (program, size, length, text);
}

static GLuint
compile (GLenum kind, const char *file, gboolean gles, GError **error)
{
  g_autofree char *path = g_strconcat (SHADERS, file, NULL);
  g_autoptr (GBytes) source = g_resources_lookup_data (path, 0, error);
  g_autofree char *log = NULL;
  const char *texts[2];
  GLuint shader;
  GLint ok = 0;

  if (source == NULL)
    return 0;
  texts[0] = gles ? gles_preamble : gl_preamble;
  texts[1] = g_bytes_get_data (source, NULL);
  shader = glCreateShader (kind);
  glShaderSource (shader, 2, texts, NULL);
  glCompileShader (shader);
  glGetShaderiv (shader, GL_COMPILE_STATUS, &ok);
  if (ok)
    return shader;
  log = get_log (shader, get_shader_parameter, get_shader_log);
  g_set_error (error, SCAD_PAINTER_ERROR, SCAD_PAINTER_ERROR_SHADER,
               /* Translators: a file's name, and the graphics driver's own words */
               _ ("The graphics driver cannot compile %s: %s"), file, log);
  glDeleteShader (shader);
  return 0;
}

static GLuint
link_program (GLuint vertex, GLuint fragment, const char *name, GError **error)
{
  GLuint program = glCreateProgram ();
  g_autofree char *log = NULL;
  GLint ok = 0;

  glAttachShader (program, vertex);
  glAttachShader (program, fragment);
  glLinkProgram (program);
  glGetProgramiv (program, GL_LINK_STATUS, &ok);
  if (ok)
    return program;
  log = get_log (program, get_program_parameter, get_program_log);
  g_set_error (error, SCAD_PAINTER_ERROR, SCAD_PAINTER_ERROR_SHADER,
               _ ("The graphics driver cannot link %s: %s"), name, log);
  glDeleteProgram (program);
  return 0;
}

GLuint
scad_shader_program_new (const char *name, gboolean gles, GError **error)
{
  g_autofree char *vertex_file = g_strconcat (name, ".vert", NULL);
  g_autofree char *fragment_file = g_strconcat (name, ".frag", NULL);
  GLuint vertex, fragment, program = 0;

  vertex = compile (GL_VERTEX_SHADER, vertex_file, gles, error);
  if (vertex == 0)
    return 0;
  fragment = compile (GL_FRAGMENT_SHADER, fragment_file, gles, error);
  if (fragment != 0)
    program = link_program (vertex, fragment, name, error);
  glDeleteShader (vertex);
  if (fragment != 0)
    glDeleteShader (fragment);
  return program;
}
