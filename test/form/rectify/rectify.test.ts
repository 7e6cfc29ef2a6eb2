import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { rectify } from '../../../src/form/rectify/rectify.ts';
import { box, drawing, line, text } from '../draw.ts';

const form = [
  text(120, 200, 'Application for registration', 56),
  ...['Surname', 'Given name', 'Place of birth', 'Town', 'Telephone', 'Department'].map(
    (label, i) => text(120, 400 + i * 120, label, 34) + line(420, 404 + i * 120, 1500, 404 + i * 120),
  ),
  box(120, 1300, 1400, 300),
  text(130, 1290, 'Please describe the reason for this application', 34),
].join('');

const sheet = (printed = form): Promise<Buffer> =>
  sharp(Buffer.from(drawing(printed, 1654, 2339, '#fff')))
    .png()
    .toBuffer();

/** A sheet on a dark table, turned; and blurred by so many pixels. */
async function photo({
  turn = 12,
  blur = 0.6,
  table = '#3a2d22',
  bright = 1,
  printed = form,
} = {}): Promise<Buffer> {
  const turned = await sharp(await sheet(printed))
    .rotate(turn, { background: table })
    .toBuffer();
  const { width = 0, height = 0 } = await sharp(turned).metadata();
  const picture = await sharp({
    create: { width: width + 300, height: height + 300, channels: 3, background: table },
  })
    .composite([{ input: turned, left: 150, top: 150 }])
    .png()
    .toBuffer();
  return sharp(picture).blur(blur).linear(bright, 0).jpeg({ quality: 90 }).toBuffer();
}

describe('rectify', () => {
  it('straightens a photo: upright, of the sheet’s proportion', async () => {
    for (const turn of [12, 100, 190]) {
      const { grey, from } = await rectify(await photo({ turn }));
      expect(from).toBe('photo');
      expect(grey.height / grey.width).toBeCloseTo(Math.SQRT2, 1);
      // The title is in the upper part, so there is more ink than below.
      const half = grey.data.length / 2;
      const ink = (part: Uint8Array): number => part.filter((value) => value < 128).length;
      expect(ink(grey.data.subarray(0, half))).toBeGreaterThan(ink(grey.data.subarray(half)));
    }
  });

  it('takes a page with little print for what it is: sharp, blurred or empty', async () => {
    const printed = ['Name', 'Date', 'Signature']
      .map((label, i) => text(150, 300 + i * 100, label, 34) + line(500, 306 + i * 100, 1400, 306 + i * 100))
      .join('');
    expect((await rectify(await sheet(printed))).sharpness).toBeGreaterThan(0.8);
    expect((await rectify(await photo({ printed }))).sharpness).toBeGreaterThan(0.3);
    await expect(rectify(await photo({ printed, blur: 22 }), { name: 'a.jpg' })).rejects.toThrow(
      'a.jpg is too blurred',
    );
    await expect(rectify(await sheet(''), { name: 'a.png' })).rejects.toThrow(
      'a.png is an empty page: nothing is printed on it.',
    );
  });

  it('finds the corners within 1 % of the diagonal', async () => {
    const { corners = [] } = await rectify(await photo({ turn: 0 }));
    const expected = [
      [150, 150],
      [1804, 150],
      [1804, 2489],
      [150, 2489],
    ] as const;
    for (const [x, y] of expected)
      expect(Math.min(...corners.map(([a, b]) => Math.hypot(a - x, b - y)))).toBeLessThan(
        0.01 * Math.hypot(1954, 2639),
      );
  });

  it('finds a sheet that a hard shadow parts, and one that the photo cuts off', async () => {
    const whole = await photo({ turn: 0 });
    const shadow = '<polygon points="0,900 1954,1300 1954,1700 0,1300" fill="#000" fill-opacity="0.45"/>';
    const shaded = await sharp(whole)
      .composite([{ input: Buffer.from(drawing(shadow, 1954, 2639, 'none')) }])
      .jpeg({ quality: 90 })
      .toBuffer();
    const { corners = [] } = await rectify(shaded);
    for (const [i, [x, y]] of (
      [
        [150, 150],
        [1804, 150],
        [1804, 2489],
        [150, 2489],
      ] as const
    ).entries())
      expect(Math.hypot((corners[i]?.[0] ?? 0) - x, (corners[i]?.[1] ?? 0) - y)).toBeLessThan(20);
    const cut = await sharp(whole).extract({ left: 0, top: 0, width: 1954, height: 2000 }).toBuffer();
    const { grey } = await rectify(cut);
    expect(grey.height / grey.width).toBeCloseTo(1850 / 1654, 1);
  });

  it('lets a scan pass', async () => {
    const { grey, from } = await rectify(await sheet());
    expect(from).toBe('scan');
    expect([grey.width, grey.height]).toEqual([1654, 2339]);
  });

  it('says that there is no sheet, that it is dark, that it is blurred, that it is no picture', async () => {
    const empty = await sharp({
      create: {
        width: 1200,
        height: 900,
        channels: 3,
        background: '#806040',
        noise: { type: 'gaussian', mean: 120, sigma: 30 },
      },
    })
      .png()
      .toBuffer();
    await expect(rectify(empty, { name: 'desk.jpg' })).rejects.toThrow(
      /^There is no sheet of paper to be found in desk.jpg: of the best outline \d+ % can be seen, and 60 % are needed\.$/,
    );
    const stripe = Buffer.from(
      drawing('<rect y="500" width="1600" height="300" fill="#eee"/>', 1600, 1200, '#654'),
    );
    await expect(rectify(stripe, { name: 'shelf.jpg' })).rejects.toThrow(/^There is no sheet of paper/);
    await expect(rectify(await photo({ bright: 0.12 }), { name: 'a.jpg' })).rejects.toThrow(
      /^a.jpg is too dark: its brightest parts have 12 % of full light\.$/,
    );
    await expect(rectify(await photo({ blur: 22 }), { name: 'a.jpg' })).rejects.toThrow(
      /^a.jpg is too blurred: its sharpness is 0\.0\d, and 0.1 is needed\.$/,
    );
    await expect(rectify(Buffer.from('words'), { name: 'a.txt' })).rejects.toThrow(
      'a.txt cannot be read as a picture.',
    );
  });
});
