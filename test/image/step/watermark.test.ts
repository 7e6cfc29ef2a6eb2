import { describe, expect, test } from 'vitest';
import { processImage } from '../../../src/image/process.ts';
import { assetsIn, type ImageStepsInput } from '../../../src/image/steps.ts';
import { fileOf, pictureOf, problemsOf, quarters, red, rowsOf, stepsOf, white } from '../pictures.ts';

const black = [0, 0, 0];
const plain = (width: number, height: number, colour = white) =>
  pictureOf(Array.from({ length: height }, () => Array.from({ length: width }, () => colour)));

type Watermark = NonNullable<ImageStepsInput[number]['watermark']>;

/** The rows of a white picture, 8 x 6, with a mark of 2 x 2 red pixels. */
async function marked(options: Watermark, mark = plain(2, 2, red), picture = plain(8, 6)) {
  const [file, logo] = [await fileOf('a.png', picture), await fileOf('logo.png', mark)];
  const steps = stepsOf({ watermark: { picture: 'logo.png', opacity: 1, ...options } });
  const { outputs } = await processImage(file, { steps }, { assets: async () => logo });
  return rowsOf(outputs[0].data);
}

/** `.` for white, `#` for red. */
const drawn = (rows: number[][][]) =>
  rows.map((row) => row.map(([, green = 0]) => (green > 127 ? '.' : '#')).join(''));

describe('a picture', () => {
  test.each([
    [{}, ['........', '........', '........', '........', '......##', '......##']],
    [{ position: 'northwest' }, ['##......', '##......', '........', '........', '........', '........']],
    [{ position: 'centre' }, ['........', '........', '...##...', '...##...', '........', '........']],
    [
      { position: 'north', margin: 1 },
      ['........', '...##...', '...##...', '........', '........', '........'],
    ],
    [
      { position: 'southeast', margin: 1 },
      ['........', '........', '........', '.....##.', '.....##.', '........'],
    ],
    [
      { position: 'west', scale: 0.5 },
      ['........', '####....', '####....', '####....', '####....', '........'],
    ],
    [
      { position: 'centre', scale: 1 },
      ['.######.', '.######.', '.######.', '.######.', '.######.', '.######.'],
    ],
    [
      { tile: true, position: 'northwest', margin: 1 },
      ['##.##.##', '##.##.##', '........', '##.##.##', '##.##.##', '........'],
    ],
  ] as const)('%j', async (options, expected) => {
    expect(drawn(await marked(options))).toEqual(expected);
  });

  test('at an opacity, and with an alpha channel of its own', async () => {
    const half = await marked({ position: 'northwest', opacity: 0.5 });
    const [r = 0, g = 0, b = 0] = half[0]?.[0] ?? [];
    expect(r).toBe(255);
    expect(g).toBeGreaterThanOrEqual(126);
    expect(g).toBeLessThanOrEqual(128);
    expect(b).toBe(g);
    const clear = pictureOf([
      [
        [...red, 255],
        [...black, 0],
      ],
      [
        [...black, 0],
        [...black, 0],
      ],
    ]);
    expect(drawn(await marked({ position: 'northwest' }, clear)).slice(0, 2)).toEqual([
      '#.......',
      '........',
    ]);
  });

  test('leaves the channels of the picture: no alpha where there was none, and alpha where there was', async () => {
    expect((await marked({}))[0]?.[0]).toEqual(white);
    const glass = pictureOf(Array.from({ length: 6 }, () => Array.from({ length: 8 }, () => [9, 9, 9, 0])));
    const rows = await marked({}, plain(2, 2, red), glass);
    expect(rows[0]?.[0]?.[3]).toBe(0);
    expect(rows[5]?.[7]).toEqual([...red, 255]);
  });

  test('is fetched by its name in the spec, once', async () => {
    const steps = stepsOf(
      { watermark: { picture: 'marks/a.png' } },
      { watermark: { text: 'b' } },
      { watermark: { picture: 'marks/a.png', tile: true } },
      { watermark: { picture: 'c.svg' } },
    );
    expect(assetsIn(steps)).toEqual(['marks/a.png', 'c.svg']);
    expect(assetsIn([])).toEqual([]);
  });

  test('that is broken is named as the place', async () => {
    const file = await fileOf('a.png', plain(8, 6));
    const logo = await fileOf('logo.png', 'no picture');
    const steps = stepsOf({ watermark: { picture: 'marks/logo.png' } });
    await expect(processImage(file, { steps }, { assets: async () => logo })).rejects.toMatchObject({
      name: 'UserError',
      message: 'This is not a picture that can be processed: it looks like text.',
      at: { file: 'marks/logo.png' },
    });
  });
});

describe('a text', () => {
  test('is drawn in its colour, where and as large as it is to be', async () => {
    const file = await fileOf('a.png', plain(400, 200));
    const text = '<b>© A & B</b>';
    const steps = stepsOf({
      watermark: { text, colour: '#f00', opacity: 1, scale: 0.5, position: 'southeast', margin: 10 },
    });
    const { outputs } = await processImage(file, { steps });
    const rows = await rowsOf(outputs[0].data);
    const spots = rows.flatMap((row, y) => row.flatMap(([, g = 255], x) => (g < 128 ? [{ x, y }] : [])));
    const xs = spots.map(({ x }) => x);
    expect(Math.min(...xs)).toBeGreaterThanOrEqual(188);
    expect(Math.min(...xs)).toBeLessThan(196);
    expect(Math.max(...xs)).toBeGreaterThan(384);
    expect(Math.max(...xs)).toBeLessThan(390);
    expect(Math.max(...spots.map(({ y }) => y))).toBeLessThan(190);
    // Half transparent at its borders, red inside.
    expect(rows.flat().every(([r = 0]) => r > 250)).toBe(true);
  });

  test('is the same twice', async () => {
    const file = await fileOf('a.png', quarters().png());
    const steps = stepsOf({ watermark: { text: 'Sample', tile: true, margin: 4 } });
    const [one, two] = await Promise.all([processImage(file, { steps }), processImage(file, { steps })]);
    expect(one.outputs[0].data.equals(two.outputs[0].data)).toBe(true);
  });

  test('that no font can write says so', async () => {
    const file = await fileOf('a.png', quarters().png());
    await expect(processImage(file, { steps: stepsOf({ watermark: { text: ' ' } }) })).rejects.toMatchObject({
      name: 'UserError',
      message: 'The text " " of a watermark comes out empty: no font here can write it.',
      hint: expect.stringContaining('Install a font'),
      at: { file },
    });
  });
});

test.each([
  [{}, '', 'A watermark needs a picture or a text.'],
  [{ picture: 'a.png', text: 'b' }, '', 'A watermark is a picture or a text; for both, write two steps.'],
  [{ picture: 'a.png', colour: '#fff' }, '/colour', 'Only a text has a colour; leave it out.'],
])('%j is refused', (watermark, path, message) => {
  expect(problemsOf({ watermark })).toEqual([[`0/watermark${path}`, message]]);
});
