import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Layout, layoutSchema } from '../../src/form/layout/types.ts';
import type { FormSpec } from '../../src/parts/form/spec.ts';
import { buildReport, holdall, pathsBelow, runProgram, writeFiles } from '../support/holdall.ts';
import { paperForm } from '../support/paper-form.ts';
import { startS3 } from '../support/s3.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder();
const cache = { env: { HOLDALL_CACHE: join(folder, 'cache') } };
let paper: Buffer;
let report: Awaited<ReturnType<typeof buildReport>>;
let layout: Layout;

/** A spec with a form, in a folder of its own below `folder` with the paper form in it. */
function formSpec(
  name: string,
  form: object,
  more: Record<string, string | Uint8Array | object> = {},
): string {
  const place = join(folder, name);
  writeFiles(place, {
    'spec.json': {
      name: 'club',
      version: '1',
      targets: ['linux-x64'],
      forms: { registration: { from: 'registration.png', ...form } },
    },
    'registration.png': paper,
    ...more,
  });
  return join(place, 'spec.json');
}

const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

beforeAll(async () => {
  paper = await paperForm();
  report = await buildReport([formSpec('first', { title: 'Become a member' })], cache);
  layout = layoutSchema.parse(readJson(report.forms[0]?.layout ?? ''));
});

describe('a form from a folder', () => {
  it('is built of its picture alone, and what was found is told', () => {
    expect(report).toMatchObject({
      status: 'published',
      parts: ['form'],
      worked: { forms: 1 },
      warnings: [],
      forms: [{ name: 'registration', pages: 1, found: true, fields: layout.fields.length }],
    });
    const [form] = report.forms;
    expect(form?.kinds.reduce((sum, { fields }) => sum + fields, 0)).toBe(layout.fields.length);
    const kinds = new Map(layout.fields.map(({ label, kind }) => [label, kind]));
    expect(kinds.get('Surname')).toBe('text');
    expect(kinds.get('E-mail')).toBe('email');
    expect(kinds.get('Post code')).toBe('comb');
    expect(kinds.get('Remarks')).toBe('multi-line');
    expect(layout.from).toEqual(['registration.png']);
    expect(report.stages.find(({ stage }) => stage === 'process')?.detail).toBe(
      `1 form with ${layout.fields.length} fields`,
    );
  });

  it('has its layout and the picture of its fields published beside it', async () => {
    const data = join(folder, 'first/out/club/1/data');
    expect(pathsBelow(data)).toEqual(['forms/registration-1.png', 'forms/registration.layout.json']);
    expect(report.forms[0]?.pictures).toEqual([join(data, 'forms/registration-1.png')]);
    const { width = 0, height = 0 } = await sharp(join(data, 'forms/registration-1.png')).metadata();
    expect(width).toBe(layout.pages[0]?.width);
    expect(height).toBeGreaterThan(layout.pages[0]?.height ?? 0);
  });

  it('is packed with its page and its layout, which runs', async () => {
    const executable = report.executables[0]?.address ?? '';
    expect((await runProgram(executable, ['--selftest'])).out).toContain('selftest: ok');
    const got = join(folder, 'got');
    await runProgram(executable, ['extract', '--to', got]);
    expect(pathsBelow(got)).toEqual([
      'forms/registration/layout.json',
      'forms/registration/page-1.jpg',
      'manifest.json',
    ]);
    const { parts } = readJson(join(got, 'manifest.json'));
    const page = { file: 'forms/registration/page-1.jpg', ...layout.pages[0] };
    const options: FormSpec = {
      forms: [
        {
          name: 'registration',
          title: 'Become a member',
          layout: 'forms/registration/layout.json',
          pages: [page as FormSpec['forms'][number]['pages'][number]],
        },
      ],
    };
    expect(parts).toEqual([{ name: 'form', options }]);
    expect(readJson(join(got, 'forms/registration/layout.json')).fields).toHaveLength(layout.fields.length);
    const { format, width } = await sharp(join(got, 'forms/registration/page-1.jpg')).metadata();
    expect({ format, width }).toEqual({ format: 'jpeg', width: layout.pages[0]?.width });
  });

  it('comes out of the cache the next time, under another name as well', async () => {
    const again = await buildReport([formSpec('again', { title: 'Join us' })], cache);
    expect(again).toMatchObject({ worked: { forms: 0 }, forms: [{ fields: layout.fields.length }] });
    expect(again.stages.find(({ stage }) => stage === 'process')?.detail).toContain('(1 from the cache)');
  });
});

