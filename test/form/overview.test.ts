import sharp from 'sharp';
import { expect, it } from 'vitest';
import { fieldKinds } from '../../src/form/layout/types.ts';
import { overview } from '../../src/form/overview.ts';

const [width, height] = [1654, 2339];
const field = (kind: (typeof fieldKinds)[number], order: number) => ({
  id: `f${order}`,
  label: 'Name',
  kind,
  page: 1,
  box: { x: 0.1, y: 0.1 + order * 0.05, width: 0.3, height: 0.03 },
  order,
  confidence: 0.4,
});

it('tells what all colours mean, in a second row where one is too short', async () => {
  const page = await sharp({ create: { width, height, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  const of = async (kinds: readonly (typeof fieldKinds)[number][]) => {
    const picture = await overview(page, { fields: kinds.map(field) }, 1);
    const { data, info } = await sharp(picture)
      .extract({ left: 0, top: height, width, height: (await sharp(picture).metadata()).height - height })
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    // Nothing reaches the right edge.
    for (let y = 0; y < info.height; y++) expect(data[(y + 1) * width - 4]).toBe(255);
    return info.height;
  };
  expect(await of(['text', 'date'])).toBe(56);
  expect(await of(fieldKinds)).toBe(112);
});
