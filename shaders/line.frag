in vec4 line_color;

out vec4 fragment;

void
main ()
{
  fragment = line_color;
}
