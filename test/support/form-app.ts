import sharp from 'sharp';
import type { Field, Layout } from '../../src/form/layout/types.ts';
import type { FormSpec } from '../../src/parts/form/spec.ts';
import { drawing } from '../form/draw.ts';
import { packApp } from './sample-app.ts';

/** The size of the form's pages, in pixels. */
export const SIZE = { width: 1240, height: 1754 };

type Drawn = Omit<Field, 'order' | 'confidence' | 'page' | 'box'> & {
  page?: number;
  /** In pixels: x, y, width, height. */
  at: readonly [number, number, number, number];
};

/** A field of each kind, on two pages. */
const drawn: Drawn[] = [
  { id: 'name', label: 'Name', kind: 'text', section: 'Person', required: true, at: [300, 200, 600, 50] },
  { id: 'born', label: 'Born on', kind: 'date', section: 'Person', at: [300, 280, 300, 50] },
  {
    id: 'code',
    label: 'Postal code',
    kind: 'comb',
    length: 5,
    section: 'Person',
    pattern: '[0-9]{5}',
    at: [300, 360, 250, 50],
  },
  { id: 'mail', label: 'E-mail', kind: 'email', section: 'Person', at: [300, 440, 600, 50] },
  { id: 'phone', label: 'Telephone', kind: 'telephone', section: 'Person', at: [300, 520, 400, 50] },
  { id: 'income', label: 'Income', kind: 'number', section: 'Household', at: [300, 660, 300, 50] },
  {
    id: 'married',
    label: 'Married',
    kind: 'choice',
    section: 'Household',
    options: [
      { label: 'yes', box: shares([300, 740, 30, 30]) },
      { label: 'no', box: shares([420, 740, 30, 30]) },
    ],
    at: [300, 740, 150, 30],
  },
  {
    id: 'interests',
    label: 'Interests',
    kind: 'choice',
    multiple: true,
    section: 'Household',
    options: [
      { label: 'music', box: shares([300, 800, 30, 30]) },
      { label: 'sport', box: shares([480, 800, 30, 30]) },
      { label: 'books', box: shares([660, 800, 30, 30]) },
    ],
    at: [300, 800, 390, 30],
  },
  {
    id: 'children',
    label: 'Children',
    kind: 'table',
    section: 'Household',
    columns: [
      { label: 'First name', x: 300 / SIZE.width, width: 300 / SIZE.width },
      { label: 'School', x: 600 / SIZE.width, width: 400 / SIZE.width },
    ],
    rows: [
      { label: '', y: 900 / SIZE.height, height: 50 / SIZE.height },
      { label: '', y: 950 / SIZE.height, height: 50 / SIZE.height },
    ],
    at: [300, 900, 700, 100],
  },
  { id: 'remarks', label: 'Remarks', kind: 'multi-line', page: 2, at: [300, 200, 790, 300] },
  { id: 'news', label: 'Send me news', kind: 'checkbox', page: 2, at: [300, 560, 24, 24] },
  { id: 'signature', label: 'Signature', kind: 'signature', page: 2, at: [300, 650, 500, 70] },
];

function shares([x, y, width, height]: Drawn['at']) {
  return {
    x: x / SIZE.width,
    y: y / SIZE.height,
    width: width / SIZE.width,
    height: height / SIZE.height,
  };
}

export const sampleLayout: Layout = {
  pages: [SIZE, SIZE],
  fields: drawn.map(({ at, page = 1, ...field }, order) => ({
    ...field,
    page,
    order,
    box: shares(at),
    confidence: 1,
  })),
};

/** Two forms: one with a field of each kind, and one with a single field. */
export async function formContent(): Promise<{ files: Map<string, Buffer>; spec: FormSpec }> {
  const small: Layout = {
    pages: [SIZE],
    fields: [
      {
        id: 'word',
        label: 'A word',
        kind: 'text',
        page: 1,
        order: 0,
        box: shares([100, 100, 300, 60]),
        confidence: 1,
      },
    ],
  };
  const files = new Map<string, Buffer>([
    ['forms/registration/layout.json', Buffer.from(JSON.stringify(sampleLayout))],
    ['forms/note/layout.json', Buffer.from(JSON.stringify(small))],
  ]);
  for (const page of [1, 2])
    files.set(`forms/registration/page-${page}.jpg`, await picture(sampleLayout, page));
  files.set('forms/note/page-1.jpg', await picture(small, 1));
  const pages = (name: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({ file: `forms/${name}/page-${index + 1}.jpg`, ...SIZE }));
  const spec: FormSpec = {
    forms: [
      {
        name: 'registration',
        title: 'Registration',
        layout: 'forms/registration/layout.json',
        pages: pages('registration', 2),
      },
      { name: 'note', title: 'A note', layout: 'forms/note/layout.json', pages: pages('note', 1) },
    ],
  };
  return { files, spec };
}

/** Packs an app with these forms. */
export async function packForms(
  file: string,
  change: (spec: FormSpec) => FormSpec = (spec) => spec,
): Promise<void> {
  const { files, spec } = await formContent();
  await packApp(file, { title: 'The office', files, parts: [{ name: 'form', options: change(spec) }] });
}

/** The printed page: labels before the boxes that are to be filled. */
function picture({ fields }: Layout, page: number): Promise<Buffer> {
  const rect = ({ x, y, width, height }: Field['box'], more = '') =>
    `<rect x="${x * SIZE.width}" y="${y * SIZE.height}" width="${width * SIZE.width}" height="${height * SIZE.height}" fill="none" stroke="#333" stroke-width="2" ${more}/>`;
  const words = (x: number, y: number, text: string) =>
    `<text x="${x * SIZE.width}" y="${y * SIZE.height}" font-family="DejaVu Sans" font-size="22">${text}</text>`;
  const svg = fields
    .filter((field) => field.page === page)
    .map((field) => {
      const { box, options = [], columns = [], rows = [], length = 1 } = field;
      const x = field.kind === 'checkbox' ? box.x + 0.035 : Math.max(0.02, box.x - 0.2);
      const label = words(x, box.y + Math.min(0.02, box.height), field.label);
      if (options.length > 0)
        return (
          label +
          options
            .map((one) =>
              one.box ? rect(one.box) + words(one.box.x + 0.035, one.box.y + 0.015, one.label) : '',
            )
            .join('')
        );
      if (rows.length > 0)
        return (
          label +
          rows
            .flatMap(({ y, height }) => columns.map(({ x, width }) => rect({ x, y, width, height })))
            .join('')
        );
      const step = box.width / length;
      return (
        label + Array.from({ length }, (_, n) => rect({ ...box, x: box.x + n * step, width: step })).join('')
      );
    });
  return sharp(Buffer.from(drawing(svg.join(''), SIZE.width, SIZE.height, '#fdfcf8')))
    .jpeg({ quality: 85 })
    .toBuffer();
}
