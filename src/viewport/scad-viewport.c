/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The 3D view: a thin widget around the painter. Owns the camera, the upload in slices while the mesh
 * before is still shown, and the page that says why there is no 3D. GL objects live from realize to
 * unrealize; the mesh stays. What moves the camera is in scad-viewport-input.c. Main thread. */

#define G_LOG_DOMAIN "scadscope-viewport"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "scad-viewport-private.h"

/* How long a frame may spend on the upload: what is left of 16 ms belongs to the drawing. */
#define UPLOAD_BUDGET_US 4000

enum
{
  PROP_0,
  PROP_STALE,
  PROP_ORTHOGRAPHIC,
  PROP_SHOW_GRID,
  PROP_SHOW_AXES,
  PROP_DARK,
  PROP_ERROR,
  N_PROPS
};

enum
{
  SIGNAL_MESH_SHOWN,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (ScadViewport, scad_viewport, GTK_TYPE_WIDGET)

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

void
scad_viewport_queue_draw (ScadViewport *self)
{
  gtk_gl_area_queue_render (GTK_GL_AREA (self->area));
}

/* The app goes on without 3D, and says why in the driver's words. */
static void
set_error (ScadViewport *self, const char *message)
{
  g_free (self->error);
  self->error = g_strdup (message);
  if (message != NULL)
    gtk_label_set_text (self->error_label, message);
  gtk_stack_set_visible_child (GTK_STACK (self->stack),
                               message != NULL ? self->error_page : self->area);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static gboolean
announce_cb (gpointer user_data)
{
  ScadViewport *self = user_data;

  self->shown_source = 0;
  g_signal_emit (self, signals[SIGNAL_MESH_SHOWN], 0);
  return G_SOURCE_REMOVE;
}

/* The first frame with the whole mesh: waits for the GPU, once, so that the figure is true. */
static void
measure_first_frame (ScadViewport *self)
{
  glFinish ();
  self->announced = TRUE;
  self->metrics.first_frame_us = g_get_monotonic_time () - self->set_us;
  self->metrics.gpu_bytes = scad_painter_get_gpu_bytes (&self->painter);
  /* Not in the middle of a frame: handlers change labels. */
  if (self->shown_source == 0)
    self->shown_source = g_idle_add (announce_cb, self);
}

static gboolean
render_cb (GtkGLArea *area, GdkGLContext *context, ScadViewport *self)
{
  ScadFrame frame = {
    .width = self->width,
    .height = self->height,
    .camera = self->camera,
    .dark = self->dark,
    .stale = self->stale,
    .show_grid = self->show_grid,
    .show_axes = self->show_axes,
    .cull = self->closed && self->painter.shown.mesh == self->mesh,
  };

  if (!self->ready || frame.width <= 0 || frame.height <= 0)
    return GDK_EVENT_PROPAGATE;
  scad_painter_draw (&self->painter, &frame);
  if (self->mesh != NULL && !self->announced && self->painter.shown.mesh == self->mesh)
    measure_first_frame (self);
  return GDK_EVENT_STOP;
}

static gboolean
upload_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  ScadViewport *self = SCAD_VIEWPORT (widget);
  gint64 begin_us = g_get_monotonic_time ();
  gboolean done;

  gtk_gl_area_make_current (GTK_GL_AREA (self->area));
  done = scad_painter_upload_step (&self->painter, UPLOAD_BUDGET_US);
  self->metrics.upload_us += g_get_monotonic_time () - begin_us;
  self->metrics.n_slices++;
  if (!done)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  scad_viewport_queue_draw (self);
  return G_SOURCE_REMOVE;
}

static void
stop_upload (ScadViewport *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
}

static void
start_upload (ScadViewport *self)
{
  g_autoptr (GError) error = NULL;

  stop_upload (self);
  if (!self->ready)
    return;
  gtk_gl_area_make_current (GTK_GL_AREA (self->area));
  if (!scad_painter_set_mesh (&self->painter, self->mesh, &error))
    {
      set_error (self, error->message);
      return;
    }
  self->announced = FALSE;
  self->metrics = (ScadViewportMetrics){ 0 };
  if (self->mesh != NULL)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), upload_tick_cb, NULL, NULL);
  scad_viewport_queue_draw (self);
}

