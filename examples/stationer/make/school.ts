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
  type Shape,
  sheen,
  stroke,
  times,
} from './drawing.ts';

export function ruler(wood: string): Shape {
  return group(
    'rotate(-26)',
    rect(-450, -62, 900, 132, darker(wood, 0.3), 10),
    rect(-450, -70, 900, 132, lit(wood), 10),
    times(5, (i) =>
      stroke(`M-440,${-40 + i * 22} q300,${i % 2 ? 10 : -8} 880,${i % 2 ? -4 : 5}`, darker(wood, 0.28), 2, {
        opacity: 0.4,
      }),
    ),
    times(101, (i) => rect(-420 + i * 8.2, -70, 2.6, i % 10 === 0 ? 54 : i % 5 === 0 ? 38 : 24, '#4b3a22')),
    rect(-450, 46, 900, 12, lit('#aeb6c2')),
    circle(418, 12, 17, darker(wood, 0.55)),
  );
}

export function setSquare(colour: string): Shape {
  return group(
    'rotate(-4) translate(20 20)',
    path('M-330,300 V-330 L380,300Z M-210,180 H60 L-210,-62Z', colour, {
      'fill-rule': 'evenodd',
      opacity: 0.72,
      'stroke-linejoin': 'round',
      stroke: darker(colour, 0.1),
      'stroke-width': 8,
    }),
    path('M-316,268 V-286 L-296,-266 V248Z', '#ffffff', { opacity: 0.4 }),
    times(61, (i) =>
      rect(
        -300 + i * 10,
        300 - (i % 10 === 0 ? 62 : i % 5 === 0 ? 46 : 30),
        3,
        i % 10 === 0 ? 62 : i % 5 === 0 ? 46 : 30,
        darker(colour, 0.7),
        0,
        { opacity: 0.8 },
      ),
    ),
    stroke('M-196,-20 V166 H20', '#ffffff', 5, { opacity: 0.6 }),
  );
}

export function eraser(sleeve: string): Shape {
  return [
    group(
      'rotate(-17)',
      rect(-330, -100, 660, 250, darker('#f4f5f8', 0.22), 34),
      rect(-330, -130, 660, 240, lit('#fafbfd'), 34),
      rect(-190, -134, 440, 288, darker(sleeve, 0.4), 8),
      rect(-190, -138, 440, 254, lit(sleeve), 8),
      rect(-190, -138, 120, 254, '#ffffff', 8, { opacity: 0.92 }),
      rect(-190, 116, 120, 38, '#c7cad4', 0),
      rect(-86, -138, 44, 254, lit('#23263a')),
      rect(-86, 116, 44, 38, '#14162a'),
      rect(-190, -120, 440, 20, '#ffffff', 10, { opacity: 0.3 }),
    ),
    ...(
      [
        [300, 230, 20],
        [346, 196, -30],
        [250, 262, 70],
        [370, 250, 10],
      ] as const
    ).map(([x, y, turn]) =>
      group(`translate(${x} ${y}) rotate(${turn})`, rect(-17, -5, 34, 10, '#8f93a3', 5)),
    ),
  ].join('');
}

export function pinkEraser(colour: string): Shape {
  return group(
    'rotate(-14)',
    path('M-350,50 L-250,-130 H380 L290,50Z', sheen(lighter(colour, 0.12)), {
      'stroke-linejoin': 'round',
      stroke: lighter(colour, 0.12),
      'stroke-width': 26,
    }),
    path('M-350,56 H290 V136 Q290,150 276,150 H-330 Q-350,150 -350,130Z', lit(darker(colour, 0.08)), {
      'stroke-linejoin': 'round',
      stroke: darker(colour, 0.1),
      'stroke-width': 26,
    }),
    path('M302,56 L390,-122 V-50 L302,140Z', darker(colour, 0.28), {
      'stroke-linejoin': 'round',
      stroke: darker(colour, 0.28),
      'stroke-width': 20,
    }),
    ellipse(10, -42, 190, 44, darker(colour, 0.1), { opacity: 0.5, transform: 'skewX(-27)' }),
    stroke('M-300,30 L-222,-112 H-60', '#ffffff', 12, { opacity: 0.45 }),
  );
}

