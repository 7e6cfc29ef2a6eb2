import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PackedImage } from '../../../src/image/index-file.ts';
import { openCatalogue, type Picture } from '../../../src/parts/gallery/catalogue/catalogue.ts';
import { type Colour, colourNames, colourOf, colours } from '../../../src/parts/gallery/filters/colours.ts';
import {
  choiceNames,
  choicesFor,
  everything,
  type Filter,
  queryOf,
  readFilter,
  sortNames,
} from '../../../src/parts/gallery/filters/filter.ts';
import { fold, wordsOf } from '../../../src/parts/gallery/filters/fold.ts';
import { factOf, select } from '../../../src/parts/gallery/filters/select.ts';
import { openSelections } from '../../../src/parts/gallery/filters/selections.ts';
import { shapeNames, shapeOf, sizeNames, sizeOf } from '../../../src/parts/gallery/filters/sizes.ts';
import { memoryPayload } from '../../support/memory-payload.ts';

/** A catalogue of these sets. */
function catalogueOf(sets: Record<string, Partial<PackedImage>[]>, alike: Record<string, string[][]> = {}) {
  const files = Object.entries(sets).map(([name, images]): [string, string] => [
    `images/${name}.json`,
    JSON.stringify({
      name,
      images: images.map((image, n) => ({
        file: `${n}.png`,
        source: `${n}.png`,
        width: 4,
        height: 3,
        format: 'png',
        size: 1,
        sha256: '',
        ...image,
      })),
      nearDuplicates: (alike[name] ?? []).map((group) => ({
        images: group.map((file) => ({ file, distance: 1 })),
      })),
    }),
  ]);
  const count = Object.values(sets).flat().length;
  return openCatalogue({ payload: memoryPayload(Object.fromEntries(files)) }, Object.keys(sets), count);
}

const idsOf = (pictures: Picture[]) => pictures.map(({ image }) => image.file);

describe('words', () => {
  it.each([
    ['Éclairs & Çafé', 'eclairs cafe'],
    ['HB_pencil--2.png', 'hb pencil 2 png'],
    ['ﬁne ½', 'fine 1 2'],
    ['Ελλάδα', 'ελλαδα'],
    ['鉛筆', '鉛筆'],
    ['', ''],
  ])('%s is compared as "%s"', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('loses the s of a plural, and no other', () => {
    expect(wordsOf('Staplers gas Pens bureaux')).toEqual(['stapler', 'gas', 'pen', 'bureau']);
  });
});

describe('colours', () => {
  it.each(
    Object.entries({
      red: ['#ff0000', '#dc143c', '#8b0000', '#ff6347'],
      orange: ['#ffa500', '#ff8c00', '#d2691e', '#d2b48c'],
      yellow: ['#ffff00', '#ffd700', '#f0e68c'],
      green: ['#00ff00', '#008000', '#2e8b57', '#d5e8dc'],
      teal: ['#008080', '#00ffff', '#40e0d0'],
      blue: ['#0000ff', '#000080', '#4169e1', '#87ceeb'],
      purple: ['#800080', '#4b0082', '#ee82ee', '#e8e6f4'],
      pink: ['#ffc0cb', '#ff69b4', '#ff1493'],
      brown: ['#8b4513', '#a0522d', '#5c4033'],
      black: ['#000000', '#101010'],
      gray: ['#808080', '#c0c0c0', '#333333'],
      white: ['#ffffff', '#f5f5f5'],
    }).flatMap(([name, list]) => list.map((hex): [string, string] => [hex, name])),
  )('%s is %s', (hex, name) => {
    expect(colourOf(hex)).toBe(name);
  });

  it('are each what stands for them', () => {
    for (const name of colourNames) expect(colourOf(colours[name])).toBe(name);
  });

  it('have a name for every colour there is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), (rgb) => {
        expect(colourNames).toContain(colourOf(`#${rgb.toString(16).padStart(6, '0')}`));
      }),
    );
  });
});

it('sizes and shapes have bounds', () => {
  expect([sizeOf(600, 499), sizeOf(600, 500), sizeOf(2000, 999), sizeOf(2000, 1000)]).toEqual([
    'small',
    'medium',
    'medium',
    'large',
  ]);
  expect([shapeOf(105, 100), shapeOf(106, 100), shapeOf(100, 106), shapeOf(1, 1)]).toEqual([
    'square',
    'landscape',
    'portrait',
    'square',
  ]);
});

const picture = fc.record(
  {
    file: fc.stringMatching(/^[a-cé]{1,3}(-[a-c]{1,2})?\.(png|webp)$/),
    width: fc.integer({ min: 0, max: 3000 }),
    height: fc.integer({ min: 1, max: 3000 }),
    format: fc.constantFrom('png', 'webp'),
    dominant: fc
      .integer({ min: 0, max: 0xffffff })
      .map((rgb): string => `#${rgb.toString(16).padStart(6, '0')}`),
    taken: fc.constantFrom('2025-01-31 10:00:00', '2026-03-01 00:00:00', '2026-03-14 23:59:59'),
  },
  { requiredKeys: ['file', 'width', 'height', 'format'] },
);

const gallery = fc
  .tuple(
    fc.uniqueArray(picture, { maxLength: 12, selector: ({ file }) => file }),
    fc.uniqueArray(picture, { maxLength: 12, selector: ({ file }) => file }),
  )
  .map(([one, two]) => {
    const group = one.slice(0, 3).map(({ file }) => file);
    return catalogueOf({ one, two }, group.length > 1 ? { one: [group] } : {});
  });

