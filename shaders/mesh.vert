// A triangle's corner. Positions are taken relative to the middle of the mesh before anything is
// multiplied, so that a model far from the origin does not tremble.
layout (location = 0) in vec3 position;
layout (location = 1) in vec4 color;

uniform vec3 center;
uniform mat4 view;
uniform mat4 projection;

out vec3 view_position;
flat out vec4 face_color;

void
main ()
{
  vec4 p = view * vec4 (position - center, 1.0);

  view_position = p.xyz;
  face_color = color;
  gl_Position = projection * p;
}
