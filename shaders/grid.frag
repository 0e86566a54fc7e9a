// Lines of three decades: the finest fades as the view moves away, the next takes its place. Each is
// one pixel wide whatever the distance, and fades before its lines would run together.
in vec2 ground;
in vec2 distance;

uniform vec4 color;
uniform float fine_step;
uniform float fine_strength;

out vec4 fragment;

float
lines (float cell)
{
  vec2 at = ground / cell;
  vec2 width = max (fwidth (at), vec2 (1e-6));
  vec2 near = abs (fract (at - 0.5) - 0.5) / width;
  vec2 shown = clamp (1.0 - near, 0.0, 1.0) * clamp (1.2 - 3.0 * width, 0.0, 1.0);

  return max (shown.x, shown.y);
}

void
main ()
{
  float strength = max (max (lines (fine_step) * 0.45 * fine_strength, lines (fine_step * 10.0) * 0.6),
                        lines (fine_step * 100.0));
  float fade = clamp (1.0 - length (distance), 0.0, 1.0);

  fragment = vec4 (color.rgb, color.a * strength * fade);
}
