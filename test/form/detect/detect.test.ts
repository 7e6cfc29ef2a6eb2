import { describe, expect, it } from 'vitest';
import { type Box, overlapOf } from '../../../src/form/box.ts';
import { detectByLines } from '../../../src/form/detect/detect.ts';
import type { Place } from '../../../src/form/detect/types.ts';
import { box, line, page, text } from '../draw.ts';

const placesOf = async (svg: string, paper?: string): Promise<Place[]> =>
  detectByLines(await page(svg, paper ? { paper } : {})).places;

/** The shapes found, and whether each overlaps the box that is expected, in the order given. */
const expectPlaces = (
  places: readonly Place[],
  expected: readonly (readonly [Place['shape'], Box])[],
): void => {
  expect(places.map(({ shape }) => shape).toSorted()).toEqual(expected.map(([shape]) => shape).toSorted());
  for (const [shape, wanted] of expected)
    expect(
      Math.max(
        ...places.filter((place) => place.shape === shape).map((place) => overlapOf(place.box, wanted)),
      ),
    ).toBeGreaterThan(0.5);
};

describe('places to fill', () => {
  it('a line behind its label, as high as one writes', async () => {
    const places = await placesOf(text(60, 300, 'Surname:') + line(220, 302, 900, 302));
    expectPlaces(places, [['text', { x: 220, y: 252, width: 680, height: 50 }]]);
  });

  it('a line whose caption stands in a column of its own, far before it', async () => {
    const places = await placesOf(text(40, 300, 'Town') + line(330, 302, 900, 302));
    expectPlaces(places, [['text', { x: 330, y: 252, width: 570, height: 50 }]]);
  });

  it('a line of dots', async () => {
    const places = await placesOf(text(60, 300, 'Nom') + line(150, 300, 900, 300, 'stroke-dasharray="2 5"'));
    expectPlaces(places, [['text', { x: 150, y: 250, width: 750, height: 50 }]]);
  });

  it('a box, and a cell less its caption', async () => {
    const places = await placesOf(
      box(60, 100, 500, 50) + box(60, 300, 700, 90) + text(66, 322, 'Place of birth', 18),
    );
    expectPlaces(places, [
      ['text', { x: 60, y: 100, width: 500, height: 50 }],
      ['text', { x: 60, y: 328, width: 700, height: 62 }],
    ]);
  });

  it('white places on a tinted ground', async () => {
    const places = await placesOf(
      `<rect x="30" y="30" width="940" height="700" fill="#d8e4f0"/><rect x="80" y="200" width="500" height="50" fill="#fff"/>${text(80, 190, 'Town')}`,
    );
    expectPlaces(places, [['text', { x: 80, y: 200, width: 500, height: 50 }]]);
  });

  it('boxes for letters are one place, with their number', async () => {
    const cells = Array.from({ length: 8 }, (_, i) => box(60 + i * 40, 300, 40, 46)).join('');
    const places = await placesOf(text(60, 290, 'Postcode', 22) + cells);
    expectPlaces(places, [['comb', { x: 60, y: 300, width: 320, height: 46 }]]);
    expect(places[0]?.length).toBe(8);
  });

  it('boxes for the letters of a date, with wider gaps between its parts', async () => {
    const xs = [60, 102, 152, 194, 244, 286, 328, 370];
    const places = await placesOf(text(60, 290, 'Born', 22) + xs.map((x) => box(x, 300, 42, 46)).join(''));
    expect(places.map(({ length }) => length)).toEqual([2, 2, 4]);
  });

  it('boxes and circles to tick, and no letters', async () => {
    const places = await placesOf(
      `${box(60, 200, 26, 26)}${text(100, 224, 'Oboe, Drum, Double bass')}<circle cx="73" cy="313" r="13" fill="none" stroke="#000" stroke-width="2"/>${text(100, 324, 'Offer, Order, Deposit')}`,
    );
    expectPlaces(places, [
      ['checkbox', { x: 60, y: 200, width: 26, height: 26 }],
      ['radio', { x: 60, y: 300, width: 26, height: 26 }],
    ]);
  });

  it('boxes that were typed as brackets, and no brackets around words', async () => {
    const places = await placesOf(
      text(60, 300, '[ ] Yes   [  ] No   (see [1] and [note], if ( ) any)').replace(
        '<text',
        '<text xml:space="preserve"',
      ),
    );
    expect(places.map(({ shape }) => shape)).toEqual(['checkbox', 'checkbox']);
  });

  it('the second line of an answer, from edge to edge', async () => {
    const places = await placesOf(
      text(60, 200, 'Address:') +
        line(210, 202, 930, 202) +
        line(60, 264, 934, 264) +
        text(60, 324, 'Town:') +
        line(160, 326, 500, 326),
    );
    expectPlaces(places, [
      ['text', { x: 210, y: 152, width: 720, height: 50 }],
      ['text', { x: 60, y: 214, width: 874, height: 50 }],
      ['text', { x: 160, y: 276, width: 340, height: 50 }],
    ]);
  });

  it('lines below each other whose captions stand in a column far before them are each one place', async () => {
    const places = await placesOf(
      ['Name', 'Department', 'Manager']
        .map((words, i) => text(40, 200 + i * 56, words) + line(330, 202 + i * 56, 800, 202 + i * 56))
        .join(''),
    );
    expect(places.map(({ shape }) => shape)).toEqual(['text', 'text', 'text']);
  });

  it('a matrix of boxes that nearly fill their cells: the boxes alone', async () => {
    const rows = [200, 236, 272].map(
      (y, i) =>
        box(60, y, 300, 36) +
        text(70, y + 26, ['Asthma', 'Stroke', 'Cancer'][i] as string, 22) +
        [360, 460, 560].map((x) => box(x, y, 100, 36) + box(x + 37, y + 5, 26, 26)).join(''),
    );
    const places = await placesOf(rows.join(''));
    expect(places.map(({ shape }) => shape)).toEqual(Array(9).fill('checkbox'));
  });

  it('headings of a table that stand high up in their cells are no places', async () => {
    const rows = [260, 310, 360].flatMap((y) => [60, 360, 660].map((x) => box(x, y, 300, 50)));
    const heads = ['Serial number', 'Issued on', 'Valid until'].map(
      (words, i) => box(60 + i * 300, 200, 300, 60) + text(66 + i * 300, 220, words, 18),
    );
    const places = await placesOf([...heads, ...rows].join(''));
    expect(places.map(({ shape }) => shape)).toEqual(Array(9).fill('cell'));
  });

  it('a date on a line with strokes is three combs, with the boxes of each', async () => {
    const strokes = [0, 32, 64, 76, 108, 140, 152, 184, 216, 248, 280];
    const places = await placesOf(
      text(60, 300, 'Born:', 24) +
        line(160, 302, 440, 302) +
        strokes.map((x) => line(160 + x, 286, 160 + x, 302)).join(''),
    );
    expect(places.map(({ shape, length }) => [shape, length])).toEqual([
      ['comb', 2],
      ['comb', 2],
      ['comb', 4],
    ]);
  });

  it('a table: its empty cells, with row and column', async () => {
    const rows = [200, 250, 300, 350].flatMap((y) => [60, 360, 660].map((x) => box(x, y, 300, 50))).join('');
    const heads = ['Name', 'Date', 'Amount'].map((head, i) => text(150 + i * 300, 235, head)).join('');
    const places = await placesOf(rows + heads);
    expect(places.map(({ shape }) => shape)).toEqual(Array(9).fill('cell'));
    expect(new Set(places.map(({ table }) => `${table?.row},${table?.column}`)).size).toBe(9);
  });

  it('lines below each other are one place of several lines', async () => {
    const places = await placesOf(
      text(60, 190, 'Remarks') + [260, 320, 380].map((y) => line(60, y, 900, y)).join(''),
    );
    expectPlaces(places, [['area', { x: 60, y: 205, width: 840, height: 175 }]]);
  });

  it('nothing on a page of text, with a heading underlined and a note in a frame', async () => {
    const places = await placesOf(
      `${text(60, 100, 'Application', 44)}${line(60, 112, 940, 112)}${text(60, 200, 'Please complete in capitals and return.')}${box(60, 300, 880, 90)}${text(80, 335, 'Do not write outside the boxes, use black or')}${text(80, 372, 'blue ink only, and sign the form at its end.')}`,
    );
    expect(places).toEqual([]);
  });
});
