import { describe, expect, it } from 'vitest';
import type { Place } from '../../../src/form/detect/types.ts';
import { kindOf } from '../../../src/form/layout/kinds.ts';
import { layoutOf } from '../../../src/form/layout/layout.ts';
import { inOrder } from '../../../src/form/layout/order.ts';
import { layoutSchema } from '../../../src/form/layout/types.ts';
import type { Word } from '../../../src/form/words/read.ts';

const size = { width: 1000, height: 1400 };
const word = (text: string, x: number, y: number): Word => ({
  text,
  confidence: 0.9,
  box: { x, y, width: text.length * 14, height: 22 },
});
const place = (x: number, y: number, width: number, more: Partial<Place> = {}): Place => ({
  box: { x, y, width, height: 44 },
  shape: 'text',
  confidence: 0.9,
  ...more,
});
const tick = (x: number, y: number): Place => ({
  box: { x, y, width: 26, height: 26 },
  shape: 'checkbox',
  confidence: 0.9,
});

describe('layout', () => {
  it('takes the label before, above, or inside, and the kind from it', () => {
    const frame = { x: 60, y: 400, width: 400, height: 90 };
    const layout = layoutOf([
      {
        ...size,
        places: [
          place(300, 100, 500),
          place(60, 250, 400),
          place(60, 430, 400, { frame, box: { x: 60, y: 430, width: 400, height: 60 } }),
        ],
        words: [
          word('Surname:', 60, 118),
          word('E-mail', 60, 222),
          word('Date', 64, 404),
          word('of', 130, 404),
          word('birth', 170, 404),
        ],
      },
    ]);
    expect(layout.fields.map(({ id, label, kind, order }) => ({ id, label, kind, order }))).toEqual([
      { id: 'surname', label: 'Surname', kind: 'text', order: 0 },
      { id: 'e-mail', label: 'E-mail', kind: 'email', order: 1 },
      { id: 'date-of-birth', label: 'Date of birth', kind: 'date', order: 2 },
    ]);
    expect(layoutSchema.parse(layout)).toEqual(layout);
  });

  it('makes one choice of the answers to a question, and one table of its cells', () => {
    const cells = [0, 1].flatMap((row) =>
      [0, 1].map((column) =>
        place(60 + column * 300, 500 + row * 50, 300, { shape: 'cell', table: { index: 0, row, column } }),
      ),
    );
    const { fields } = layoutOf([
      {
        ...size,
        places: [tick(300, 100), tick(500, 100), ...cells],
        words: [
          word('Smoker?', 60, 102),
          word('Yes', 336, 102),
          word('No', 536, 102),
          word('Name', 150, 470),
          word('School', 450, 470),
        ],
      },
    ]);
    expect(fields.map(({ kind }) => kind)).toEqual(['choice', 'table']);
    expect(fields[0]?.options?.map(({ label }) => label)).toEqual(['Yes', 'No']);
    expect(fields[1]?.columns).toEqual(
      [
        { label: 'Name', x: 60 / size.width, width: 300 / size.width },
        { label: 'School', x: 360 / size.width, width: 300 / size.width },
      ].map(({ label, x, width }) => ({ label, x: expect.closeTo(x, 4), width: expect.closeTo(width, 4) })),
    );
    expect(fields[1]?.rows?.map(({ label }) => label)).toEqual(['', '']);
  });

  it('marks what it guesses, and gives each id once', () => {
    const { fields } = layoutOf([
      {
        ...size,
        places: [place(300, 100, 500), place(300, 600, 500)],
        words: ['What', 'stands', 'far', 'from', 'all'].map((text, i) => word(text, 100 * i, 1300)),
      },
    ]);
    expect(fields.map(({ id, guessed }) => ({ id, guessed }))).toEqual([
      { id: 'text', guessed: ['label', 'kind'] },
      { id: 'text-2', guessed: ['label', 'kind'] },
    ]);
  });

  it('refuses a page without places', () => {
    expect(() => layoutOf([{ ...size, places: [], words: [] }], 'cat.jpg')).toThrow(
      'There is no place to fill in on cat.jpg: no line, box or cell to write in was found.',
    );
  });
});

describe('kinds by label', () => {
  it.each([
    ['Geburtsdatum', 'date'],
    ['Date de naissance', 'date'],
    ['Téléphone', 'telephone'],
    ['Nombre d’enfants', 'number'],
    ['Number of children', 'number'],
    ['Policy number', 'text'],
    ['Courriel', 'email'],
    ['Unterschrift', 'signature'],
  ])('%s: %s', (label, kind) => {
    expect(kindOf('text', label).kind).toBe(kind);
  });
});

it('reads columns one after the other, rows from left to right', () => {
  const column = (x: number, shift: number) =>
    Array.from({ length: 8 }, (_, i) => ({
      name: `${x}-${i}`,
      box: { x, y: 100 + i * 70 + shift, width: 300, height: 40 },
    }));
  const two = inOrder([...column(600, 30), ...column(100, 0)]);
  expect(two.slice(0, 8).every(({ name }) => name.startsWith('100'))).toBe(true);
  const rows = inOrder([...column(600, 0), ...column(100, 0)]);
  expect(rows.slice(0, 2).map(({ name }) => name)).toEqual(['100-0', '600-0']);
});
