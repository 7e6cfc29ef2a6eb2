import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { longNumbers } from '../../../../src/parts/worker/work/numbers.ts';
import { makePicture } from '../../../../src/parts/worker/work/picture-maker.ts';
import { pictureThreads } from '../../../../src/parts/worker/work/picture-threads.ts';
import { pictureWork } from '../../../../src/parts/worker/work/pictures.ts';
import { startPicturesThread } from '../../../support/worker-threads.ts';
import { workplaces } from '../workplace.ts';

const place = workplaces();

describe('a worker for pictures', () => {
  const presets = {
    'black-and-white': [{ monochrome: {} }],
    thumb: [{ resize: { width: 50 } }, { encode: { format: 'webp' } }],
  };

  it.each([
    ['here', { make: makePicture, close: async () => {} }],
    ['in threads', pictureThreads(startPicturesThread)],
  ])('takes them from one place to the other, makes them %s, and answers with the name', async (_, maker) => {
    const { folder, bucket, start, ask } = place();
    const incoming = join(folder, 'bucket', 'in');
    mkdirSync(incoming, { recursive: true });
    copyFileSync('examples/stationer/pictures/eraser-white.jpg', join(incoming, 'eraser.jpg'));
    await bucket.write('in/not-a-picture.jpg', 'hello');
    await bucket.write('in/eraser.docx', 'hello');
    const pictures = pictureWork({
      incoming: bucket.at('in/'),
      outgoing: bucket.at('out/'),
      presets,
      usual: 'black-and-white',
      maker,
    });
    start({ work: (job) => (job.kind === 'image' ? pictures(job) : longNumbers(job)) });
    const image = (id: string, more: object) => ({
      body: JSON.stringify({ id, kind: 'image', name: 'eraser.jpg', ...more }),
    });
    const answers = await ask([
      { body: 'eraser.jpg', attributes: { id: 'plain' } },
      image('thumb', { preset: 'thumb' }),
      image('steps', { steps: [{ resize: { width: 20 } }, { encode: { format: 'png' } }] }),
      { body: 'missing.jpg', attributes: { id: 'missing' } },
      { body: 'not-a-picture.jpg', attributes: { id: 'no picture' } },
      { body: 'eraser.docx', attributes: { id: 'document' } },
      image('misspelt', { preset: 'thum' }),
      image('bad steps', { steps: [{ resize: { width: -1 } }] }),
      image('watermark', { steps: [{ watermark: { picture: 'in/x.png' } }] }),
    ]);
    expect(answers.get('plain')).toBe('eraser.jpg');
    expect(JSON.parse(answers.get('thumb') ?? '')).toMatchObject({
      kind: 'image',
      name: 'eraser.webp',
      width: 50,
    });
    expect(JSON.parse(answers.get('steps') ?? '')).toMatchObject({ name: 'eraser.png', width: 20 });
    expect(answers.get('missing')).toMatch(/^\?Error\. There is no picture .+in\/missing\.jpg\.$/);
    expect(answers.get('no picture')).toMatch(/^\?Error\. not-a-picture\.jpg: /);
    await maker.close();
    expect(answers.get('document')).toMatch(
      /^\?Error\. eraser\.docx: A picture with the extension \.docx cannot/,
    );
    const codeOf = (id: string) => JSON.parse(answers.get(id) ?? '').error;
    expect(codeOf('misspelt')).toEqual({
      code: 'wrong-steps',
      message: 'There is no preset "thum". Did you mean "thumb"?',
    });
    expect(codeOf('bad steps').message).toMatch(/^The steps are wrong at \/0\/resize\/width: /);
    expect(codeOf('watermark').message).toBe('The steps of a job may name no other pictures.');
    const made = await sharp(join(folder, 'bucket', 'out', 'eraser.webp')).metadata();
    expect(made).toMatchObject({ format: 'webp', width: 50 });
    const { isOpaque, channels } = await sharp(join(folder, 'bucket', 'out', 'eraser.jpg')).stats();
    expect(isOpaque).toBe(true);
    expect(channels.length).toBeLessThanOrEqual(3);
  });
});
