/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What mouse, touchpad and keyboard do to the camera. Main thread. */

#define G_LOG_DOMAIN "scadscope-viewport"

#include "config.h"

#include <math.h>

#include "scad-viewport-private.h"

#define ORBIT_DEGREES_PER_PIXEL 0.4
#define ORBIT_DEGREES_PER_KEY 15
#define ZOOM_PER_STEP 1.15
/* What a touchpad reports for a swipe is more than a wheel for its clicks. */
#define TOUCHPAD_SCALE 0.2

static double
get_aspect (ScadViewport *self)
{
  int height = gtk_widget_get_height (self->area);

  return height > 0 ? (double)gtk_widget_get_width (self->area) / height : 1;
}

/* By a power of the step; a positive one comes nearer, to what is under the pointer. */
static void
zoom (ScadViewport *self, double steps, double x, double y)
{
  int width = gtk_widget_get_width (self->area), height = gtk_widget_get_height (self->area);

  if (width <= 0 || height <= 0)
    return;
  scad_camera_zoom (&self->camera, pow (ZOOM_PER_STEP, -steps), 2 * x / width - 1,
                    1 - 2 * y / height, get_aspect (self));
  scad_viewport_queue_draw (self);
}

static void
zoom_to_middle (ScadViewport *self, double steps)
{
  zoom (self, steps, gtk_widget_get_width (self->area) / 2.0,
        gtk_widget_get_height (self->area) / 2.0);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, ScadViewport *self)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->drag_pans = button != GDK_BUTTON_PRIMARY || (state & GDK_SHIFT_MASK) != 0;
  self->drag_x = self->drag_y = 0;
}

static void
drag_update_cb (GtkGestureDrag *gesture, double x, double y, ScadViewport *self)
{
  double dx = x - self->drag_x, dy = y - self->drag_y;
  int height = MAX (gtk_widget_get_height (self->area), 1);

  self->drag_x = x;
  self->drag_y = y;
  if (self->drag_pans)
    scad_camera_pan (&self->camera, dx / height, dy / height);
  else
    scad_camera_orbit (&self->camera, -dx * ORBIT_DEGREES_PER_PIXEL, dy * ORBIT_DEGREES_PER_PIXEL);
  scad_viewport_queue_draw (self);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, ScadViewport *self)
{
  if (n_press == 2)
    scad_viewport_fit (self);
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, ScadViewport *self)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, ScadViewport *self)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));
  gboolean smooth = event != NULL && gdk_scroll_event_get_direction (event) == GDK_SCROLL_SMOOTH;
  GdkDevice *device = event != NULL ? gdk_event_get_device (event) : NULL;

  /* A touchpad speaks in pixels, a wheel in clicks. */
  if (smooth && device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHPAD)
    dy *= TOUCHPAD_SCALE;
  zoom (self, -dy, self->pointer_x, self->pointer_y);
  return GDK_EVENT_STOP;
}

static void
pinch_begin_cb (GtkGesture *gesture, GdkEventSequence *sequence, ScadViewport *self)
{
  self->pinch_scale = 1;
}

static void
pinch_cb (GtkGestureZoom *gesture, double scale, ScadViewport *self)
{
  double x, y;

  if (scale <= 0 || !gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    return;
  zoom (self, log (scale / self->pinch_scale) / log (ZOOM_PER_STEP), x, y);
  self->pinch_scale = scale;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                ScadViewport *self)
{
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Left:
      scad_camera_orbit (&self->camera, -ORBIT_DEGREES_PER_KEY, 0);
      break;
    case GDK_KEY_Right:
      scad_camera_orbit (&self->camera, ORBIT_DEGREES_PER_KEY, 0);
      break;
    case GDK_KEY_Up:
      scad_camera_orbit (&self->camera, 0, ORBIT_DEGREES_PER_KEY);
      break;
    case GDK_KEY_Down:
      scad_camera_orbit (&self->camera, 0, -ORBIT_DEGREES_PER_KEY);
      break;
    case GDK_KEY_plus:
    case GDK_KEY_KP_Add:
    case GDK_KEY_equal:
      zoom_to_middle (self, 1);
      break;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      zoom_to_middle (self, -1);
      break;
    case GDK_KEY_Home:
      scad_viewport_fit (self);
      break;
    default:
      return GDK_EVENT_PROPAGATE;
    }
  scad_viewport_queue_draw (self);
  return GDK_EVENT_STOP;
}

static void
add_pointer (ScadViewport *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll
      = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  g_signal_connect (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (self->area, motion);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (self->area, scroll);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), 0);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (self->area, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (self->area, GTK_EVENT_CONTROLLER (click));
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  gtk_widget_add_controller (self->area, GTK_EVENT_CONTROLLER (pinch));
}

/* Lets the pointer and the keyboard move the camera. */
void
scad_viewport_add_input (ScadViewport *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();

  add_pointer (self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
}
