import { describe, expect, test } from 'vitest';
import {
  blue,
  cornersOf,
  distance,
  fileOf,
  grayOf,
  grayRowsOf,
  green,
  pictureOf,
  problemsOf,
  processed,
  quarters,
  red,
  rowsOf,
  stepped,
  stepsOf,
  white,
} from '../pictures.ts';

/** 4 x 3 pixels, each its own: 11 is the first of the first row. */
const grid = [
  [11, 12, 13, 14],
  [21, 22, 23, 24],
  [31, 32, 33, 34],
];

describe('crop', () => {
  test.each([
    [
      { left: 1, top: 1, width: 2, height: 2 },
      [
        [22, 23],
        [32, 33],
      ],
    ],
    [{ left: 3 }, [[14], [24], [34]]],
    [{ top: 2 }, [[31, 32, 33, 34]]],
    [{ width: 1, height: 1 }, [[11]]],
    [
      { aspect: '1:1', position: 'west' },
      [
        [11, 12, 13],
        [21, 22, 23],
        [31, 32, 33],
      ],
    ],
    [
      { aspect: '1:1', position: 'east' },
      [
        [12, 13, 14],
        [22, 23, 24],
        [32, 33, 34],
      ],
    ],
    [{ aspect: '4:1', position: 'south' }, [[31, 32, 33, 34]]],
    [{ aspect: '1:3', position: 'northeast' }, [[14], [24], [34]]],
    [
      { aspect: '16:9' },
      [
        [21, 22, 23, 24],
        [31, 32, 33, 34],
      ],
    ],
  ] as const)('%j', async (crop, expected) => {
    expect(await grayRowsOf(await stepped(grayOf(grid), { crop }))).toEqual(expected);
  });

  test('is of the upright picture', async () => {
    const lying = await grayOf(grid).withMetadata({ orientation: 6 }).toBuffer();
    const file = await fileOf('a.png', lying);
    const made = await processed(file, stepsOf({ crop: { width: 2, height: 1 } }));
    expect(await grayRowsOf(made.data)).toEqual([[31, 21]]);
  });

  test('a part that is not inside is a fault of the picture', async () => {
    const file = await fileOf('a.png', grayOf(grid));
    const crop = { left: 2, top: 0, width: 3, height: 2 };
    await expect(processed(file, stepsOf({ crop }), { name: 'pens/a.png' })).rejects.toMatchObject({
      name: 'UserError',
      message: 'The crop of 3 x 2 pixels at 2, 0 is not inside of the picture, which has 4 x 3 pixels there.',
      hint: 'Crop less, crop by an aspect, or resize with the fit "cover".',
      at: { file: 'pens/a.png' },
    });
  });

  test.each([
    [{}, '', 'A crop needs a part in pixels (left, top, width, height) or an aspect.'],
    [{ aspect: '1:1', left: 3 }, '/aspect', 'A crop is by pixels or by an aspect; leave out one of them.'],
    [{ aspect: '16/9' }, '/aspect', 'An aspect is written 16:9, with whole numbers.'],
    [
      { left: 1, position: 'north' },
      '/position',
      'A position goes with an aspect; say left and top for a part in pixels.',
    ],
  ])('%j is refused', (crop, path, message) => {
    expect(problemsOf({ crop })).toEqual([[`0/crop${path}`, message]]);
  });
});

describe('trim', () => {
  const framed = [
    [9, 9, 9, 9, 9],
    [9, 9, 90, 9, 9],
    [9, 9, 9, 50, 9],
    [9, 9, 9, 9, 9],
  ];

  test('cuts off what has the colour of the first pixel', async () => {
    expect(await grayRowsOf(await stepped(grayOf(framed), { trim: {} }))).toEqual([
      [90, 9],
      [9, 50],
    ]);
  });

  test('within the threshold', async () => {
    expect(await grayRowsOf(await stepped(grayOf(framed), { trim: { threshold: 41 } }))).toEqual([[90]]);
    expect(await grayRowsOf(await stepped(grayOf(framed), { trim: { threshold: 40 } }))).toEqual([
      [90, 9],
      [9, 50],
    ]);
  });

  test('by a given background', async () => {
    const picture = pictureOf([[white, white, red, white]]);
    expect(await rowsOf(await stepped(picture, { trim: { background: '#fff' } }))).toEqual([[red]]);
    expect(await rowsOf(await stepped(picture, { trim: { background: 'black' } }))).toEqual([
      [white, white, red, white],
    ]);
  });

  test('transparent edges, whatever colour they hide', async () => {
    const clear = [0, 0, 0, 0];
    const picture = pictureOf([
      [clear, [90, 0, 0, 0], clear],
      [clear, [1, 2, 3, 255], clear],
    ]);
    expect(await rowsOf(await stepped(picture, { trim: {} }))).toEqual([[[1, 2, 3, 255]]]);
  });

  test('a picture that is all background stays as it is', async () => {
    expect(
      await grayRowsOf(
        await stepped(
          grayOf([
            [7, 7],
            [7, 8],
          ]),
          { trim: {} },
        ),
      ),
    ).toEqual([
      [7, 7],
      [7, 8],
    ]);
  });
});

