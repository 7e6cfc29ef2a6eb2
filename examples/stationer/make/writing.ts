import {
  circle,
  darker,
  ellipse,
  group,
  lighter,
  path,
  rect,
  rod,
  type Shape,
  stroke,
  times,
} from './drawing.ts';

const steel = '#c3cad4';
const gold = '#e0b04a';
const black = '#2d2f3a';

/** A pencil that lies, its point to the right, 850 long. */
function rawPencil(colour: string, { lead = '#3b3b45', rubber = true } = {}): Shape {
  const wood = '#f2d3a6';
  return [
    rubber
      ? rect(-442, -30, 80, 60, rod('#ef8f93'), 16) +
        rect(-388, -33, 64, 66, rod('#c9b27a'), 4) +
        times(4, (i) => rect(-380 + i * 14, -33, 5, 66, '#6b5a2c', 0, { opacity: 0.35 }))
      : rect(-400, -32, 90, 64, darker(colour, 0.1), 12),
    rect(-326, -32, 580, 22, lighter(colour, 0.3)),
    rect(-326, -11, 580, 22, colour),
    rect(-326, 10, 580, 22, darker(colour, 0.22)),
    rect(-326, -25, 580, 5, '#ffffff', 0, { opacity: 0.4 }),
    path('M253,-32 L412,0 L253,32 Q222,21 253,10.5 Q214,0 253,-10.5 Q222,-21 253,-32Z', wood),
    path('M253,32 L412,0 L246,4 Q240,9 253,10.5 Q222,21 253,32Z', darker(wood, 0.16)),
    path('M352,-12 L412,0 L352,12 Q346,0 352,-12Z', lead),
  ].join('');
}

export const pencil = (colour: string) => group('rotate(-32)', rawPencil(colour));

export const pencils = (colours: string[]) =>
  group(
    'rotate(-24)',
    colours
      .map((colour, i) =>
        group(`translate(${(i % 2) * 70 - 35} ${(i - (colours.length - 1) / 2) * 118})`, rawPencil(colour)),
      )
      .join(''),
  );

/** Colour pencils side by side, points up. */
export const colourPencils = (colours: string[]) =>
  colours
    .map((colour, i) => {
      const x = (i - (colours.length - 1) / 2) * 62;
      const y = Math.abs(i - (colours.length - 1) / 2) * 11 - 10;
      return group(
        `translate(${x} ${y}) rotate(-90) scale(.78 .9)`,
        rawPencil(colour, { lead: darker(colour, 0.12), rubber: false }),
      );
    })
    .join('');

/** A pencil to stand in a cup, its point up. */
export const standingPencil = (colour: string) => group('rotate(-90)', rawPencil(colour, { rubber: false }));

function rawBallpoint(colour: string): Shape {
  return [
    rect(-436, -15, 70, 30, rod(darker(colour, 0.15)), 12),
    rect(-386, -30, 88, 60, rod(steel), 10),
    rect(-306, -33, 440, 66, rod(colour), 8),
    rect(-16, -35, 18, 70, rod(steel), 3),
    rect(126, -35, 176, 70, rod(black), 10),
    times(8, (i) => rect(146 + i * 18, -35, 6, 70, '#ffffff', 3, { opacity: 0.13 })),
    path('M300,-29 L384,-10 V10 L300,29Z', rod(steel)),
    path('M384,-6 L414,-3 V3 L384,6Z', rod('#8d95a1')),
    rect(-356, -47, 250, 20, rod(lighter(steel, 0.2)), 10),
    rect(-372, -46, 26, 44, rod(steel), 6),
  ].join('');
}

export const ballpoint = (colour: string) => group('rotate(-32)', rawBallpoint(colour));

function rawGelPen(colour: string): Shape {
  return [
    rect(-340, -24, 400, 48, rod('#e8edf2'), 8),
    rect(-300, -9, 330, 18, colour, 9, { opacity: 0.85 }),
    rect(40, -27, 150, 54, rod(lighter(colour, 0.25)), 8),
    path('M188,-22 L256,-7 V7 L188,22Z', rod(steel)),
    path('M256,-4 L282,-2 V2 L256,4Z', '#7d8590'),
    rect(-386, -27, 60, 54, rod(colour), 12),
  ].join('');
}

export const gelPens = (colours: string[]) =>
  colours
    .map((colour, i) => {
      const turn = (i - (colours.length - 1) / 2) * 13;
      return group(
        `translate(0 420) rotate(${turn}) translate(0 -470) rotate(-90) scale(1.12)`,
        rawGelPen(colour),
      );
    })
    .join('');

export function fountainPen(colour: string): Shape {
  const pen = [
    path('M-430,-16 Q-440,0 -430,16 L-340,36 H70 V-36 H-340Z', rod(colour)),
    rect(40, -37, 14, 74, rod(gold), 2),
    rect(64, -37, 8, 74, rod(gold), 2),
    path('M72,-34 L200,-25 V25 L72,34Z', rod(black)),
    rect(196, -28, 14, 56, rod(gold), 3),
    path('M210,-27 C256,-38 300,-26 372,0 C300,26 256,38 210,27Z', rod(gold)),
    stroke('M268,0 H368', darker(gold, 0.55), 3),
    circle(262, 0, 7, darker(gold, 0.55)),
    path('M222,-17 C256,-24 280,-18 300,-10', 'none', { stroke: lighter(gold, 0.6), 'stroke-width': 4 }),
  ].join('');
  const cap = [
    path('M-210,-38 Q-236,-36 -240,0 Q-236,36 -210,38 H150 V-38Z', rod(colour)),
    rect(112, -40, 26, 80, rod(gold), 3),
    rect(146, -40, 8, 80, rod(gold), 2),
    rect(-226, -52, 220, 17, rod(gold), 8),
    circle(-12, -40, 12, rod(gold)),
    circle(-236, 0, 9, rod(gold)),
  ].join('');
  return group('rotate(-28)', group('translate(30 -70)', pen), group('translate(-60 90)', cap));
}

