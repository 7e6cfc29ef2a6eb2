import {
  circle,
  darker,
  ellipse,
  ground,
  group,
  lighter,
  lit,
  path,
  post,
  rect,
  rod,
  type Shape,
  sheen,
  stroke,
  times,
} from './drawing.ts';
import { standingPencil } from './writing.ts';

const steel = '#c3cad4';
const black = '#2d2f3a';

export function stapler(colour: string): Shape {
  return group(
    'translate(0 -10)',
    ground(222, 780),
    rect(-372, 160, 744, 52, lit(darker(colour, 0.45)), 26),
    rect(-372, 204, 744, 14, darker(black, 0.3), 7),
    rect(236, 146, 104, 18, lit(steel), 6),
    path('M-352,170 V60 Q-352,30 -322,30 H-262 V170Z', lit(darker(colour, 0.3))),
    group(
      'rotate(-9 -300 110)',
      rect(-300, 92, 640, 34, rod(steel), 8),
      rect(300, 92, 46, 52, rod('#8d95a1'), 6),
      path('M-346,104 V36 Q-346,-42 -262,-44 L150,-38 C280,-34 356,6 362,84 Q363,104 344,104Z', lit(colour)),
      path('M-316,30 Q-310,-14 -258,-16 L140,-11 C210,-9 258,0 292,24', 'none', {
        stroke: '#ffffff',
        'stroke-width': 15,
        'stroke-linecap': 'round',
        opacity: 0.45,
      }),
      path('M-346,84 H361 Q363,104 344,104 H-346Z', darker(colour, 0.3)),
      path('M150,-38 C280,-34 356,6 362,84 H316 C312,26 250,-12 116,-38Z', darker(colour, 0.12), {
        opacity: 0.55,
      }),
    ),
    circle(-304, 108, 30, lit(steel)),
    circle(-304, 108, 12, darker(steel, 0.4)),
  );
}

/** A strip of staples, 300 long. */
const strip = (): Shape =>
  rect(0, 0, 300, 40, lit('#d9dee6'), 3) +
  rect(0, 40, 300, 58, lit('#aeb6c2'), 3) +
  times(30, (i) => rect(i * 10 + 8, 0, 2, 98, '#5d6573', 0, { opacity: 0.5 })) +
  rect(0, 6, 300, 6, '#ffffff', 3, { opacity: 0.7 });

export function staples(colour: string): Shape {
  return [
    group(
      'translate(-170 -60) rotate(-10)',
      path('M-190,-150 L190,-150 L230,-110 V170 L-150,170 L-190,130Z', darker(colour, 0.35)),
      rect(-190, -150, 380, 280, sheen(colour), 12),
      rect(-150, -108, 300, 196, lighter(colour, 0.86), 16),
      stroke('M-76,48 V-40 Q-76,-58 -58,-58 H58 Q76,-58 76,-40 V48', darker(colour, 0.1), 24),
    ),
    group('translate(110 -220) rotate(15)', strip()),
    group('translate(110 40) rotate(-11)', strip()),
    group('translate(40 180) rotate(7)', strip()),
    group('translate(-340 210) rotate(-6)', strip()),
  ].join('');
}

export function punch(colour: string): Shape {
  const confetti = [
    [-410, 130, '#f6c945'],
    [-360, 210, '#ef6f6c'],
    [-300, 262, '#ffffff'],
    [330, 250, '#7bc8a4'],
    [390, 170, '#ffffff'],
    [420, 240, '#5aa9e6'],
    [240, 280, '#f6c945'],
    [-200, 290, '#5aa9e6'],
    [60, 296, '#ffffff'],
    [-60, 280, '#ef6f6c'],
  ] as const;
  return [
    ground(206, 720),
    rect(-330, 130, 660, 74, lit(darker(black, 0.1)), 22),
    rect(-330, 130, 660, 20, '#ffffff', 10, { opacity: 0.14 }),
    times(2, (i) => {
      const x = -190 + i * 300;
      return rect(x, 0, 80, 140, post(steel), 8) + rect(x + 18, 60, 44, 84, post('#8d95a1'), 4);
    }),
    rect(-300, 30, 600, 44, lit(darker(colour, 0.3)), 12),
    path(
      'M-310,44 L-262,-170 Q-254,-206 -216,-206 H216 Q254,-206 262,-170 L310,44 Q312,64 290,64 H-290 Q-312,64 -310,44Z',
      lit(colour),
    ),
    path('M-226,-172 Q-222,-182 -208,-182 H208 Q222,-182 226,-172 L232,-146 H-232Z', '#ffffff', {
      opacity: 0.38,
    }),
    rect(-150, -96, 300, 90, darker(colour, 0.12), 45, { opacity: 0.6 }),
    times(3, (i) => rect(-110, -76 + i * 20, 220, 7, darker(colour, 0.4), 3, { opacity: 0.5 })),
    ...confetti.map(([x, y, fill]) => ellipse(x, y, 19, 15, fill)),
  ].join('');
}

