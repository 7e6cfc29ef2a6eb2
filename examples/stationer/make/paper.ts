import {
  circle,
  darker,
  group,
  lighter,
  lit,
  mix,
  path,
  post,
  rect,
  type Shape,
  sheen,
  stroke,
  times,
} from './drawing.ts';

const page = '#fdfcf7';
const line = '#b9c4d6';

export function notebook(colour: string, ribbon: string): Shape {
  return group(
    'rotate(-9)',
    rect(-198, -296, 424, 612, darker(page, 0.25), 14),
    rect(-204, -302, 424, 612, darker(page, 0.08), 14),
    times(4, (i) => rect(214 - i * 3, -290, 1.5, 590, '#8a8aa0', 0, { opacity: 0.4 })),
    path('M-60,300 V372 L-44,352 L-28,372 V300Z', ribbon),
    rect(-214, -312, 424, 612, sheen(colour), 20),
    path('M-194,-312 H-154 V300 H-194 Q-214,300 -214,280 V-292 Q-214,-312 -194,-312Z', darker(colour, 0.22)),
    rect(-150, -312, 4, 612, lighter(colour, 0.35), 0, { opacity: 0.5 }),
    rect(-84, -220, 200, 96, lighter(colour, 0.82), 10),
    rect(-60, -188, 152, 7, mix(colour, page, 0.45), 3),
    rect(-60, -162, 104, 7, mix(colour, page, 0.45), 3),
    rect(154, -312, 22, 612, darker(colour, 0.42)),
    rect(158, -312, 5, 612, '#ffffff', 0, { opacity: 0.18 }),
  );
}

export function spiralPad(colour: string): Shape {
  return group(
    'rotate(7)',
    rect(-232, -268, 480, 600, darker(colour, 0.15), 16),
    rect(-240, -276, 480, 600, sheen(colour), 16),
    rect(-226, -262, 452, 572, darker(page, 0.1), 8),
    rect(-232, -268, 452, 572, page, 8),
    times(13, (i) => rect(-212, -170 + i * 35, 412, 2.5, line)),
    rect(-150, -262, 3, 560, '#e8838b'),
    rect(-244, -300, 488, 62, lit(colour), 14),
    times(15, (i) => {
      const x = -217 + i * 31;
      return (
        circle(x, -250, 8, darker(colour, 0.6)) +
        stroke(
          `M${x},-250 C${x - 16},-290 ${x - 6},-330 ${x + 6},-322 S${x + 14},-280 ${x + 4},-254`,
          '#5c6270',
          6,
        ) +
        stroke(`M${x - 4},-268 C${x - 10},-296 ${x - 4},-322 ${x + 4},-320`, '#eef1f5', 2.5)
      );
    }),
    stroke('M-120,-186 q18,-26 36,0 t36,0 t36,0 t36,0', '#3566b8', 6),
    stroke('M-120,-116 q14,-22 28,0 t28,0 t28,0 t28,0 t28,0 t28,0', '#3566b8', 6),
  );
}

/** A packet of paper, seen from a corner. */
export function ream(colour: string): Shape {
  const sheets = 17;
  return group(
    'translate(0 20)',
    path('M-400,20 L-30,190 V330 L-400,150Z', '#e6e4dc'),
    path('M-30,190 L400,-10 V120 L-30,330Z', '#cfccc2'),
    times(sheets, (i) =>
      stroke(`M-400,${28 + i * 7.6} L-30,${198 + i * 7.8} L400,${-2 + i * 7.2}`, '#a9a69b', 1.4, {
        opacity: 0.75,
      }),
    ),
    path('M-400,20 L40,-190 L400,-10 L-30,190Z', page),
    path('M-262,83 L172,-124 L316,-52 L-118,150Z', lighter(colour, 0.2)),
    path('M-262,83 L-118,150 V287 L-262,217Z', colour),
    path('M172,-124 L316,-52 L300,-44 L157,-117Z', '#ffffff', { opacity: 0.35 }),
    path('M-60,10 L40,-38 L96,-10 L-4,38Z', '#ffffff', { opacity: 0.9 }),
    path('M-30,11 L39,-22 L66,-9 L-3,24Z', colour),
  );
}

const curl = (size: number, colour: string): Shape =>
  [
    rect(-size + 8, -size + 10, size * 2, size * 2, darker(colour, 0.35), 4, { opacity: 0.5 }),
    path(
      `M${-size},${-size} H${size} V${size - 96} Q${size - 20},${size - 14} ${size - 120},${size} H${-size}Z`,
      sheen(colour),
    ),
    path(
      `M${size},${size - 96} Q${size - 20},${size - 14} ${size - 120},${size} Q${size - 60},${size - 44} ${size - 74},${size - 84} Q${size - 40},${size - 74} ${size},${size - 96}Z`,
      lighter(colour, 0.5),
    ),
    rect(-size, -size, size * 2, 44, darker(colour, 0.1), 0, { opacity: 0.35 }),
  ].join('');

export const stickyNotes = (colour: string) =>
  group(
    'rotate(-7)',
    times(6, (i) =>
      group(
        `translate(${18 - i * 3} ${20 - i * 3.4}) rotate(${[3, -1, 2, 0, 1, 0][i] ?? 0})`,
        rect(-240, -240, 480, 480, darker(colour, 0.2 - i * 0.02), 3),
      ),
    ),
    curl(240, colour),
    stroke('M-130,-60 h250 M-130,0 h200 M-130,60 h120', darker(colour, 0.55), 9, { opacity: 0.55 }),
  );