const choices = choicesFor(['one', 'two'], ['png', 'webp']);
const some = <T>(values: readonly T[]) => fc.subarray([...values], { maxLength: 2 });
const filter: fc.Arbitrary<Filter> = fc.record({
  name: fc.constantFrom('', 'a', 'b c', 'É'),
  from: fc.constantFrom('', '2026', '2026-03', '2026-03-02'),
  to: fc.constantFrom('', '2025', '2026-03', '2026-03-13'),
  set: some(choices.set),
  colour: some(colourNames),
  size: some(sizeNames),
  shape: some(shapeNames),
  format: some(choices.format),
  sort: fc.record({ by: fc.constantFrom(...sortNames), descending: fc.boolean() }),
  grouped: fc.boolean(),
});

describe('a filter', () => {
  it('is the same again when it is read out of its query', () => {
    fc.assert(
      fc.property(filter, (one) => {
        expect(readFilter(new URLSearchParams(queryOf(one)), choices)).toEqual(one);
      }),
    );
    expect(queryOf(everything)).toBe('');
  });

  it('picks a part of what there is, each picture once, and the same as any of its parts alone', () => {
    fc.assert(
      fc.property(gallery, filter, (catalogue, one) => {
        const all = catalogue.pictures();
        const { pictures } = select(all, { ...one, grouped: false });
        expect(new Set(pictures).size).toBe(pictures.length);
        for (const found of pictures) {
          expect(all).toContain(found);
          for (const choice of choiceNames)
            if (one[choice].length > 0) expect(one[choice]).toContain(factOf(found, choice));
        }
        // What one filter alone leaves out, all together leave out.
        for (const part of ['name', 'from', 'to', ...choiceNames] as const) {
          const alone = select(all, { ...everything, [part]: one[part] }).pictures;
          expect(pictures.every((found) => alone.includes(found))).toBe(true);
        }
      }),
    );
  });

  it('counts what a choice would give', () => {
    fc.assert(
      fc.property(gallery, filter, fc.constantFrom(...choiceNames), (catalogue, one, choice) => {
        const all = catalogue.pictures();
        const { facets } = select(all, one);
        for (const value of choices[choice]) {
          const { pictures } = select(all, { ...one, [choice]: [value], grouped: false });
          expect(facets[choice].get(value) ?? 0).toBe(pictures.length);
        }
        const free = select(all, { ...one, [choice]: [], grouped: false }).pictures;
        const sum = [...facets[choice].values()].reduce((total, count) => total + count, 0);
        expect(sum).toBe(free.filter((found) => factOf(found, choice) !== undefined).length);
      }),
    );
  });

  it('groups pictures that look alike: one of each group, and all are counted', () => {
    fc.assert(
      fc.property(gallery, filter, (catalogue, one) => {
        const all = catalogue.pictures();
        const ungrouped = select(all, { ...one, grouped: false }).pictures;
        const { pictures, groups } = select(all, { ...one, grouped: true });
        const counts = pictures.map(({ id }) => groups.get(id) ?? 1);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(ungrouped.length);
        const seen = pictures.flatMap(({ alike }) => (alike ? [alike] : []));
        expect(new Set(seen).size).toBe(seen.length);
      }),
    );
  });

  it('sorts, what is unknown last, either way', () => {
    const catalogue = catalogueOf({
      a: [
        { file: 'b10.png', taken: '2026-01-02 00:00:00', width: 10, height: 10, dominant: '#0000ff' },
        { file: 'b9.png', width: 0, height: 0 },
        { file: 'A.png', taken: '2026-01-01 00:00:00', width: 20, height: 10, dominant: '#ff0000' },
      ],
    });
    const sorted = (text: string) =>
      idsOf(select(catalogue.pictures(), readFilter(new URLSearchParams({ sort: text }), choices)).pictures);
    expect(sorted('file')).toEqual(['b10.png', 'b9.png', 'A.png']);
    expect(sorted('-file')).toEqual(['A.png', 'b9.png', 'b10.png']);
    expect(sorted('name')).toEqual(['A.png', 'b9.png', 'b10.png']);
    expect(sorted('date')).toEqual(['A.png', 'b10.png', 'b9.png']);
    expect(sorted('-date')).toEqual(['b10.png', 'A.png', 'b9.png']);
    expect(sorted('-size')).toEqual(['A.png', 'b10.png', 'b9.png']);
    expect(sorted('colour')).toEqual(['A.png', 'b10.png', 'b9.png']);
  });

  it('finds staplers, by one word or several, with or without accents', () => {
    const catalogue = catalogueOf({
      products: ['stapler-red', 'stapler-teal', 'staples', 'crème-pen'].map((name) => ({
        file: `${name}.png`,
        source: `${name}.jpg`,
      })),
    });
    const found = (name: string) => idsOf(select(catalogue.pictures(), { ...everything, name }).pictures);
    expect(found('Staplers')).toEqual(['stapler-red.png', 'stapler-teal.png']);
    expect(found('red stapler')).toEqual(['stapler-red.png']);
    expect(found('creme')).toEqual(['crème-pen.png']);
    expect(found('products')).toHaveLength(4);
  });
});

it('remembers its last selections', () => {
  const selections = openSelections(catalogueOf({ a: [{}, {}] }));
  const first = selections.of(everything);
  expect(selections.of({ ...everything })).toBe(first);
  const many: Colour[] = [...colourNames];
  for (const colour of many) selections.of({ ...everything, colour: [colour] });
  expect(selections.of(everything)).not.toBe(first);
  expect(selections.of(everything)).toEqual(first);
});
