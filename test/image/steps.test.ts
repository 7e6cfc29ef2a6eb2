import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { imageStepsSchema, operationsOf, outputFormat, outputName } from '../../src/image/steps.ts';
import { stepsOf } from './pictures.ts';

const problems = (steps: unknown) =>
  imageStepsSchema.safeParse(steps).error?.issues.map(({ path, message }) => [path.join('/'), message]) ?? [];

const stepNames = [
  ...['resize', 'crop', 'trim', 'extend', 'rotate', 'flip', 'flop'],
  ...['grayscale', 'monochrome', 'negate', 'normalize', 'gamma', 'modulate', 'tint'],
  ...['blur', 'sharpen', 'median', 'edges', 'watermark', 'flatten', 'metadata', 'encode'],
];

describe('the schema', () => {
  test('accepts every step and fills in the defaults', () => {
    const steps = [
      { rotate: { angle: 90 } },
      { resize: { width: 800 } },
      { grayscale: {} },
      { encode: { format: 'webp', quality: 82 } },
    ];
    expect(imageStepsSchema.parse(steps)).toEqual([
      { rotate: { angle: 90 } },
      { resize: { width: 800, fit: 'inside', enlarge: false } },
      { grayscale: {} },
      { encode: { format: 'webp', quality: 82 } },
    ]);
    expect(imageStepsSchema.parse([])).toEqual([]);
  });

  test.each([
    [[{}], '0', `A step says what to do: ${stepNames.slice(0, -1).join(', ')} or encode.`],
    [
      [{ resize: { width: 1 }, grayscale: {} }],
      '0',
      'A step is one thing to do, and this is 2: write { "resize": ... }, { "grayscale": ... }.',
    ],
    [[{ resise: { width: 1 } }], '0', 'Unrecognized key: "resise"'],
    [[{ resize: { widht: 1 } }], '0/resize', 'Unrecognized key: "widht"'],
    [[{ resize: {} }], '0/resize', 'A resize needs a width, a height or both.'],
    [[{ rotate: {} }], '0/rotate/angle', 'The angle is a number of degrees, clockwise, from -360 to 360.'],
    [
      [{ encode: { format: 'jpeg', lossless: true } }],
      '0/encode/lossless',
      'JPEG cannot be lossless; WebP, AVIF and PNG can.',
    ],
    [
      [{ encode: { format: 'webp', lossless: true, quality: 80 } }],
      '0/encode/quality',
      'A lossless picture has no quality; leave out one of them.',
    ],
    [
      [{ encode: { format: 'png' } }, { grayscale: {} }],
      '0/encode',
      'An encode step is the last step: nothing is done to a picture after it.',
    ],
    [
      [{ encode: { format: 'png' } }, { encode: { format: 'webp' } }],
      '0/encode',
      'An encode step is the last step: nothing is done to a picture after it.',
    ],
  ])('refuses %j', (steps, path, message) => {
    expect(problems(steps)).toEqual([[path, message]]);
  });

  test.each([
    [[{ resize: { width: 0 } }], '0/resize/width'],
    [[{ resize: { height: 16_385 } }], '0/resize/height'],
    [[{ resize: { width: 1.5 } }], '0/resize/width'],
    [[{ resize: { width: 10, fit: 'stretch' } }], '0/resize/fit'],
    [[{ encode: { format: 'bmp' } }], '0/encode/format'],
    [[{ encode: { format: 'webp', quality: 0 } }], '0/encode/quality'],
    [[{ encode: { format: 'webp', quality: 101 } }], '0/encode/quality'],
    [[{ grayscale: true }], '0/grayscale'],
    [[null, { grayscale: {} }], '0'],
  ])('refuses %j at %s', (steps, path) => {
    expect(problems(steps).map(([at]) => at)).toEqual([path]);
  });

  test('becomes a JSON Schema in which every step and option is described', () => {
    const { items } = z.toJSONSchema(imageStepsSchema, { io: 'input' }) as unknown as {
      items: { minProperties: number; maxProperties: number; properties: Record<string, Described> };
    };
    interface Described {
      description?: string;
      properties?: Record<string, Described>;
    }
    expect(items).toMatchObject({ minProperties: 1, maxProperties: 1 });
    expect(Object.keys(items.properties)).toEqual(stepNames);
    for (const step of Object.values(items.properties)) {
      expect(step.description).toMatch(/\w/);
      for (const option of Object.values(step.properties ?? {})) expect(option.description).toMatch(/\w/);
    }
  });
});

test('operationsOf leaves encode out and keeps the order', () => {
  const operations = operationsOf(
    stepsOf({ resize: { width: 10 } }, { rotate: { angle: 90 } }, { encode: { format: 'png' } }),
  );
  expect(operations.map(({ size }) => size({ width: 40, height: 20 }))).toEqual([
    { width: 10, height: 5 },
    { width: 20, height: 40 },
  ]);
});

describe('the packed name', () => {
  const webp = stepsOf({ encode: { format: 'webp' } });
  const small = stepsOf({ resize: { width: 10 } });

  test.each([
    ['pens/red.jpg', webp, 'pens/red.webp', 'webp'],
    ['pens/red.v2.PNG', webp, 'pens/red.v2.webp', 'webp'],
    ['pens/red.jpg', small, 'pens/red.jpg', 'jpeg'],
    ['pens/red.JPEG', stepsOf({ encode: { format: 'jpeg' } }), 'pens/red.JPEG', 'jpeg'],
    ['pens/red.png', stepsOf({ encode: { format: 'jpeg' } }), 'pens/red.jpg', 'jpeg'],
    ['scan.tiff', small, 'scan.tiff', 'tiff'],
    ['logo.svg', [], 'logo.svg', 'svg'],
    ['logo.svg', small, 'logo.png', 'png'],
    ['a.b/c.gif', [], 'a.b/c.gif', 'gif'],
  ])('of %s', (path, steps, name, format) => {
    expect(outputName(path, steps)).toBe(name);
    expect(outputFormat(steps, path.slice(path.lastIndexOf('.')))).toBe(format);
  });

  test.each([
    ['notes/list.bmp', 'A picture with the extension .bmp cannot be processed.'],
    ['notes/list', 'A picture without an extension cannot be processed.'],
    ['a.jpg/list', 'A picture without an extension cannot be processed.'],
  ])('refuses %s', (path, message) => {
    expect(() => outputName(path, webp)).toThrow(
      expect.objectContaining({
        name: 'UserError',
        message,
        hint:
          'Pictures end in .jpg, .jpeg, .jfif, .png, .webp, .avif, .gif, .tif, .tiff or .svg; ' +
          'pack other files with "files".',
        at: { file: path },
      }),
    );
  });
});