describe('extend', () => {
  test('each edge by itself', async () => {
    const extend = { all: 1, left: 2, bottom: 0, background: '#010203' };
    expect(await rowsOf(await stepped(pictureOf([[red]]), { extend }))).toEqual([
      [
        [1, 2, 3],
        [1, 2, 3],
        [1, 2, 3],
        [1, 2, 3],
      ],
      [[1, 2, 3], [1, 2, 3], red, [1, 2, 3]],
    ]);
  });

  test('transparent by itself, and white in a JPEG', async () => {
    expect(await rowsOf(await stepped(pictureOf([[red]]), { extend: { top: 1 } }))).toEqual([
      [[255, 255, 255, 0]],
      [[...red, 255]],
    ]);
    const jpeg = await stepped(quarters().png(), { extend: { all: 96 } }, { encode: { format: 'jpeg' } });
    expect((await rowsOf(jpeg))[0]?.[0]).toEqual(white);
  });

  test('a gray picture can have coloured edges', async () => {
    const extend = { left: 1, background: '#ff0000' };
    expect(await rowsOf(await stepped(grayOf([[7]]), { extend }))).toEqual([[red, [7, 7, 7]]]);
  });

  test('by nothing is refused', () => {
    const message = 'An extend needs at least one edge of 1 pixel or more: all, top, right, bottom or left.';
    expect(problemsOf({ extend: {} })).toEqual([['0/extend', message]]);
    expect(problemsOf({ extend: { all: 0 } })).toEqual([['0/extend', message]]);
    expect(problemsOf({ extend: { all: 1, background: 'red' } })).toEqual([
      [
        '0/extend/background',
        'A colour is written #rrggbb, #rrggbbaa or #rgb, or is white, black or transparent.',
      ],
    ]);
  });
});

describe('flip and flop', () => {
  test('mirror', async () => {
    expect(await grayRowsOf(await stepped(grayOf(grid), { flip: {} }))).toEqual(grid.toReversed());
    expect(await grayRowsOf(await stepped(grayOf(grid), { flop: {} }))).toEqual(
      grid.map((row) => row.toReversed()),
    );
    expect(await grayRowsOf(await stepped(grayOf(grid), { flip: {} }, { flip: {} }))).toEqual(grid);
  });
});

describe('rotate', () => {
  test.each([
    [
      90,
      [
        [31, 21, 11],
        [32, 22, 12],
        [33, 23, 13],
        [34, 24, 14],
      ],
    ],
    [
      -270,
      [
        [31, 21, 11],
        [32, 22, 12],
        [33, 23, 13],
        [34, 24, 14],
      ],
    ],
    [
      180,
      [
        [34, 33, 32, 31],
        [24, 23, 22, 21],
        [14, 13, 12, 11],
      ],
    ],
  ])('by %i', async (angle, expected) => {
    expect(await grayRowsOf(await stepped(grayOf(grid), { rotate: { angle } }))).toEqual(expected);
  });

  test('by any angle, the corners in the background', async () => {
    const file = await fileOf('a.png', quarters(60, 60).png());
    const made = await processed(file, stepsOf({ rotate: { angle: 45, background: '#000' } }));
    expect(Math.abs(made.width - 85)).toBeLessThanOrEqual(1);
    const rows = await rowsOf(made.data);
    expect(rows[0]?.[0]).toEqual([0, 0, 0]);
    const middle = Math.floor(made.height / 2);
    const spots = [rows[20]?.[42], rows[middle]?.[65], rows[65]?.[42], rows[middle]?.[20]];
    // Clockwise by an eighth, the first quarter is on top.
    expect(
      distance(
        spots.map((spot) => spot ?? []),
        [red, green, white, blue],
      ),
    ).toBeLessThan(2);
  });

  test('corners are transparent by themselves', async () => {
    const png = await stepped(quarters(60, 60).png(), { rotate: { angle: 10 } });
    expect((await rowsOf(png))[0]?.[0]?.[3]).toBe(0);
    expect((await cornersOf(png)).map((spot) => spot[3])).toEqual([255, 255, 255, 255]);
  });

  test.each([
    [{ angle: 0 }, '/angle', 'An angle of 0 or 360 turns nothing; leave the step out.'],
    [{ angle: -360 }, '/angle', 'An angle of 0 or 360 turns nothing; leave the step out.'],
    [
      { angle: 90, background: 'white' },
      '/background',
      'Turned by 90 degrees a picture has no empty corners; leave out the background.',
    ],
  ])('%j is refused', (rotate, path, message) => {
    expect(problemsOf({ rotate })).toEqual([[`0/rotate${path}`, message]]);
  });
});

describe('resize', () => {
  test('kernel nearest keeps the pixels of pixel art', async () => {
    const resize = { width: 4, enlarge: true, kernel: 'nearest' } as const;
    expect(await grayRowsOf(await stepped(grayOf([[0, 255]]), { resize }))).toEqual([
      [0, 0, 255, 255],
      [0, 0, 255, 255],
    ]);
  });

  test.each([
    ['west', [11, 12, 13]],
    ['east', [12, 13, 14]],
    ['centre', [12, 13, 14]],
  ] as const)('cover keeps the %s', async (position, first) => {
    const resize = { width: 3, height: 3, fit: 'cover', position } as const;
    expect((await grayRowsOf(await stepped(grayOf(grid), { resize })))[0]).toEqual(first);
  });

  test('contain pads where it is told to, in a colour', async () => {
    const resize = { width: 3, height: 1, fit: 'contain', position: 'east', background: '#0a0b0c' } as const;
    const ground = [10, 11, 12];
    expect(await rowsOf(await stepped(pictureOf([[red]]), { resize }))).toEqual([[ground, ground, red]]);
  });

  test.each([
    [
      { width: 9, background: '#fff' },
      'background',
      'Only the fit contain pads; with inside leave out the background.',
    ],
    [
      { width: 9, fit: 'fill', position: 'north' },
      'position',
      'Only the fits cover and contain have a position; with fill leave it out.',
    ],
    [
      { width: 9, fit: 'contain', position: 'entropy' },
      'position',
      'Contain shows the whole picture: entropy is for the fit cover.',
    ],
  ])('%j is refused', (resize, path, message) => {
    expect(problemsOf({ resize })).toEqual([[`0/resize/${path}`, message]]);
  });
});
