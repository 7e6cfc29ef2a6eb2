import { expect, it } from 'vitest';
import type { Place } from '../../../src/form/detect/types.ts';
import { layoutOf } from '../../../src/form/layout/layout.ts';
import { inOrder } from '../../../src/form/layout/order.ts';
import { understood } from '../../../src/form/layout/understood.ts';
import type { Word } from '../../../src/form/words/read.ts';
import { framed, line, size, tick, words } from './found.ts';

const cell = (x: number, y: number, width: number, row: number, column: number): Place =>
  line(x, y, width, { shape: 'cell', table: { index: 0, row, column } });
const fields = (places: readonly Place[], ...found: Word[][]) =>
  layoutOf([{ ...size, places, words: found.flat() }]).fields;

it('gives the columns of a table the headings of theirs and those above these', () => {
  const cells = [0, 1].flatMap((row) =>
    [0, 1, 2, 3].map((column) => cell(400 + column * 200, 300 + row * 44, 200, row, column)),
  );
  expect(
    fields(
      [framed(100, 256, 300), ...cells],
      words('Money', 100, 150, 30),
      words('Income', 560, 220),
      words('Tax', 980, 220),
      words('2024', 470, 264),
      words('2025', 670, 264),
      words('2024', 870, 264),
      words('2025', 1070, 264),
      words('You', 120, 310),
      words('Your partner', 120, 354),
    ),
  ).toMatchObject([
    {
      kind: 'table',
      columns: [
        { label: 'Income 2024' },
        { label: 'Income 2025' },
        { label: 'Tax 2024' },
        { label: 'Tax 2025' },
      ],
      rows: [{ label: 'You' }, { label: 'Your partner' }],
    },
  ]);
});

it('takes the boxes of numbered lines for amounts, and the leaders to them for none', () => {
  const rows = [0, 1, 2, 3].map((row) => 200 + row * 44);
  const found = fields(
    [line(300, 204, 500), ...rows.map((y) => framed(1300, y, 250))],
    ...rows.flatMap((y, row) => [
      words(['Wages', 'Rent', 'Interest', 'Pension'][row] ?? '', 150, y + 12),
      words(String(10 + row), 1250, y + 12),
    ]),
  );
  expect(found.map(({ label, kind, guessed }) => ({ label, kind, guessed }))).toEqual(
    ['Wages', 'Rent', 'Interest', 'Pension'].map((label) => ({ label, kind: 'number', guessed: ['kind'] })),
  );
});

it('puts fields below the heading of their column; the title is none', () => {
  const places = [line(300, 300, 400), line(1100, 300, 400), line(300, 360, 400), line(1100, 360, 400)];
  const all = understood({
    ...size,
    places,
    words: [
      words('Application', 500, 60, 44),
      words('Father', 100, 220, 28),
      words('Mother', 900, 220, 28),
      words('Name', 100, 316),
      words('Name', 900, 316),
      words('Town', 100, 376),
      words('Town', 900, 376),
    ].flat(),
  });
  expect(places.map((place) => all.find((one) => one.place === place)?.section)).toEqual([
    'Father',
    'Mother',
    'Father',
    'Mother',
  ]);
});

it('marks what must be filled, gives patterns where they are certain, and numbers the combs of a date', () => {
  const comb = (x: number, y: number, length: number) => line(x, y, length * 36, { shape: 'comb', length });
  expect(
    fields(
      [line(300, 100, 400), line(420, 160, 400), comb(300, 220, 22), comb(300, 280, 2), comb(392, 280, 2)],
      words('Surname *', 100, 116),
      words('Postleitzahl (Pflichtfeld)', 20, 176, 18),
      words('IBAN', 100, 236),
      words('Birthday', 100, 296),
    ).map(({ label, required, pattern, length }) => ({ label, required, pattern, length })),
  ).toEqual([
    { label: 'Surname', required: true },
    { label: 'Postleitzahl', required: true, pattern: '[0-9]{4,5}' },
    { label: 'IBAN', pattern: '[A-Za-z]{2} ?[0-9]{2}[A-Za-z0-9 ]{11,40}', length: 22 },
    { label: 'Birthday (1)', length: 2 },
    { label: 'Birthday (2)', length: 2 },
  ]);
});

