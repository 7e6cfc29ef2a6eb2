import { isDoubtful } from './layout/doubtful.ts';
import type { Field, Layout } from './layout/types.ts';
import { sharp } from './sharp.ts';

const colours: Record<Field['kind'], string> = {
  text: '#1257b0',
  'multi-line': '#00707c',
  number: '#7b1fa2',
  date: '#b0145a',
  email: '#4536b0',
  telephone: '#6a5000',
  checkbox: '#1b7a2b',
  choice: '#4e7a00',
  comb: '#c25200',
  table: '#6d4237',
  signature: '#c01818',
};

/**
 * A page with what was found on it, as PNG: the boxes in the colours of their kinds, with number and
 * label; dashed where somebody should look.
 * @param page from 1
 */
export async function overview(
  picture: Uint8Array | string,
  layout: Pick<Layout, 'fields'>,
  page: number,
): Promise<Buffer> {
  const { width, height } = await sharp(picture).metadata();
  const fields = layout.fields.filter((field) => field.page === page);
  const { drawing, below } = legend(fields, width, height);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height + below}">
    <rect y="${height}" width="${width}" height="${below}" fill="#fff"/>
    ${fields.map((field) => drawn(field, width, height)).join('\n')}
    ${drawing}</svg>`;
  return sharp(picture)
    .extend({ bottom: below, background: '#fff' })
    .composite([{ input: Buffer.from(svg) }])
    .png({ palette: true, colours: 128, effort: 4 })
    .toBuffer();
}

/** Pixels that a row of the legend takes below the page. */
const LEGEND_ROW = 56;

function drawn(field: Field, width: number, height: number): string {
  const colour = colours[field.kind];
  const dashes = isDoubtful(field) ? ' stroke-dasharray="9 6"' : '';
  const outline = (box: Field['box'], fill = 0.1) =>
    `<rect x="${px(box.x * width)}" y="${px(box.y * height)}" width="${px(box.width * width)}" height="${px(box.height * height)}" fill="${colour}" fill-opacity="${fill}" stroke="${colour}" stroke-width="3"${dashes}/>`;
  const { box, options = [], columns = [], rows = [] } = field;
  const lines = [
    ...columns.slice(1).map(({ x }) => line(x * width, box.y * height, 0, box.height * height, colour)),
    ...rows.slice(1).map(({ y }) => line(box.x * width, y * height, box.width * width, 0, colour)),
  ];
  const answers = options.flatMap((option) => (option.box ? [outline(option.box, 0.25)] : []));
  const boxes = answers.length > 0 ? answers : [outline(box)];
  const around = answers.length > 1 ? [outline(box, 0)] : [];
  return [...around, ...boxes, ...lines, tag(field, width, height)].join('');
}

const line = (x: number, y: number, dx: number, dy: number, colour: string) =>
  `<path d="M${px(x)} ${px(y)}l${px(dx)} ${px(dy)}" stroke="${colour}" stroke-width="2"/>`;

/** Number and label, in the box where it is large enough, as long as it is wide and a little more. */
function tag({ order, label, kind, box, options = [] }: Field, width: number, height: number): string {
  const room = Math.max(6, Math.floor((box.width * width + 40) / 9));
  const text = `${order + 1} ${label || `(${kind})`}`;
  const shown = text.length > room ? `${text.slice(0, room - 1)}…` : text;
  const x = px(Math.max(2, box.x * width));
  const high = box.height * height;
  const y = px(
    Math.max(
      16,
      box.y * height + (high < 24 || options.some(({ box }) => box) ? -4 : Math.min(high / 2 + 6, 24)),
    ),
  );
  return `<text x="${x}" y="${y}" font-family="sans-serif" font-weight="bold" font-size="17" fill="${colours[kind]}" stroke="#fff" stroke-width="4" stroke-linejoin="round" paint-order="stroke">${escaped(shown)}</text>`;
}

/** What the colours mean, with how many there are: in as many rows as it takes, and how high they are. */
function legend(fields: readonly Field[], width: number, top: number): { drawing: string; below: number } {
  let [x, y] = [16, top];
  const entry = (text: string, colour: string, dashes = '') => {
    const wide = 60 + text.length * 11;
    if (x > 16 && x + wide > width) [x, y] = [16, y + LEGEND_ROW];
    const at = x;
    x += wide;
    return `<rect x="${at}" y="${y + 16}" width="26" height="22" fill="${colour}" fill-opacity=".2" stroke="${colour}" stroke-width="3"${dashes}/><text x="${at + 36}" y="${y + 34}" font-family="sans-serif" font-size="20" fill="#222">${text}</text>`;
  };
  const counts = Map.groupBy(fields, ({ kind }) => kind);
  const doubtful = fields.filter(isDoubtful).length;
  const drawing = [
    ...[...counts].map(([kind, own]) => entry(`${own.length} ${kind}`, colours[kind])),
    ...(doubtful > 0 ? [entry(`${doubtful} to check`, '#444', ' stroke-dasharray="9 6"')] : []),
  ].join('');
  return { drawing, below: y - top + LEGEND_ROW };
}

const px = (value: number) => Math.round(value * 10) / 10;

const escaped = (text: string) =>
  text
    .replaceAll(/[^\P{C}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');
