import { chmod, mkdir, truncate } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { fileOf, noise, processed, quarters, stepsOf, temporaryFolder } from './pictures.ts';

const small = stepsOf({ resize: { width: 50 } }, { encode: { format: 'webp' } });

/** What processing throws, with steps and without. */
async function refused(file: string, name: string, options = {}): Promise<unknown> {
  const errors = [];
  for (const steps of [small, []]) {
    errors.push(await processed(file, steps, { name, ...options }).catch((thrown: unknown) => thrown));
  }
  expect(errors[0]).toEqual(errors[1]);
  return errors[0];
}

const error = (file: string, message: string | RegExp, hint?: string) =>
  expect.objectContaining({
    name: 'UserError',
    exitCode: 1,
    message: typeof message === 'string' ? message : expect.stringMatching(message),
    hint,
    at: { file },
  });

test('an empty file', async () => {
  expect(await refused(await fileOf('a.jpg', ''), 'pens/red.jpg')).toEqual(
    error('pens/red.jpg', 'The picture is empty: the file has 0 bytes.'),
  );
});

test('a folder', async () => {
  const folder = join(await temporaryFolder(), 'a.jpg');
  await mkdir(folder);
  expect(await refused(folder, 'a.jpg')).toEqual(error('a.jpg', 'This is a folder, not a picture.'));
});

test('no such file', async () => {
  const file = join(await temporaryFolder(), 'a.jpg');
  expect(await refused(file, 'a.jpg')).toEqual(error('a.jpg', 'There is no such picture.'));
});

test('a file that is far too large', async () => {
  const file = await fileOf('a.jpg', quarters().jpeg());
  await truncate(file, 600 * 1024 * 1024);
  expect(await refused(file, 'a.jpg')).toEqual(
    error('a.jpg', 'The file has 600 MB, and a picture may have 512.'),
  );
});

test.skipIf(process.platform === 'win32')('a file that is no regular file', async () => {
  expect(await refused('/dev/null', 'a.jpg')).toEqual(error('a.jpg', 'This is not a regular file.'));
});

test.skipIf(process.platform === 'win32')('a file that must not be read', async () => {
  const file = await fileOf('a.jpg', quarters().jpeg());
  await chmod(file, 0);
  // root reads everything: be somebody else for a moment.
  const root = process.geteuid?.() === 0;
  await chmod(dirname(file), 0o755);
  if (root) process.seteuid?.(65_534);
  try {
    expect(await refused(file, 'a.jpg')).toEqual(
      error('a.jpg', 'The picture cannot be read: permission denied.'),
    );
  } finally {
    if (root) process.seteuid?.(0);
  }
});

