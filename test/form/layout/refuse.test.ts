import { expect, it } from 'vitest';
import { layoutOf } from '../../../src/form/layout/layout.ts';
import { framed, line, size, words } from './found.ts';

const refused = (places: Parameters<typeof line>[], found: ReturnType<typeof words>) => () =>
  layoutOf([{ ...size, places: places.map((one) => line(...one)), words: found }], 'photo.jpg');

it('refuses a picture with places but hardly a word', () => {
  expect(
    refused(
      [
        [100, 100, 300],
        [600, 900, 300],
        [200, 1400, 500],
      ],
      [],
    ),
  ).toThrow(
    'No form can be seen on photo.jpg: 3 places to fill in and 0 words were found, and hardly any of them belong together.',
  );
});

it('refuses a page of text, but not one that is signed', () => {
  const text = Array.from({ length: 40 }, (_, row) =>
    words('the quick brown fox jumps over the lazy dog once more', 100, 200 + row * 40),
  ).flat();
  expect(refused([[100, 1900, 400]], text)).toThrow(
    'photo.jpg is a text rather than a form: only 1 place to fill in and 440 words were found.',
  );
  expect(refused([[100, 1900, 400]], [...text, ...words('Signature', 100, 1950)])).not.toThrow();
});

it('refuses a table of numbers', () => {
  const numbers = Array.from({ length: 30 }, (_, row) =>
    words(`County ${1000 + row} ${2000 + row} ${3000 + row}`, 100, 200 + row * 48),
  ).flat();
  expect(refused([[900, 300, 300]], numbers)).toThrow(
    'photo.jpg is a table that is full rather than a form: 90 of its 120 words are numbers.',
  );
});

it('takes no cell with a number in it for a place', () => {
  const { fields } = layoutOf([
    {
      ...size,
      places: [framed(300, 100, 200), framed(300, 300, 200)],
      words: [...words('Total', 100, 112), ...words('12,345', 320, 112), ...words('Rest', 100, 312)],
    },
  ]);
  expect(fields.map(({ label }) => label)).toEqual(['Rest']);
});