export function tapeDispenser(colour: string): Shape {
  return group(
    'translate(0 10)',
    ground(228, 760),
    path(
      'M-380,220 Q-400,220 -396,196 L-360,20 C-340,-120 -190,-190 -60,-150 C40,-118 60,20 160,60 L330,70 Q366,74 372,110 L390,196 Q394,220 370,220Z',
      lit(colour),
    ),
    path('M-380,220 Q-400,220 -396,196 L-394,184 H388 L390,196 Q394,220 370,220Z', darker(colour, 0.35)),
    circle(-150, -30, 206, '#f7e3b0', { opacity: 0.96 }),
    circle(-150, -30, 206, 'none', { stroke: '#d9b968', 'stroke-width': 6 }),
    ...[186, 168, 150, 134].map((r) =>
      circle(-150, -30, r, 'none', { stroke: '#dcbf79', 'stroke-width': 3, opacity: 0.8 }),
    ),
    circle(-150, -30, 116, lit(darker(colour, 0.1))),
    circle(-150, -30, 80, lit(lighter(colour, 0.65))),
    times(3, (i) =>
      group(`translate(-150 -30) rotate(${i * 60})`, rect(-80, -9, 160, 18, darker(colour, 0.1), 9)),
    ),
    circle(-150, -30, 26, lit(steel)),
    path('M-120,-234 L356,44 L366,60 L-100,-200Z', '#f4dda2', { opacity: 0.78 }),
    path('M312,92 V54 L322,40 L332,54 L342,40 L352,54 L362,40 L372,54 L382,40 L388,92Z', lit(steel)),
    stroke('M-330,40 C-320,-20 -300,-60 -270,-96', '#ffffff', 14, { opacity: 0.35 }),
  );
}

export const washi = (patterns: [colour: string, accent: string, dash: string][]) =>
  patterns
    .map(([colour, accent, dash], i) => {
      const [x = 0, y = 0, scale = 1] =
        [
          [-210, -110, 1],
          [190, -140, 0.92],
          [-30, 150, 1.04],
          [310, 170, 0.8],
        ][i] ?? [];
      const ring = (radius: number, fill: string, width: number, more = {}) =>
        circle(0, 0, radius, 'none', { stroke: fill, 'stroke-width': width, ...more });
      return group(
        `translate(${x} ${y}) scale(${scale})`,
        group('translate(12 24)', ring(130, darker(colour, 0.35), 84)),
        ring(130, colour, 84),
        ring(130, accent, dash.startsWith('0') ? 30 : 60, {
          'stroke-dasharray': dash,
          'stroke-linecap': dash.startsWith('0') ? 'round' : 'butt',
        }),
        ring(92, '#e3c79a', 20),
        ring(83, '#b08d57', 5),
        ring(168, '#ffffff', 5, { opacity: 0.4 }),
        stroke('M-118,-96 A152,152 0 0 1 -20,-151', '#ffffff', 12, { opacity: 0.5 }),
      );
    })
    .join('');

export function scissors(colour: string): Shape {
  const half = (turn: number, blade: string) =>
    group(
      `rotate(${turn})`,
      path('M-30,26 L-24,-20 L24,-34 Q200,-30 440,6 Q300,44 40,36Z', blade),
      path('M24,-34 Q200,-30 440,6 L60,-4Z', '#ffffff', { opacity: 0.4 }),
      path('M30,-34 C-60,-40 -110,-20 -150,10 L-130,60 C-90,40 -40,40 30,36Z', lit(colour)),
    );
  const loop = (turn: number, rx: number) =>
    group(
      `rotate(${turn}) translate(-268 44) rotate(-16)`,
      ellipse(0, 0, rx, 84, 'none', { stroke: darker(colour, 0.22), 'stroke-width': 50 }),
      ellipse(0, -4, rx, 84, 'none', { stroke: colour, 'stroke-width': 40 }),
      path(`M${-rx * 0.8},-62 A${rx},84 0 0 1 ${rx * 0.2},-88`, 'none', {
        stroke: '#ffffff',
        'stroke-width': 9,
        'stroke-linecap': 'round',
        opacity: 0.55,
      }),
    );
  return group(
    'translate(0 -20) rotate(-38) scale(.92) translate(-50 0)',
    group('scale(1 -1)', loop(-17, 130), half(-17, lit('#aeb6c2'))),
    loop(-17, 118),
    half(-17, lit('#d9dee6')),
    circle(0, 0, 25, lit(steel)),
    stroke('M-11,-8 L11,8', darker(steel, 0.45), 6),
  );
}