describe('a file that is no picture', () => {
  test.each([
    ['text', 'Dear customer,\nthank you für your order.\n'],
    ['text', Buffer.from(`${'x'.repeat(4095)}ü and more`)],
    ['a web page', '<!DOCTYPE html><html><body><svg></svg>404 Not Found</body></html>'],
    [
      'a Git LFS pointer (`git lfs pull` fetches the picture)',
      'version https://git-lfs.github.com/spec/v1\noid',
    ],
    ['a PDF document', '%PDF-1.7\n'],
    ['a ZIP archive', 'PK\x03\x04\x14\0'],
    ['a gzipped file', Buffer.from([0x1f, 0x8b, 8, 0, 0])],
    ['a BMP picture', Buffer.from('BM\x36\0\0\0\0\0', 'latin1')],
    ['a Windows icon', Buffer.from([0, 0, 1, 0, 1, 0])],
    ['an HEIC picture, as iPhones take them', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1')],
    ['an HEIC picture, as iPhones take them', Buffer.from('\0\0\0\x18ftypmif1\0\0\0\0mif1heic', 'latin1')],
    ['a video', Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0', 'latin1')],
    ['a Photoshop file', '8BPS\0\x01'],
    ['a JPEG XL picture', Buffer.from([0xff, 0x0a, 1, 2])],
    ['unknown data', Buffer.from([0xde, 0xad, 0xbe, 0xef, 0, 1, 2])],
  ])('%s', async (looksLike, content) => {
    expect(await refused(await fileOf('a.jpg', content), 'a.jpg')).toEqual(
      error(
        'a.jpg',
        `This is not a picture that can be processed: it looks like ${looksLike}.`,
        'Leave it out of the image set, or put the right file in its place.',
      ),
    );
  });

  test('by its extension, whatever is inside', async () => {
    expect(await refused(await fileOf('a.bmp', quarters().png()), 'a.bmp')).toEqual(
      error(
        'a.bmp',
        'A picture with the extension .bmp cannot be processed.',
        expect.stringContaining('.jpg'),
      ),
    );
  });

  test('a picture that only calls itself an SVG', async () => {
    expect(await refused(await fileOf('a.svg', quarters().png()), 'a.svg')).toEqual(
      error('a.svg', 'The file is called .svg and is a PNG picture.', 'Rename it to .png.'),
    );
  });
});

describe('a picture that is cut off', () => {
  const formats: [string, string, Sharp][] = [
    ['a.jpg', 'JPEG', noise().jpeg()],
    ['progressive.jpg', 'JPEG', noise().jpeg({ progressive: true })],
    ['a.png', 'PNG', noise().png()],
    ['a.webp', 'WebP', noise().webp()],
    ['a.avif', 'AVIF', noise().avif()],
    ['a.gif', 'GIF', noise().gif()],
    ['a.tif', 'TIFF', noise().tiff()],
  ];
  test.each(formats)('%s', async (name, title, picture) => {
    const whole = await picture.toBuffer();
    for (const part of [0.1, 0.5, 0.9, 0.995]) {
      const file = await fileOf(name, whole.subarray(0, Math.floor(whole.length * part)));
      expect(await refused(file, name)).toEqual(
        error(
          name,
          new RegExp(`^The ${title} picture is cut off or damaged and cannot be decoded \\(.+\\)\\.$`),
          'Copy it again from where it came from.',
        ),
      );
    }
  });

  test('the last bytes of a JPEG', async () => {
    const whole = await noise().jpeg().toBuffer();
    expect(await refused(await fileOf('a.jpg', whole.subarray(0, -2)), 'a.jpg')).toEqual(
      error('a.jpg', /^The JPEG picture is cut off or damaged/, 'Copy it again from where it came from.'),
    );
  });

  test('an SVG', async () => {
    const file = await fileOf(
      'a.svg',
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0',
    );
    expect(await refused(file, 'a.svg')).toEqual(
      error('a.svg', /^The SVG picture is cut off or damaged/, 'Copy it again from where it came from.'),
    );
  });
});

describe('a picture over the limit', () => {
  const wide = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#abc' } }).png({ compressionLevel: 1 });

  test('of 50 megapixels, by its header alone', async () => {
    // A bomb: the header is of 20,000 x 20,000 pixels, and there are none.
    const png = await wide(1, 1).toBuffer();
    png.writeUInt32BE(20_000, 16);
    png.writeUInt32BE(20_000, 20);
    const { crc32 } = await import('node:zlib');
    png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
    expect(await refused(await fileOf('a.png', png), 'a.png')).toEqual(
      error(
        'a.png',
        'The picture is 20000 x 20000 pixels (400 megapixels), over the limit of 50 megapixels.',
        'Make it smaller first, or raise the limit ("limits": { "megapixels": ... }).',
      ),
    );
  });

  test('of a given number, and not at it', async () => {
    const limits = { megapixels: 0.01 };
    expect(await refused(await fileOf('a.png', wide(100, 101)), 'a.png', { limits })).toEqual(
      error(
        'a.png',
        'The picture is 100 x 101 pixels (0.1 megapixels), over the limit of 0.01 megapixels.',
        'Make it smaller first, or raise the limit ("limits": { "megapixels": ... }).',
      ),
    );
    const made = await processed(await fileOf('a.png', wide(100, 100)), [], { limits });
    expect(made.width).toBe(100);
  });

  test('by its steps', async () => {
    const file = await fileOf('a.png', wide(10, 1000));
    const steps = stepsOf({ resize: { width: 16_384, enlarge: true } });
    await expect(processed(file, steps, { name: 'a.png' })).rejects.toEqual(
      error(
        'a.png',
        'The steps would make the picture 16384 x 1638400 pixels (26843.6 megapixels), over the limit of 50 megapixels.',
        'Ask for a smaller size, or raise the limit ("limits": { "megapixels": ... }).',
      ),
    );
  });

  test('of the format that it is to be in', async () => {
    const file = await fileOf('a.png', wide(16_384, 2));
    await expect(processed(file, stepsOf({ encode: { format: 'webp' } }), { name: 'a.png' })).rejects.toEqual(
      error(
        'a.png',
        'The picture would be 16384 x 2 pixels, and a WebP picture has at most 16383 a side.',
        'Add a resize step, or choose another format.',
      ),
    );
    const made = await processed(
      file,
      stepsOf({ resize: { width: 16_383 } }, { encode: { format: 'webp' } }),
    );
    expect(made).toMatchObject({ width: 16_383, format: 'webp' });
  });
});

test('an aborted signal stops it with its reason', async () => {
  const file = await fileOf('a.png', noise().png());
  const reason = new Error('interrupted');
  await expect(processed(file, small, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  const controller = new AbortController();
  const running = processed(file, small, { signal: controller.signal });
  controller.abort(reason);
  await expect(running).rejects.toBe(reason);
});

test('a path that ends in brackets is a path', async () => {
  for (const picture of [quarters().png(), quarters().webp()]) {
    const file = await fileOf('a[page=1]', picture);
    expect(await processed(file, small, { name: 'a.png' })).toMatchObject({ width: 50, format: 'webp' });
  }
  const file = await fileOf('a [1].jpg', quarters().jpeg());
  expect(await processed(file, small)).toMatchObject({ width: 50, format: 'webp' });
});
