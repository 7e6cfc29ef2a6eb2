/** A shape in SVG. All drawings have their middle at 0,0 and are some 900 by 700 large. */
export type Shape = string;

/** A colour between two, both as `#rrggbb`; `share` of the second. */
export function mix(first: string, second: string, share: number): string {
  const channel = (colour: string, at: number) => Number.parseInt(colour.slice(at, at + 2), 16);
  const mixed = [1, 3, 5].map((at) =>
    Math.round(channel(first, at) * (1 - share) + channel(second, at) * share),
  );
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

export const lighter = (colour: string, share = 0.3) => mix(colour, '#ffffff', share);
export const darker = (colour: string, share = 0.2) => mix(colour, '#1b1530', share);

// Fills with depth, by what they are of: each is a gradient that `scene` defines where it is used.
const gradients: Record<string, { across: string; stops: [offset: number, shade: number][] }> = {
  /** A rod that lies. */
  rod: {
    across: 'x2="0" y2="1"',
    stops: [
      [0, 0.12],
      [0.18, 0.5],
      [0.32, 0.2],
      [0.6, 0],
      [1, -0.34],
    ],
  },
  /** A rod that stands. */
  post: {
    across: 'x2="1" y2="0"',
    stops: [
      [0, -0.12],
      [0.14, 0.3],
      [0.26, 0.42],
      [0.5, 0],
      [1, -0.32],
    ],
  },
  /** A smooth flat thing. */
  sheen: {
    across: 'x2="1" y2="1"',
    stops: [
      [0, 0.22],
      [0.5, 0],
      [1, -0.14],
    ],
  },
  /** Something lit from above. */
  lit: {
    across: 'x2="0" y2="1"',
    stops: [
      [0, 0.22],
      [1, -0.1],
    ],
  },
};

const fill = (kind: string) => (colour: string) => `url(#${kind}-${colour.slice(1)})`;
export const rod = fill('rod');
export const post = fill('post');
export const sheen = fill('sheen');
export const lit = fill('lit');

type Attributes = Record<string, string | number>;

function element(name: string, attributes: Attributes): Shape {
  const all = Object.entries(attributes).map(([key, value]) => ` ${key}="${round(value)}"`);
  return `<${name}${all.join('')}/>`;
}

const round = (value: string | number) => (typeof value === 'number' ? Math.round(value * 100) / 100 : value);

export const rect = (
  x: number,
  y: number,
  width: number,
  height: number,
  fill: string,
  rx = 0,
  more: Attributes = {},
) => element('rect', { x, y, width, height, rx, fill, ...more });

export const circle = (cx: number, cy: number, r: number, fill: string, more: Attributes = {}) =>
  element('circle', { cx, cy, r, fill, ...more });

export const ellipse = (
  cx: number,
  cy: number,
  rx: number,
  ry: number,
  fill: string,
  more: Attributes = {},
) => element('ellipse', { cx, cy, rx, ry, fill, ...more });

export const path = (d: string, fill: string, more: Attributes = {}) => element('path', { d, fill, ...more });

/** A line along a path, with round ends. */
export const stroke = (d: string, colour: string, width: number, more: Attributes = {}) =>
  path(d, 'none', {
    stroke: colour,
    'stroke-width': width,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    ...more,
  });

export const group = (transform: string, ...shapes: Shape[]): Shape =>
  `<g transform="${transform}">${shapes.join('')}</g>`;

/** The same for every number from 0 on. */
export const times = (count: number, draw: (index: number) => Shape): Shape =>
  Array.from({ length: count }, (_, index) => draw(index)).join('');

/** The soft shadow below something that stands. */
export const ground = (y: number, width: number, x = 0): Shape =>
  ellipse(x, y, width / 2, width / 13, '#1b1530', { opacity: 0.32, filter: 'url(#soft)' });

/** A whole picture: the shape on a tinted ground with its shadow; without a tint on nothing. */
export function scene(
  shape: Shape,
  tint: string | undefined,
  [width, height]: [number, number] = [1200, 900],
): string {
  const backdrop = tint
    ? rect(0, 0, width, height, lit(tint)) +
      circle(width / 2, height / 2, 385, lighter(tint, 0.42), { opacity: 0.75 }) +
      circle(width / 2, height / 2, 385, 'none', {
        stroke: lighter(tint, 0.7),
        'stroke-width': 3,
        opacity: 0.5,
      })
    : '';
  const body = `${backdrop}<g filter="url(#shadow)">${group(`translate(${width / 2} ${height / 2})`, shape)}</g>`;
  const everywhere = `filterUnits="userSpaceOnUse" x="0" y="0" width="${width}" height="${height}"`;
  const shade = tint ? darker(tint, 0.75) : '#1b1530';
  const filters =
    `<filter id="shadow" ${everywhere}>` +
    `<feDropShadow dx="10" dy="22" stdDeviation="16" flood-color="${shade}" flood-opacity="0.34"/></filter>` +
    '<filter id="soft" x="-20%" y="-150%" width="140%" height="400%"><feGaussianBlur stdDeviation="12"/></filter>';
  return svg(filters + body, width, height);
}

/** A shape alone, in a square. */
export const emblem = (shape: Shape, side: number): string =>
  svg(group(`translate(${side / 2} ${side / 2})`, shape), side, side);

const svg = (body: string, width: number, height: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
  `<defs>${definitions(body)}</defs>${body}</svg>`;

/** The gradients that a drawing refers to. */
function definitions(body: string): string {
  const used = new Set(body.match(/url\(#(rod|post|sheen|lit)-[0-9a-f]{6}\)/g));
  return [...used]
    .map((reference) => {
      const id = reference.slice(5, -1);
      const [kind = '', digits = ''] = id.split('-');
      const { across, stops } = gradients[kind] ?? { across: '', stops: [] };
      const shades = stops.map(([offset, shade]) => {
        const colour = shade < 0 ? darker(`#${digits}`, -shade) : lighter(`#${digits}`, shade);
        return `<stop offset="${offset}" stop-color="${colour}"/>`;
      });
      return `<linearGradient id="${id}" x1="0" y1="0" ${across}>${shades.join('')}</linearGradient>`;
    })
    .join('');
}