/* A context of the given kind, made current once so that what is wrong with it shows now. */
static GdkGLContext *
try_context (GtkGLArea *area, GdkGLAPI api, int major, int minor, GError **error)
{
  GdkSurface *surface = gtk_native_get_surface (gtk_widget_get_native (GTK_WIDGET (area)));
  g_autoptr (GdkGLContext) context = gdk_surface_create_gl_context (surface, error);

  if (context == NULL)
    return NULL;
  gdk_gl_context_set_allowed_apis (context, api);
  gdk_gl_context_set_required_version (context, major, minor);
  if (!gdk_gl_context_realize (context, error))
    return NULL;
  return g_steal_pointer (&context);
}

static GdkGLContext *
create_context_cb (GtkGLArea *area, ScadViewport *self)
{
  g_autoptr (GError) gl_error = NULL;
  g_autoptr (GError) gles_error = NULL;
  GdkGLContext *context = try_context (area, GDK_GL_API_GL, 3, 3, &gl_error);

  if (context == NULL)
    context = try_context (area, GDK_GL_API_GLES, 3, 0, &gles_error);
  if (context == NULL)
    gtk_gl_area_set_error (area, gl_error);
  return context;
}

static void
realize_cb (GtkWidget *area, ScadViewport *self)
{
  g_autoptr (GError) error = NULL;
  const GError *area_error;

  gtk_gl_area_make_current (GTK_GL_AREA (area));
  area_error = gtk_gl_area_get_error (GTK_GL_AREA (area));
  if (area_error != NULL)
    {
      set_error (self, area_error->message);
      return;
    }
  self->ready = scad_painter_init (&self->painter, &error);
  if (!self->ready)
    {
      set_error (self, error->message);
      return;
    }
  start_upload (self);
}

static void
unrealize_cb (GtkWidget *area, ScadViewport *self)
{
  stop_upload (self);
  if (!self->ready)
    return;
  gtk_gl_area_make_current (GTK_GL_AREA (area));
  scad_painter_clear (&self->painter);
  self->ready = FALSE;
}

static void
resize_cb (GtkGLArea *area, int width, int height, ScadViewport *self)
{
  self->width = width;
  self->height = height;
  if (self->fit_when_sized && width > 0 && height > 0)
    scad_viewport_fit (self);
}

static GtkWidget *
make_error_page (ScadViewport *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name ("computer-fail-symbolic");
  GtkWidget *title = gtk_label_new (_ ("No 3D View"));
  GtkWidget *hint = gtk_label_new (_ ("OpenGL does not work here. Models are still rendered and "
                                      "checked. Update the graphics driver, or start Scadscope "
                                      "with LIBGL_ALWAYS_SOFTWARE=1."));

  self->error_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_image_set_pixel_size (GTK_IMAGE (icon), 64);
  gtk_widget_add_css_class (icon, "dim-label");
  gtk_widget_add_css_class (title, "title-2");
  gtk_widget_add_css_class (GTK_WIDGET (self->error_label), "dim-label");
  gtk_label_set_selectable (self->error_label, TRUE);
  gtk_box_append (GTK_BOX (page), icon);
  gtk_box_append (GTK_BOX (page), title);
  gtk_box_append (GTK_BOX (page), hint);
  gtk_box_append (GTK_BOX (page), GTK_WIDGET (self->error_label));
  for (GtkWidget *child = title; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gtk_label_set_wrap (GTK_LABEL (child), TRUE);
      gtk_label_set_justify (GTK_LABEL (child), GTK_JUSTIFY_CENTER);
      gtk_label_set_max_width_chars (GTK_LABEL (child), 50);
    }
  gtk_widget_set_valign (page, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (page, 24);
  gtk_widget_set_margin_end (page, 24);
  return page;
}

static void
fit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  scad_viewport_fit (SCAD_VIEWPORT (widget));
}