export function calculator(colour: string): Shape {
  const segments = ['1110111', '0010010', '1011101', '1111111'];
  const digit = (on: string, x: number) => {
    const bars = [
      [6, 0, 26, 7],
      [0, 6, 7, 26],
      [31, 6, 7, 26],
      [6, 30, 26, 7],
      [0, 36, 7, 26],
      [31, 36, 7, 26],
      [6, 61, 26, 7],
    ] as const;
    return bars
      .map(([left, top, width, height], i) =>
        on[i] === '1' ? rect(x + left, -246 + top, width, height, '#26382d', 3) : '',
      )
      .join('');
  };
  return group(
    'rotate(-8)',
    rect(-222, -348, 460, 720, darker(colour, 0.45), 44),
    rect(-230, -358, 460, 720, sheen(colour), 44),
    rect(60, -328, 130, 36, '#4a2f35', 6),
    times(4, (i) => rect(66 + i * 31, -323, 27, 26, '#6d434b', 3)),
    rect(-190, -274, 380, 124, darker(colour, 0.5), 16),
    rect(-180, -264, 360, 104, lit('#c4d6bd'), 10),
    segments.map((on, i) => digit(on, -22 + i * 49)).join(''),
    times(20, (i) => {
      const [column, row] = [i % 4, Math.floor(i / 4)];
      const key = column === 3 ? '#ef8354' : row === 0 ? '#8d99ae' : '#fbfbfd';
      const [x, y] = [-190 + column * 98, -118 + row * 92];
      return rect(x, y + 6, 84, 70, darker(key, 0.4), 16) + rect(x, y, 84, 70, lit(key), 16);
    }),
  );
}

export function ringBinder(colour: string): Shape {
  return group(
    'translate(0 0)',
    ground(352, 640, 10),
    path('M-60,-330 H250 Q268,-330 268,-312 V346 H-60Z', sheen(lighter(colour, 0.12))),
    rect(-40, -310, 24, 656, darker(colour, 0.2), 0, { opacity: 0.3 }),
    rect(-236, -336, 196, 684, post(colour), 12),
    rect(-206, -270, 136, 260, '#fbf8f0', 12),
    rect(-182, -230, 88, 12, '#b9c4d6', 6),
    rect(-182, -200, 62, 12, '#b9c4d6', 6),
    rect(-182, -100, 88, 62, lighter(colour, 0.35), 8),
    circle(-138, 190, 46, lit(steel)),
    circle(-138, 190, 30, darker(colour, 0.72)),
    rect(-236, 326, 196, 22, post('#9aa2ae'), 6),
    rect(-50, 326, 318, 20, lit('#9aa2ae'), 6),
    rect(232, -330, 10, 676, '#ffffff', 0, { opacity: 0.14 }),
  );
}

/** A cup with things in it. */
export function deskTidy(cup: string): Shape {
  const stands = (x: number, y: number, turn: number, shape: Shape) =>
    group(`translate(${x} ${y}) rotate(${turn}) scale(.66)`, shape);
  const ruler =
    rect(-52, -420, 104, 800, lit('#e8c98f'), 6) +
    times(36, (i) => rect(-52, -400 + i * 20, i % 5 ? 22 : 40, 4, '#7d5f2f'));
  return group(
    'translate(0 50)',
    ground(334, 460),
    ellipse(0, -46, 184, 40, darker(cup, 0.55)),
    stands(-96, -120, -12, ruler),
    stands(104, -110, 13, standingPencil('#3a9d6e')),
    stands(-14, -150, -3, standingPencil('#f2b632')),
    stands(46, -100, 6, standingPencil('#e4572e')),
    stands(-60, -90, -9, standingPencil('#4c6fd1')),
    path('M-184,-46 A184,40 0 0 0 184,-46 L160,300 Q156,334 0,334 Q-156,334 -160,300Z', post(cup)),
    path('M-184,-46 A184,40 0 0 0 184,-46 L182,-20 A182,40 0 0 1 -182,-20Z', '#ffffff', { opacity: 0.22 }),
    times(5, (i) =>
      stroke(`M${-128 + i * 64},40 q${(i - 2) * -6},110 ${(2 - i) * 6},220`, darker(cup, 0.3), 3, {
        opacity: 0.4,
      }),
    ),
  );
}

export function stamp(wood: string, ink: string): Shape {
  return [
    group(
      'translate(120 190) rotate(-7)',
      rect(-150, -84, 300, 168, 'none', 18, { stroke: ink, 'stroke-width': 13, opacity: 0.8 }),
      path('M0,-52 L16,-18 L54,-14 L26,12 L34,50 L0,31 L-34,50 L-26,12 L-54,-14 L-16,-18Z', ink, {
        opacity: 0.8,
      }),
    ),
    group(
      'translate(-110 -60) rotate(-14)',
      circle(0, -210, 96, sheen(wood)),
      path('M-44,-140 C-30,-80 -30,-20 -76,40 H76 C30,-20 30,-80 44,-140Z', post(wood)),
      circle(-34, -246, 22, '#ffffff', { opacity: 0.35 }),
      rect(-160, 30, 320, 74, lit(darker(wood, 0.12)), 14),
      rect(-150, 104, 300, 26, darker(ink, 0.3), 4),
    ),
  ].join('');
}
