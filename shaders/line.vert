// Points that are in clip space already.
layout (location = 0) in vec4 position;
layout (location = 1) in vec4 color;

out vec4 line_color;

void
main ()
{
  line_color = color;
  gl_Position = position;
}