function rawHighlighter(colour: string, capped: boolean): Shape {
  const body = [
    rect(-330, -54, 420, 108, rod(colour), 26),
    rect(-330, -54, 60, 108, rod(darker(colour, 0.18)), 26),
    rect(-230, -30, 240, 60, '#ffffff', 14, { opacity: 0.35 }),
  ].join('');
  if (capped) {
    return (
      body +
      rect(50, -60, 260, 120, rod(darker(colour, 0.12)), 22) +
      rect(70, -74, 190, 26, rod(darker(colour, 0.22)), 10)
    );
  }
  return [
    body,
    path('M88,-44 H150 L196,-30 V30 L150,44 H88Z', rod(black)),
    path('M196,-22 H236 L262,-6 L246,22 H196Z', lighter(colour, 0.1)),
  ].join('');
}

export const highlighter = (colour: string) =>
  [
    stroke('M-330,226 C-120,196 60,236 330,206', colour, 74, { opacity: 0.75, 'stroke-linecap': 'butt' }),
    group('translate(30 -30) rotate(30) scale(1.05)', rawHighlighter(colour, false)),
  ].join('');

export const highlighters = (colours: string[]) =>
  group(
    'rotate(-14)',
    colours
      .map((colour, i) =>
        group(
          `translate(${(i % 2) * 56 - 20} ${(i - (colours.length - 1) / 2) * 140})`,
          rawHighlighter(colour, true),
        ),
      )
      .join(''),
  );

function rawMarker(colour: string): Shape {
  return [
    rect(-340, -46, 420, 92, rod('#eef1f5'), 16),
    rect(-344, -40, 40, 80, rod(colour), 14),
    rect(-250, -46, 50, 92, rod(colour)),
    rect(-180, -46, 14, 92, rod(colour)),
    rect(60, -50, 280, 100, rod(colour), 20),
    times(7, (i) => rect(180 + i * 20, -50, 7, 100, '#ffffff', 3, { opacity: 0.14 })),
    rect(80, -64, 150, 22, rod(lighter(colour, 0.12)), 9),
  ].join('');
}

export const marker = (colour: string) =>
  [
    stroke('M-300,200 C-220,120 -160,290 -80,210 S60,130 130,220 S270,240 320,190', colour, 26, {
      opacity: 0.85,
    }),
    group('translate(0 -70) rotate(-24) scale(1.12)', rawMarker(colour)),
  ].join('');

export const markers = (colours: string[]) =>
  colours
    .map((colour, i) => {
      const x = (i - (colours.length - 1) / 2) * 138;
      return group(`translate(${x} ${i % 2 ? 26 : -18}) rotate(-90) scale(.94)`, rawMarker(colour));
    })
    .join('');

/** A bottle of ink, seen from the front. */
export function inkBottle(colour: string): Shape {
  return [
    ellipse(0, 262, 250, 24, '#1b1530', { opacity: 0.3, filter: 'url(#soft)' }),
    path(
      'M-118,-92 H118 V-56 C190,-46 236,-6 236,56 V216 Q236,262 190,262 H-190 Q-236,262 -236,216 V56 C-236,-6 -190,-46 -118,-56Z',
      '#f4f8fb',
      { opacity: 0.92 },
    ),
    path(
      'M-204,40 C-196,-4 -160,-22 -110,-30 H110 C160,-22 196,-4 204,40 V206 Q204,232 178,232 H-178 Q-204,232 -204,206Z',
      `url(#lit-${colour.slice(1)})`,
    ),
    path(
      'M-204,40 C-196,-4 -160,-22 -110,-30 H110 C160,-22 196,-4 204,40 Q0,70 -204,40Z',
      lighter(colour, 0.28),
      { opacity: 0.8 },
    ),
    rect(-128, 66, 256, 130, '#fbf6ea', 12),
    rect(-114, 80, 228, 102, 'none', 6, { stroke: darker('#fbf6ea', 0.25), 'stroke-width': 2.5 }),
    path('M0,92 C24,122 34,134 34,146 A34,32 0 0 1 -34,146 C-34,134 -24,122 0,92Z', colour),
    path('M-14,146 A16,16 0 0 0 0,162', 'none', {
      stroke: '#ffffff',
      'stroke-width': 5,
      'stroke-linecap': 'round',
      opacity: 0.7,
    }),
    rect(-118, -112, 236, 40, `url(#post-e6ecf1)`, 8),
    rect(-142, -262, 284, 160, `url(#post-2d2f3a)`, 18),
    times(15, (i) => rect(-130 + i * 18, -246, 5, 130, '#ffffff', 2, { opacity: 0.1 })),
    rect(-142, -262, 284, 26, '#ffffff', 13, { opacity: 0.13 }),
    stroke('M-176,76 V176', '#ffffff', 14, { opacity: 0.5 }),
    stroke('M-176,204 V206', '#ffffff', 14, { opacity: 0.5 }),
  ].join('');
}
