// Flat shading: the face's normal comes from the derivatives of the position, so that the mesh needs
// none. It always points to the viewer; which side of the face that is, gl_FrontFacing tells.
in vec3 view_position;
flat in vec4 face_color;

uniform vec3 up;          // the model's z in view space
uniform vec4 model_color; // where the face has no color of its own (alpha 0)
uniform vec3 back_color;
uniform float saturation; // below 1: stale
uniform vec3 background;
uniform float strength;   // how far from the background: below 1: stale
uniform float unlit;      // 1: flat models are not shaded

out vec4 fragment;

void
main ()
{
  vec3 normal = normalize (cross (dFdx (view_position), dFdy (view_position)));
  vec4 base = face_color.a > 0.0 ? face_color : model_color;
  vec3 color = gl_FrontFacing || unlit > 0.5 ? base.rgb : back_color;
  float key = max (dot (normal, normalize (vec3 (-0.45, 0.55, 0.75))), 0.0);
  float fill = max (dot (normal, normalize (vec3 (0.75, -0.1, 0.5))), 0.0);
  float sky = 0.5 + 0.5 * dot (normal, up);
  float light = mix (0.26 + 0.16 * sky + 0.58 * key + 0.16 * fill, 1.0, unlit);
  float gray;

  color *= light;
  gray = dot (color, vec3 (0.2126, 0.7152, 0.0722));
  color = mix (vec3 (gray), color, saturation);
  fragment = vec4 (mix (background, color, strength), 1.0);
}
