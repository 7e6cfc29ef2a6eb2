import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { openAnswers } from '../../../src/parts/form/answers/open.ts';
import { packForms } from '../../support/form-app.ts';
import { serveSample } from '../../support/served.ts';
import { tempFolder } from '../../support/temp.ts';

const folder = tempFolder();
let url = '';

beforeAll(async () => {
  const data = join(folder, 'data');
  const answers = openAnswers(join(data, 'forms', 'answers.sqlite'));
  answers.add('registration', {
    name: 'Zoë',
    born: '1990-12-31',
    interests: ['music', 'books'],
    income: 12.5,
  });
  answers.add('registration', { name: 'Bo', code: '01234' });
  answers.close();
  const file = join(folder, 'app');
  await packForms(file);
  url = await serveSample(file, join(folder, 'cache'), { HOLDALL_DATA: data });
}, 60_000);

async function get(path: string, init?: RequestInit) {
  const response = await fetch(`${url}${path}`, init);
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
}

describe('the answers as files', () => {
  it('can be had as a workbook', async () => {
    const { response, bytes } = await get('/form/registration/answers.xlsx');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toContain('filename="registration.xlsx"');
    const { sheets } = await readXlsx(bytes);
    expect(sheets.map(({ name }) => name)).toEqual(['Registration', 'Children']);
    expect(sheets[0]?.rows).toHaveLength(3);
  });

  it('can be had as text, in the language of who asks', async () => {
    const { bytes } = await get('/form/registration/answers.csv', { headers: { 'accept-language': 'fr' } });
    expect(String(bytes)).toMatch(/^Numéro,/);
    expect(JSON.parse(String((await get('/form/registration/answers.json')).bytes))).toHaveLength(2);
    expect((await get('/form/none/answers.json')).response.status).toBe(404);
  });
});

describe('an answer to print', () => {
  it('is a PDF and a picture of its page', async () => {
    const pdf = await get('/form/registration/1.pdf');
    expect(pdf.response.headers.get('content-type')).toBe('application/pdf');
    expect(String(pdf.bytes.subarray(0, 5))).toBe('%PDF-');
    const png = await get('/form/registration/1.png?page=2');
    expect(await sharp(png.bytes).metadata()).toMatchObject({ format: 'png', width: 1240, height: 1754 });
    expect((await get('/form/registration/1.png?page=3')).response.status).toBe(404);
    expect((await get('/form/registration/7.pdf')).response.status).toBe(404);
  });

  it('is empty where none is asked for', async () => {
    const { response, bytes } = await get('/form/note/empty.pdf');
    expect(response.status).toBe(200);
    expect(String(bytes.subarray(0, 5))).toBe('%PDF-');
  });
});

describe('a workbook that is handed in', () => {
  async function hand(name: string, text: string) {
    const body = new FormData();
    body.append('file', new File([text], name));
    return get('/form/registration/check', { method: 'POST', body });
  }

  it('is checked, corrected and imported', async () => {
    expect(String((await get('/form/registration/check')).bytes)).toContain('type="file"');
    const { response, bytes } = await hand(
      'people.csv',
      'Name;Born on;Income\nAda;1/2/1990;3,5\nBob;31/02/1990;4\n',
    );
    const page = String(bytes);
    expect(response.status).toBe(200);
    expect(page).toContain('1 row accepted');
    expect(page).toContain('There is no 31 February 1990: that month has 28 days.');
    const address = new URL(response.url).pathname;
    const { sheets } = await readXlsx((await get(`${address}/corrected.xlsx`)).bytes);
    expect(sheets.map(({ name }) => name)).toEqual(['people.csv', 'Problems', 'Changes']);
    const done = await get(address, { method: 'POST' });
    expect(String(done.bytes)).toContain('1 answer added.');
    expect(String((await get(address, { method: 'POST' })).bytes)).toContain(
      '1 row said what was there already.',
    );
    expect(String((await get('/form/registration/')).bytes)).toContain('Ada');
  });

  it('and is none is refused in words', async () => {
    const { response, bytes } = await hand('people.csv', 'a,b\n1,2\n');
    expect(response.status).toBe(400);
    expect(String(bytes)).toContain('The file has no columns of this form');
    const none = await get('/form/registration/check', { method: 'POST', body: new FormData() });
    expect(String(none.bytes)).toContain('Choose a file first.');
    const gone = await get('/form/registration/check/00000000-0000-4000-8000-000000000000');
    expect(gone.response.status).toBe(404);
  });
});