static void
standard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const names[]
      = { "isometric", "front", "back", "left", "right", "top", "bottom" };
  const char *wanted = g_variant_get_string (parameter, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], wanted))
      scad_viewport_set_view (SCAD_VIEWPORT (widget), (ScadStandardView)i);
}

static gboolean *
find_switch (ScadViewport *self, guint prop_id)
{
  switch (prop_id)
    {
    case PROP_STALE:
      return &self->stale;
    case PROP_ORTHOGRAPHIC:
      return &self->camera.orthographic;
    case PROP_SHOW_GRID:
      return &self->show_grid;
    case PROP_SHOW_AXES:
      return &self->show_axes;
    case PROP_DARK:
      return &self->dark;
    default:
      return NULL;
    }
}

static void
set_switch (ScadViewport *self, guint prop_id, gboolean value)
{
  gboolean *field = find_switch (self, prop_id);

  if (field == NULL || *field == value)
    return;
  *field = value;
  scad_viewport_queue_draw (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
scad_viewport_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  ScadViewport *self = SCAD_VIEWPORT (object);

  if (find_switch (self, prop_id) == NULL)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  else
    set_switch (self, prop_id, g_value_get_boolean (value));
}

static void
scad_viewport_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  ScadViewport *self = SCAD_VIEWPORT (object);
  gboolean *field = find_switch (self, prop_id);

  if (field != NULL)
    g_value_set_boolean (value, *field);
  else if (prop_id == PROP_ERROR)
    g_value_set_string (value, self->error);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
scad_viewport_dispose (GObject *object)
{
  ScadViewport *self = SCAD_VIEWPORT (object);

  stop_upload (self);
  g_clear_handle_id (&self->shown_source, g_source_remove);
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_pointer (&self->mesh, scad_mesh_unref);
  g_clear_pointer (&self->error, g_free);
  G_OBJECT_CLASS (scad_viewport_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  static const struct
  {
    guint id;
    const char *name;
    gboolean value;
  } switches[] = {
    { PROP_STALE, "stale", FALSE },
    { PROP_ORTHOGRAPHIC, "orthographic", FALSE },
    { PROP_SHOW_GRID, "show-grid", TRUE },
    { PROP_SHOW_AXES, "show-axes", TRUE },
    { PROP_DARK, "dark", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    properties[switches[i].id]
        = g_param_spec_boolean (switches[i].name, NULL, NULL, switches[i].value,
                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                    | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
scad_viewport_class_init (ScadViewportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = scad_viewport_dispose;
  object_class->set_property = scad_viewport_set_property;
  object_class->get_property = scad_viewport_get_property;
  install_properties (object_class);
  signals[SIGNAL_MESH_SHOWN] = g_signal_new ("mesh-shown", SCAD_TYPE_VIEWPORT, G_SIGNAL_RUN_LAST, 0,
                                             NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_install_action (widget_class, "view.fit", NULL, fit_action);
  gtk_widget_class_install_action (widget_class, "view.standard", "s", standard_action);
  gtk_widget_class_install_property_action (widget_class, "view.orthographic", "orthographic");
  gtk_widget_class_install_property_action (widget_class, "view.grid", "show-grid");
  gtk_widget_class_install_property_action (widget_class, "view.axes", "show-axes");
}

static void
scad_viewport_init (ScadViewport *self)
{
  scad_camera_init (&self->camera);
  self->show_grid = self->show_axes = TRUE;
  self->area = gtk_gl_area_new ();
  gtk_gl_area_set_auto_render (GTK_GL_AREA (self->area), FALSE);
  g_signal_connect (self->area, "create-context", G_CALLBACK (create_context_cb), self);
  g_signal_connect_after (self->area, "realize", G_CALLBACK (realize_cb), self);
  g_signal_connect (self->area, "unrealize", G_CALLBACK (unrealize_cb), self);
  g_signal_connect (self->area, "resize", G_CALLBACK (resize_cb), self);
  g_signal_connect (self->area, "render", G_CALLBACK (render_cb), self);
  self->error_page = make_error_page (self);
  self->stack = gtk_stack_new ();
  gtk_stack_add_child (GTK_STACK (self->stack), self->area);
  gtk_stack_add_child (GTK_STACK (self->stack), self->error_page);
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The model, in 3D"), -1);
  scad_viewport_add_input (self);
}

GtkWidget *
scad_viewport_new (void)
{
  return g_object_new (SCAD_TYPE_VIEWPORT, NULL);
}

/**
 * scad_viewport_set_mesh:
 * @self: a viewport
 * @mesh: (nullable): what to show
 *
 * The present mesh stays on the screen until the new one is on the GPU. The first mesh brings the
 * camera to it; later ones leave the camera where it is.
 */
void
scad_viewport_set_mesh (ScadViewport *self, ScadMesh *mesh)
{
  g_return_if_fail (SCAD_IS_VIEWPORT (self));

  if (mesh == self->mesh)
    return;
  g_clear_pointer (&self->mesh, scad_mesh_unref);
  self->mesh = mesh != NULL ? scad_mesh_ref (mesh) : NULL;
  self->closed = FALSE;
  self->set_us = g_get_monotonic_time ();
  if (mesh != NULL && !self->fitted)
    scad_viewport_fit (self);
  start_upload (self);
}

ScadMesh *
scad_viewport_get_mesh (ScadViewport *self)
{
  g_return_val_if_fail (SCAD_IS_VIEWPORT (self), NULL);

  return self->mesh;
}

void
scad_viewport_set_closed (ScadViewport *self, gboolean closed)
{
  g_return_if_fail (SCAD_IS_VIEWPORT (self));

  if (self->closed == closed)
    return;
  self->closed = closed;
  scad_viewport_queue_draw (self);
}

void
scad_viewport_set_stale (ScadViewport *self, gboolean stale)
{
  g_return_if_fail (SCAD_IS_VIEWPORT (self));

  set_switch (self, PROP_STALE, stale);
}

gboolean
scad_viewport_get_stale (ScadViewport *self)
{
  g_return_val_if_fail (SCAD_IS_VIEWPORT (self), FALSE);

  return self->stale;
}

/**
 * scad_viewport_get_error:
 * @self: a viewport
 *
 * Returns: (transfer none) (nullable): why there is no 3D, in the driver's words
 */
const char *
scad_viewport_get_error (ScadViewport *self)
{
  g_return_val_if_fail (SCAD_IS_VIEWPORT (self), NULL);

  return self->error;
}

/**
 * scad_viewport_get_metrics:
 * @self: a viewport
 *
 * Returns: (transfer none): what showing the mesh cost; zeros until "mesh-shown"
 */
const ScadViewportMetrics *
scad_viewport_get_metrics (ScadViewport *self)
{
  g_return_val_if_fail (SCAD_IS_VIEWPORT (self), NULL);

  return &self->metrics;
}

void
scad_viewport_get_camera (ScadViewport *self, ScadCamera *camera)
{
  g_return_if_fail (SCAD_IS_VIEWPORT (self));

  *camera = self->camera;
}

/**
 * scad_viewport_fit:
 * @self: a viewport
 *
 * Brings the whole mesh into the frame, from where the camera looks.
 */
void
scad_viewport_fit (ScadViewport *self)
{
  g_return_if_fail (SCAD_IS_VIEWPORT (self));

  if (self->mesh == NULL)
    return;
  self->fitted = TRUE;
  /* Without a size there is no shape of the frame to fit into. */
  self->fit_when_sized = self->width <= 0 || self->height <= 0;
  if (self->fit_when_sized)
    return;
  scad_camera_fit (&self->camera, scad_mesh_get_bounds (self->mesh),
                   (double)self->width / self->height);
  scad_viewport_queue_draw (self);
}

void
scad_viewport_set_view (ScadViewport *self, ScadStandardView view)
{
  g_return_if_fail (SCAD_IS_VIEWPORT (self));

  scad_camera_set_view (&self->camera, view);
  scad_viewport_fit (self);
  scad_viewport_queue_draw (self);
}
