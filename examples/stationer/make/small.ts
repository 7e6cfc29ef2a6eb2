import { darker, ellipse, group, lighter, lit, path, post, rect, type Shape, stroke } from './drawing.ts';

const steel = '#c3cad4';

const clip = (colour: string): Shape => {
  const d = 'M-70,-30 H78 A38,38 0 0 1 78,46 H-92 A58,58 0 0 1 -92,-70 H92 A78,78 0 0 1 92,86 H-60';
  return (
    stroke(d, darker(colour, 0.3), 17) + stroke(d, colour, 11) + stroke(d, '#ffffff', 3, { opacity: 0.45 })
  );
};

const scattered = [
  [-290, -190, 24],
  [10, -230, -38],
  [290, -170, 68],
  [-330, 60, -62],
  [-70, 10, 12],
  [210, 50, -18],
  [-200, 250, -24],
  [90, 250, 46],
  [350, 240, 8],
] as const;

export const paperClips = (colours: string[]) =>
  scattered
    .map(([x, y, turn], i) =>
      group(`translate(${x} ${y}) rotate(${turn})`, clip(colours[i % colours.length] ?? steel)),
    )
    .join('');

export function binderClips(colour: string): Shape {
  const wire = (d: string) => stroke(d, '#7d8590', 15) + stroke(d, '#dfe4ea', 8);
  const one = [
    wire('M-74,-50 L-36,-196 Q-28,-226 0,-226 Q28,-226 36,-196 L74,-50'),
    path('M-146,-46 H146 L184,124 Q188,146 166,146 H-166 Q-188,146 -184,124Z', lit(colour)),
    path('M-184,124 Q-188,146 -166,146 H166 Q188,146 184,124Z', darker(colour, 0.4)),
    stroke('M-120,-10 L-146,106', '#ffffff', 7, { opacity: 0.18 }),
    rect(-152, -62, 304, 32, lit(lighter(colour, 0.22)), 16),
    wire('M-74,-46 L-38,66 Q-30,92 0,92 Q30,92 38,66 L74,-46'),
    rect(-104, -62, 42, 32, lit(lighter(colour, 0.34)), 14),
    rect(62, -62, 42, 32, lit(lighter(colour, 0.34)), 14),
  ].join('');
  return [
    group('translate(-180 80) rotate(-12) scale(1.2)', one),
    group('translate(205 -90) rotate(14) scale(.9)', one),
    group('translate(250 225) rotate(-6) scale(.62)', one),
  ].join('');
}

export const pushPins = (colours: string[]) =>
  scattered
    .map(([x, y, turn], i) => {
      const colour = colours[i % colours.length] ?? steel;
      return group(
        `translate(${x * 0.95} ${y * 0.95}) rotate(${turn})`,
        path('M-5,30 L0,130 L5,30Z', '#9aa2ae'),
        ellipse(0, 30, 62, 22, darker(colour, 0.25)),
        ellipse(0, 24, 62, 22, lit(colour)),
        path('M-34,-60 C-22,-30 -24,0 -36,22 A36,12 0 0 0 36,22 C24,0 22,-30 34,-60Z', post(colour)),
        ellipse(0, -62, 50, 20, darker(colour, 0.2)),
        ellipse(0, -70, 50, 20, lit(lighter(colour, 0.2))),
        ellipse(-14, -74, 20, 7, '#ffffff', { opacity: 0.6 }),
      );
    })
    .join('');

export const rubberBands = (colours: string[]) =>
  colours
    .map((colour, i) => {
      const [x = 0, y = 0, turn = 0, rx = 0, ry = 0] =
        [
          [-150, -90, -20, 230, 150],
          [150, -60, 30, 210, 130],
          [-40, 120, 8, 250, 120],
          [230, 150, -40, 150, 104],
          [-280, 150, 50, 140, 90],
          [60, 30, 80, 160, 150],
        ][i] ?? [];
      const d = `M${-rx},0 C${-rx},${-ry * 1.3} ${-rx * 0.3},${-ry * 0.7} 0,${-ry} S${rx},${-ry} ${rx},0 S${rx * 0.4},${ry * 1.2} 0,${ry * 0.85} S${-rx},${ry} ${-rx},0Z`;
      return group(
        `translate(${x} ${y}) rotate(${turn})`,
        stroke(d, darker(colour, 0.28), 19),
        stroke(d, colour, 14),
        stroke(d, '#ffffff', 3, { opacity: 0.4, 'stroke-dasharray': '90 60' }),
      );
    })
    .join('');