export const stickyBlocks = (colours: string[]) =>
  colours
    .map((colour, i) => {
      const place = [
        [-190, -120, -12],
        [170, -150, 9],
        [-150, 150, 6],
        [190, 130, -7],
      ][i] ?? [0, 0, 0];
      return group(
        `translate(${place[0]} ${place[1]}) rotate(${place[2]})`,
        times(5, (layer) =>
          rect(
            -148 + (5 - layer) * 3,
            -148 + (5 - layer) * 4,
            300,
            300,
            darker(colour, layer % 2 ? 0.14 : 0.24),
            3,
          ),
        ),
        group('scale(.625)', curl(240, colour)),
      );
    })
    .join('');

function envelope(colour: string, lining: string | undefined, seal: string | undefined): Shape {
  const edge = darker(colour, 0.16);
  return [
    rect(-320, -200, 640, 420, sheen(colour), 10),
    path(
      'M-320,-190 L-30,50 Q0,72 30,50 L320,-190 V210 Q320,220 310,220 H-310 Q-320,220 -320,210Z',
      lighter(colour, 0.1),
    ),
    path('M-318,214 L-40,24 M318,214 L40,24', 'none', { stroke: edge, 'stroke-width': 4, opacity: 0.6 }),
    lining
      ? path('M-320,-196 L0,-418 L320,-196 L310,-190 H-310Z', lighter(colour, 0.1)) +
        path('M-284,-200 L0,-394 L284,-200Z', lining) +
        times(7, (i) =>
          stroke(
            `M${-200 + i * 66},-212 L${-150 + i * 50},-${270 + (3 - Math.abs(3 - i)) * 24}`,
            '#ffffff',
            5,
            { opacity: 0.45 },
          ),
        ) +
        path('M-320,-200 H320 L30,40 Q0,62 -30,40Z', darker(lining, 0.12), { opacity: 0.25 })
      : path(
          'M-316,-200 Q-320,-192 -310,-184 L-34,70 Q0,98 34,70 L310,-184 Q320,-192 316,-200Z',
          darker(colour, 0.2),
          { opacity: 0.45 },
        ) +
        path(
          'M-316,-200 Q-320,-196 -310,-188 L-34,54 Q0,82 34,54 L310,-188 Q320,-196 316,-200Z',
          lit(colour),
        ),
    seal
      ? circle(0, 58, 54, darker(seal, 0.15)) +
        circle(-2, 55, 50, sheen(seal)) +
        circle(-2, 55, 33, 'none', { stroke: darker(seal, 0.3), 'stroke-width': 5 }) +
        path('M-2,34 L6,50 L22,52 L9,63 L13,79 L-2,71 L-17,79 L-13,63 L-26,52 L-10,50Z', lighter(seal, 0.35))
      : '',
  ].join('');
}

export const envelopes = (colour: string, options: { lining?: string; seal?: string } = {}) =>
  group(
    options.lining ? 'translate(0 80)' : 'translate(0 0)',
    group('rotate(9) translate(16 -14)', rect(-320, -200, 640, 420, sheen(darker(colour, 0.1)), 10)),
    group('rotate(-5)', envelope(colour, options.lining, options.seal)),
  );

/** Sheets of card in a fan. */
export const cards = (colours: string[]) =>
  colours
    .map((colour, i) => {
      const turn = (i - (colours.length - 1) / 2) * 11;
      return group(
        `translate(0 360) rotate(${turn}) translate(0 -360)`,
        rect(-170, -300, 340, 480, sheen(colour), 10),
      );
    })
    .join('');

export function planner(colours: string[]): Shape {
  return group(
    'rotate(-4)',
    rect(-366, -276, 740, 560, darker(page, 0.16), 10),
    rect(-374, -284, 740, 560, page, 10),
    rect(-374, -284, 740, 84, sheen(colours[0] ?? '#000000'), 10),
    times(2, (i) => circle(-180 + i * 350, -242, 16, darker(colours[0] ?? '#000000', 0.5))),
    times(12, (month) => {
      const x = -346 + (month % 4) * 176;
      const y = -176 + Math.floor(month / 4) * 148;
      const colour = colours[month % colours.length] ?? '#000000';
      return (
        rect(x, y, 158, 20, colour, 5) +
        times(28, (day) => {
          const marked = (day * 7 + month * 5) % 23 === 0;
          return rect(
            x + (day % 7) * 22.7,
            y + 28 + Math.floor(day / 7) * 24,
            19,
            19,
            marked ? colour : '#e9ecf2',
            4,
          );
        })
      );
    }),
  );
}

export function clipboard(board: string): Shape {
  return group(
    'rotate(6)',
    rect(-236, -300, 472, 640, sheen(board), 24),
    times(9, (i) =>
      stroke(`M${-210 + i * 52},-286 q${i % 2 ? 14 : -12},300 0,612`, darker(board, 0.25), 2, {
        opacity: 0.35,
      }),
    ),
    rect(-196, -232, 400, 540, darker(page, 0.18), 4),
    rect(-200, -238, 400, 540, page, 4),
    times(6, (i) => {
      const y = -130 + i * 66;
      const tick = i < 4 ? stroke(`M-156,${y + 2} l14,16 l26,-34`, '#3a9d6e', 9) : '';
      return (
        rect(-166, y - 20, 42, 42, 'none', 8, { stroke: '#9aa5b8', 'stroke-width': 5 }) +
        tick +
        rect(-92, y - 6, [220, 180, 240, 150, 210, 190][i] ?? 200, 12, line, 6)
      );
    }),
    rect(-120, -322, 240, 74, post('#b9c0cb'), 14),
    path('M-62,-318 V-350 Q-62,-378 -34,-378 H34 Q62,-378 62,-350 V-318Z', post('#d5dae2')),
    circle(0, -346, 15, '#7d8590'),
    rect(-120, -266, 240, 10, '#6d7580', 5, { opacity: 0.5 }),
  );
}