export function sharpener(shaving: string): Shape {
  const metal = '#b4bcc9';
  return [
    group(
      'translate(-50 -30) rotate(-12)',
      path(
        'M-270,-150 H150 L270,-96 V150 L150,204 H-270 Q-290,204 -290,184 V-130 Q-290,-150 -270,-150Z',
        darker(metal, 0.3),
      ),
      path(
        'M-270,-170 H150 L270,-116 V110 L150,164 H-270 Q-290,164 -290,144 V-150 Q-290,-170 -270,-170Z',
        sheen(metal),
      ),
      times(9, (i) => rect(-262 + i * 15, -170, 6, 334, darker(metal, 0.4), 0, { opacity: 0.35 })),
      path('M-100,120 L190,84 L206,-66 L-96,-112Z', lit('#e9edf2'), {
        stroke: darker(metal, 0.3),
        'stroke-width': 4,
      }),
      path('M-100,120 L190,84 L188,104 L-100,142Z', '#6d7580'),
      circle(36, 4, 42, lit('#d9b968')),
      stroke('M10,-22 L62,30', '#7d5f2f', 11),
      ellipse(268, -2, 22, 70, '#3b4150'),
    ),
    group(
      'translate(270 190)',
      path(
        'M-130,40 C-120,-70 40,-110 120,-30 L96,-14 L104,10 L76,12 L76,36 L48,30 L36,52 L12,38 L-8,56 L-26,38 L-54,52 L-64,30 L-96,40 L-104,24Z',
        '#f0cfa0',
      ),
      path('M-130,40 C-120,-70 40,-110 120,-30', 'none', {
        stroke: shaving,
        'stroke-width': 15,
        'stroke-linecap': 'round',
      }),
      stroke('M-60,30 C-56,-10 -20,-40 30,-44', darker('#f0cfa0', 0.2), 4, { opacity: 0.6 }),
    ),
  ].join('');
}

export function glueStick(colour: string): Shape {
  return [
    ground(398, 480, 40),
    group(
      'translate(-70 0)',
      rect(-84, -330, 168, 260, post('#fbfaf2'), 30),
      rect(-104, -130, 208, 60, post('#e8ebf0'), 8),
      rect(-112, -80, 224, 430, post(colour), 16),
      rect(-112, 0, 224, 190, post('#fdfcf7')),
      circle(0, 95, 60, colour),
      path('M-26,95 l18,22 l36,-46', 'none', {
        stroke: '#ffffff',
        'stroke-width': 14,
        'stroke-linecap': 'round',
        'stroke-linejoin': 'round',
      }),
      rect(-112, 340, 224, 58, post(darker(colour, 0.35)), 12),
      times(10, (i) => rect(-102 + i * 22, 346, 6, 46, '#ffffff', 3, { opacity: 0.16 })),
    ),
    group(
      'translate(170 0)',
      rect(-104, 130, 208, 268, post(darker(colour, 0.1)), 18),
      ellipse(0, 134, 102, 16, lighter(colour, 0.2)),
      ellipse(0, 136, 84, 11, darker(colour, 0.5)),
    ),
  ].join('');
}

export function glueBottle(colour: string): Shape {
  return [
    ground(404, 380),
    path('M-26,-392 Q0,-420 26,-392 L46,-250 H-46Z', post(colour)),
    rect(-92, -256, 184, 78, post(colour), 14),
    times(9, (i) => rect(-82 + i * 19.5, -250, 6, 66, darker(colour, 0.4), 3, { opacity: 0.35 })),
    path(
      'M-90,-180 H90 V-160 C160,-140 176,-90 176,-40 V370 Q176,404 142,404 H-142 Q-176,404 -176,370 V-40 C-176,-90 -160,-140 -90,-160Z',
      post('#f6f7fa'),
    ),
    rect(-176, 10, 352, 270, post('#4c8fd6')),
    rect(-176, 10, 352, 26, post(colour)),
    rect(-176, 254, 352, 26, post(colour)),
    circle(0, 145, 78, '#fdfcf7'),
    path('M0,90 C30,128 44,148 44,164 A44,42 0 0 1 -44,164 C-44,148 -30,128 0,90Z', '#4c8fd6'),
  ].join('');
}

export function correctionTape(colour: string): Shape {
  return group(
    'rotate(-14)',
    stroke('M-420,186 H210', '#ffffff', 40, { 'stroke-linecap': 'butt' }),
    stroke('M-420,206 H210', '#d5dae2', 4, { 'stroke-linecap': 'butt' }),
    path(
      'M-300,-40 C-300,-190 -150,-250 0,-220 C140,-190 250,-60 330,120 L250,176 C150,150 60,150 -60,150 C-220,150 -300,80 -300,-40Z',
      sheen(colour),
    ),
    path(
      'M-258,-38 C-258,-160 -130,-208 -6,-184 C110,-160 200,-56 268,92 C150,112 60,112 -60,112 C-190,112 -258,60 -258,-38Z',
      lighter(colour, 0.72),
      { opacity: 0.85 },
    ),
    circle(-96, -40, 106, '#fdfcf7'),
    circle(-96, -40, 106, 'none', { stroke: '#d5dae2', 'stroke-width': 8 }),
    ...[84, 66].map((r) => circle(-96, -40, r, 'none', { stroke: '#dfe3ea', 'stroke-width': 5 })),
    circle(-96, -40, 48, lit(colour)),
    times(8, (i) =>
      group(`translate(-96 -40) rotate(${i * 45})`, rect(40, -8, 20, 16, darker(colour, 0.1), 4)),
    ),
    circle(-96, -40, 16, '#fdfcf7'),
    circle(86, 36, 56, lit(lighter(colour, 0.25))),
    circle(86, 36, 20, '#fdfcf7'),
    stroke('M-40,50 L230,118', '#ffffff', 9, { opacity: 0.9 }),
    path('M232,176 L330,120 L352,172 Q330,206 262,204Z', lit('#eef1f5')),
  );
}
