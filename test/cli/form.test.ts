import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { layoutSchema } from '../../src/form/layout/types.ts';
import { positionsSchema } from '../../src/form/positions.ts';
import { holdall, pathsBelow } from '../support/holdall.ts';
import { paperForm } from '../support/paper-form.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder();
const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const form = (...args: string[]) => holdall(['form', ...args], { cwd: folder });

/** A photo of the paper form: it lies askew on a dark table. */
async function photo(paper: Buffer): Promise<Buffer> {
  const sheet = await sharp(paper).rotate(8, { background: '#4a3a2c' }).toBuffer();
  return sharp(sheet)
    .extend({ top: 150, bottom: 150, left: 150, right: 150, background: '#4a3a2c' })
    .jpeg({ quality: 90 })
    .toBuffer();
}

beforeAll(async () => {
  const paper = await paperForm();
  writeFileSync(join(folder, 'scan.png'), paper);
  writeFileSync(join(folder, 'photo.jpg'), await photo(paper));
});

describe('step by step, from a photo to a layout', () => {
  it('rectify: the sheet alone', async () => {
    const { status, err } = await form('rectify', 'photo.jpg', '--to', 'page.png');
    expect(err).toMatch(
      /^page 1 of 1: straightening\nwrote page\.png: \d+ x \d+ pixels, of a photo, sharpness 0\.\d\d\n$/,
    );
    expect(status).toBe(0);
    const { width = 0, height = 0, format } = await sharp(join(folder, 'page.png')).metadata();
    expect(format).toBe('png');
    expect(width / height).toBeCloseTo(1654 / 2339, 1);
  });

  it('detect: places and words of a page that is straightened already', async () => {
    const { status, err } = await form('detect', 'page.png', '--to', 'positions.json');
    expect(err).toMatch(
      /page 1 of 1: reading words\nwrote positions\.json: 1 page, \d+ places to fill, \d+ words\n$/,
    );
    expect(status).toBe(0);
    const { from, pages } = positionsSchema.parse(read('positions.json'));
    expect(from).toEqual(['page.png']);
    expect(pages[0]?.places?.filter(({ shape }) => shape === 'comb')).toHaveLength(1);
    expect(pages[0]?.words?.map(({ text }) => text)).toContain('Surname');
  });

  it('layout: the fields, named after the words', async () => {
    const { status, err } = await form('layout', 'positions.json', '--to', 'club.layout.json');
    expect(err).toMatch(
      /^wrote club\.layout\.json: 1 page, \d+ fields.*\nNext: holdall form edit club\.layout\.json\n$/,
    );
    expect(status).toBe(0);
    const { from, fields } = layoutSchema.parse(read('club.layout.json'));
    expect(from).toEqual(['page.png']);
    expect(fields.map(({ label }) => label)).toEqual(expect.arrayContaining(['Surname', 'Post code']));
  });
});

describe('in one step', () => {
  it('a layout comes straight from pictures, also on standard output', async () => {
    const { status, out } = await form('layout', 'scan.png', '--to', '-', '--language', 'eng,fra');
    expect(status).toBe(0);
    const { from, fields } = layoutSchema.parse(JSON.parse(out));
    expect(from).toEqual(['scan.png']);
    expect(fields.map(({ label }) => label)).toContain('Surname');
  });

  it('names its pictures as they lie from where it is written', async () => {
    const { status } = await form('detect', 'scan.png', '--to', '-', '--no-words').then(({ status, out }) => {
      expect(positionsSchema.parse(JSON.parse(out)).pages[0]?.words).toEqual([]);
      return { status };
    });
    expect(status).toBe(0);
    const other = tempFolder();
    await form('layout', 'positions.json', '--to', join(other, 'a.json'));
    const { from } = layoutSchema.parse(JSON.parse(readFileSync(join(other, 'a.json'), 'utf8')));
    expect(join(other, from?.[0] ?? '')).toBe(join(folder, 'page.png'));
  });
});

describe('what is wrong is said in a sentence, and nothing is written', () => {
  it.each([
    [
      ['rectify', 'scan.png', '--to', 'scan.bmp'],
      2,
      'scan.bmp is the name of no picture. Let it end in .png, .jpg or .webp.',
    ],
    [['rectify', 'none.png', '--to', 'x.png'], 2, 'There is no file none.png. Check the path.'],
    [
      ['rectify', 'scan.png', '--to', 'photo.jpg'],
      2,
      'photo.jpg is there already. Replace it with --force, or name another file.',
    ],
    [
      ['detect', 'scan.png', '--to', 'scan.png', '--force'],
      2,
      'scan.png is what it would be made of. Give it a name of its own.',
    ],
    [['detect', 'words.txt', '--to', 'x.json'], 1, 'words.txt cannot be read as a picture.'],
    [
      ['detect', 'scan.png', '--to', 'x.json', '--language', 'fr'],
      2,
      '--language cannot be "fr". Did you mean "fra"?',
    ],
    [
      ['detect', 'scan.png', '--to', 'x.json', '--rectify', 'no'],
      2,
      '--rectify cannot be "no". It is auto or none.',
    ],
    [['detect', 'scan.png'], 2, "required option '--to <file>' not specified"],
    [['layout', 'bad.json', '--to', 'x.json'], 2, 'bad.json:1:12: This is empty. Found: [].'],
    [
      ['layout', 'bad.json', 'scan.png', '--to', 'x.json'],
      2,
      'Positions are one file for all pages. Give that alone, or the pictures alone.',
    ],
    [
      ['layout', 'bad.json', '--to', 'x.json', '--language', 'fra'],
      2,
      '--language and --rectify are for pictures',
    ],
    [['layout', 'empty.json', '--to', 'x.json'], 1, 'empty.json'],
    [
      ['layout', 'wordless.json', '--to', 'x.json'],
      1,
      'wordless.json has no words, so its fields would have no labels. Make it again by "holdall form detect", without --no-words.',
    ],
    [['loyout', 'scan.png'], 2, "unknown command 'loyout'"],
  ])('%j', async (args, expected, message) => {
    writeFileSync(join(folder, 'words.txt'), 'words');
    writeFileSync(join(folder, 'bad.json'), '{ "pages": [] }');
    writeFileSync(join(folder, 'empty.json'), '{ "pages": [{ "width": 100, "height": 100 }] }');
    const place = { box: { x: 1, y: 1, width: 50, height: 9 }, shape: 'text', confidence: 1 };
    const page = { width: 100, height: 100, places: [place], words: [] };
    writeFileSync(join(folder, 'wordless.json'), JSON.stringify({ pages: [page] }));
    const { status, err } = await form(...args);
    expect(err).toContain(message);
    expect(status).toBe(expected);
    expect(pathsBelow(folder).filter((path) => /^x\.|\.part$/.test(path))).toEqual([]);
  });
});

it.each(['layout', 'positions'])('holdall schema %s prints what is checked in', async (name) => {
  const { out } = await holdall(['schema', name]);
  expect(out).toBe(readFileSync(`schema/${name}.schema.json`, 'utf8'));
});
