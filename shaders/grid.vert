// A corner of the ground, found by its number.
uniform vec2 middle;  // of the ground, relative to the view's origin
uniform float radius;
uniform float height; // of z = 0, relative to the view's origin
uniform vec2 phase;   // what the lines' coordinates are ahead of "middle"
uniform mat4 view;
uniform mat4 projection;

out vec2 ground;   // coordinates that the lines are drawn at
out vec2 distance; // from the middle, 1 at the edge

void
main ()
{
  vec2 corner = vec2 (float (gl_VertexID % 2), float (gl_VertexID / 2)) * 2.0 - 1.0;

  distance = corner;
  ground = corner * radius + phase;
  gl_Position = projection * view * vec4 (middle + corner * radius, height, 1.0);
}