describe('a form with a layout', () => {
  const named = (text: string | object, more: object = {}) =>
    formSpec('laid-out', { layout: 'mine.json', ...more }, { 'mine.json': text });

  it('has the fields of the layout, whatever is on the picture', async () => {
    const [first] = layout.fields;
    const mine = { ...layout, fields: [{ ...first, id: 'mine', label: 'Mine' }] };
    const { forms } = await buildReport([named(mine)], cache);
    expect(forms).toMatchObject([{ fields: 1, found: false, doubtful: [] }]);
    const published = layoutSchema.parse(readJson(forms[0]?.layout ?? ''));
    expect(published.fields.map(({ id }) => id)).toEqual(['mine']);
  });

  it.each([
    ['{ "pages": [] }', /mine\.json:1:12: This is empty\..*\n.*mine\.json:1:1: "fields" is missing\./],
    ['{', /mine\.json:1:2: This is not JSON: a closing brace } is missing\./],
  ])('that is wrong is told at its place in the layout: %s', async (text, message) => {
    const { status, err } = await holdall(['build', named(text), '--dry-run'], cache);
    expect(err).toMatch(message);
    expect(status).toBe(2);
  });

  it('that has other pages than the pictures is told at the line of the spec', async () => {
    const { status, err } = await holdall(
      ['build', named({ ...layout, pages: [...layout.pages, ...layout.pages] }), '--dry-run'],
      cache,
    );
    expect(err).toMatch(
      /spec\.json:\d+:\d+: The layout has 2 pages, and the form's pictures make 1\. Name the pictures that it was made of, in their order, or make the layout anew\. .*\(\/forms\/registration\/layout\)/,
    );
    expect(status).toBe(2);
  });

  it('of a picture of another shape is warned of', async () => {
    const mine = { ...layout, pages: [{ width: 1000, height: 1000 }] };
    const { warnings } = await buildReport([named(mine), '--replace'], cache);
    expect(warnings).toEqual([expect.stringContaining('its layout was made for 1000 x 1000')]);
  });

  it('that is missing is told, as a picture is', async () => {
    const spec = formSpec('missing', { from: ['registration.png', 'two.png'], layout: 'none.json' });
    const { err } = await holdall(['build', spec, '--dry-run'], cache);
    expect(err).toMatch(/There is no .*two\.png\..*\n?.*There is no .*none\.json\./s);
  });
});

it('a PDF gives all its pages, and its own fields', async () => {
  const pdf = await PDFDocument.create();
  const page = pdf.addPage([595, 842]);
  page.drawText('Surname', { x: 50, y: 700 });
  pdf.getForm().createTextField('surname').addToPage(page, { x: 150, y: 690, width: 300, height: 24 });
  pdf.addPage([595, 842]).drawText('Rules of the club', { x: 50, y: 700 });
  const spec = formSpec('pdf', { from: 'form.pdf' }, { 'form.pdf': await pdf.save() });
  const { forms } = await buildReport([spec], cache);
  expect(forms).toMatchObject([{ pages: 2, fields: 1, kinds: [{ kind: 'text', fields: 1 }] }]);
});

it('a picture without places to fill fails the build, and nothing is published', async () => {
  const blank = await sharp({ create: { width: 1654, height: 2339, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  const spec = formSpec('blank', {}, { 'registration.png': blank });
  const { status, err } = await holdall(['build', spec], cache);
  expect(status).toBe(1);
  expect(err).toMatch(/^error: .*registration\.png/m);
  expect(pathsBelow(join(folder, 'blank/out'))).toEqual([]);
});

it('forms that cannot be used are all told', async () => {
  const spec = formSpec('several', {}, { 'words.png': 'no picture' });
  writeFileSync(
    spec,
    JSON.stringify({ ...readJson(spec), forms: { a: { from: 'words.png' }, b: { from: 'words.png' } } }),
  );
  const { status, err } = await holdall(['build', spec], cache);
  expect(status).toBe(1);
  expect(err).toContain('2 forms cannot be used:\n  words.png cannot be read as a picture.');
});

it('a form from a bucket is the same as from a folder', async () => {
  const s3 = await startS3({ buckets: ['specs'], setEnv: false });
  const spec = formSpec('bucket', { layout: 'mine.json' }, { 'mine.json': layout });
  for (const path of ['spec.json', 'registration.png', 'mine.json'])
    await s3.put('specs', `club/${path}`, readFileSync(join(folder, 'bucket', path)));
  const env = { ...cache.env, ...s3.env };
  const [local, remote] = [
    await buildReport([spec], cache),
    await buildReport(['s3://specs/club/spec.json', '--to', join(folder, 'from-bucket')], { env }),
  ];
  await s3.put('specs', 'club/mine.json', '{ "pages": 1 }');
  const { err } = await holdall(['build', 's3://specs/club/spec.json', '--dry-run'], { env });
  await s3.stop();
  expect(remote.content).toBe(local.content);
  expect(err).toContain('s3://specs/club/mine.json:1:12: This value is of the wrong type. Found: 1.');
});