it('reads two columns between what reaches over both', () => {
  const column = (x: number, y: number, shift: number) =>
    Array.from({ length: 8 }, (_, i) => ({
      name: x,
      box: { x, y: y + i * 70 + shift, width: 300, height: 40 },
    }));
  const across = { name: 0, box: { x: 100, y: 700, width: 800, height: 40 } };
  const order = inOrder([
    ...column(600, 800, 30),
    across,
    ...column(100, 800, 0),
    ...column(600, 100, 30),
    ...column(100, 100, 0),
  ]).map(({ name }) => name);
  expect(order).toEqual([
    ...Array(8).fill(100),
    ...Array(8).fill(600),
    0,
    ...Array(8).fill(100),
    ...Array(8).fill(600),
  ]);
});

it('marks a label whose words were hard to read', () => {
  const blurred = words('Snmame', 100, 116).map((word) => ({ ...word, confidence: 0.5 }));
  expect(
    fields([line(300, 100, 400), line(300, 160, 400)], blurred, words('Town', 100, 176)).map(
      ({ guessed }) => guessed,
    ),
  ).toEqual([['label'], undefined]);
});

it('calls a table by the small print above it, and leaves a heading to the section', () => {
  const cells = [0, 1].flatMap((row) =>
    [0, 1].map((column) => cell(100 + column * 400, 300 + row * 44, 400, row, column)),
  );
  const heads = [words('Full name', 120, 264, 28), words('Since', 520, 264, 28)];
  const title = words('Application', 100, 20, 50);
  expect(
    fields(
      cells,
      title,
      words('The pupil', 100, 150, 30),
      words('Brothers and sisters', 100, 224, 20),
      ...heads,
    ),
  ).toMatchObject([{ label: 'Brothers and sisters', section: 'The pupil' }]);
  expect(fields(cells, title, words('The pupil', 100, 220, 30), ...heads)).toMatchObject([
    { label: 'The pupil', section: 'The pupil' },
  ]);
});

it('several boxes of a row of a matrix may be ticked where the words above it say so', () => {
  const ticks = [300, 344, 388].flatMap((y) => [600, 760, 920].map((x) => tick(x, y)));
  const matrix = (above: string) =>
    fields(
      ticks,
      words(above, 100, 190),
      words('Self', 590, 250),
      words('Mother', 740, 250),
      words('Father', 900, 250),
      ...['Asthma', 'Stroke', 'Cancer'].map((illness, row) => words(illness, 100, 300 + row * 44)),
    ).map(({ label, multiple }) => [label, multiple === true]);
  const rows = ['Asthma', 'Stroke', 'Cancer'];
  expect(matrix('Please check all that apply')).toEqual(rows.map((label) => [label, true]));
  expect(matrix('Who had what')).toEqual(rows.map((label) => [label, false]));
});

it('boxes for letters side by side have one caption, or each its own', () => {
  const comb = (x: number, y: number): Place => line(x, y, 300, { shape: 'comb', length: 7 });
  const found = fields(
    [comb(100, 230), comb(430, 230), comb(100, 330), comb(430, 330)],
    words('Full name', 100, 200),
    words('Town of birth', 430, 200),
    words('Account number', 100, 300),
  );
  expect(found.map(({ label }) => label)).toEqual([
    'Full name',
    'Town of birth',
    'Account number (1)',
    'Account number (2)',
  ]);
});

it('takes no line of a text for a heading, and no words that stand in several places', () => {
  const found = fields(
    [line(300, 500, 400)],
    words('Personal details', 100, 200),
    words('Sex', 100, 300),
    words('Sex', 900, 300),
    words('who is married or lives', 100, 380),
    words('with a partner has to', 100, 406),
    words('fill the second page', 100, 432),
    words('Name', 200, 512),
  );
  expect(found.map(({ section }) => section)).toEqual(['Personal details']);
});
