import { join } from 'node:path';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readerOf } from '../../../../src/language/reader.ts';
import type { Answers } from '../../../../src/parts/form/answers/answers.ts';
import { openAnswers } from '../../../../src/parts/form/answers/open.ts';
import * as bundle from '../../../../src/parts/form/bundles/workbooks.ts';
import { checkFile } from '../../../../src/parts/form/check/check.ts';
import { type Imported, importRows } from '../../../../src/parts/form/check/import.ts';
import { formats } from '../../../../src/parts/form/export/export.ts';
import { useWorkbooks } from '../../../../src/parts/form/workbooks.ts';
import { tempFolder } from '../../../support/temp.ts';
import { everyValue, fieldOf, layoutOf } from '../fields/fields.ts';
import { layout, plantedBook } from './book.ts';

useWorkbooks(() => bundle);
const en = readerOf('en');
const form = 'registration';
let answers: Answers;
beforeEach(() => {
  answers = openAnswers(join(tempFolder(), 'answers.sqlite'));
});
afterEach(() => answers.close());

const nothing: Imported = { added: [], changed: [], known: 0, conflicts: [], refused: 0 };

async function take(bytes: Uint8Array | string, into = answers): Promise<Imported> {
  return importRows(into, form, await checkFile(Buffer.from(bytes), 'answers', layout, en));
}

async function exported(format: 'xlsx' | 'csv', of = layout): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const what = { title: 'Registration', layout: of, reader: en, count: 9, answers: () => answers.all(form) };
  for await (const chunk of formats[format].write(what)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

it('adds what is right, once', async () => {
  const book = await plantedBook();
  expect(await take(book)).toEqual({ ...nothing, added: [1, 2, 3, 4], refused: 4 });
  expect(await take(book)).toEqual({ ...nothing, known: 4, refused: 4 });
  expect(answers.byNumber(form, 3)?.values).toMatchObject({ name: 'Anna Ek', size: 'Large' });
  expect(answers.history(answers.byNumber(form, 1)?.id ?? '')[0]?.done).toBe('imported');
});

it('two rows that say the same are two answers, in whichever file they come', async () => {
  const row = 'Anna,1\n';
  expect(await take(`Name,Amount\n${row}${row}`)).toEqual({ ...nothing, added: [1, 2] });
  expect(await take(`Amount,Name\n1,Anna\n1,Anna\n1,Anna\n`)).toEqual({ ...nothing, added: [3], known: 2 });
});

it.each(['xlsx', 'csv'] as const)(
  'what was exported as %s and not touched changes nothing',
  async (format) => {
    answers.add(form, everyValue);
    answers.add(form, { name: 'Bo', phone: '112', amount: -2 });
    for (const name of ['=1+1', "'=1+1", "''-x", '-1-x', "'t"]) answers.add(form, { name });
    expect(await take(await exported(format))).toEqual({ ...nothing, known: 7 });
  },
);

it('a row that was changed changes its answer, and keeps what it has no column for', async () => {
  const { id } = answers.add(form, everyValue);
  const text = `Name,Amount,Holdall answer\nZoë Berg,7,${id}/1\n`;
  expect(await take(text)).toEqual({ ...nothing, changed: [1] });
  expect(answers.get(id)).toMatchObject({
    version: 2,
    values: { ...everyValue, name: 'Zoë Berg', amount: 7 },
  });
  expect(await take(text)).toEqual({ ...nothing, known: 1 });
});

it('a row whose answer was changed meanwhile is a conflict, unless nobody touched the row', async () => {
  const { id } = answers.add(form, { name: 'Zoë', amount: 1 });
  const untouched = `Name,Amount,Holdall answer\nZoë,1,${id}/1\n`;
  answers.change(id, 1, { name: 'Zoë', amount: 2 });
  expect(await take(untouched)).toEqual({ ...nothing, known: 1 });
  expect(await take(untouched.replace('Zoë,1', 'Zoë,3'))).toEqual({
    ...nothing,
    conflicts: [{ row: 2, number: 1, deleted: false }],
  });
  answers.remove(id, 2);
  expect(await take(untouched.replace('Zoë,1', 'Zoë,3'))).toMatchObject({ conflicts: [{ deleted: true }] });
  expect(answers.get(id)?.values).toEqual({ name: 'Zoë', amount: 2 });
});

it('answers of another machine come in with their ids, once', async () => {
  answers.add(form, everyValue);
  const book = await exported('csv');
  const other = openAnswers(join(tempFolder(), 'answers.sqlite'));
  expect(await take(book, other)).toEqual({ ...nothing, added: [1] });
  expect(await take(book, other)).toEqual({ ...nothing, known: 1 });
  expect(other.byNumber(form, 1)?.values).toEqual(everyValue);
  other.close();
});

it('tables have sheets of their own, and what is changed there is taken', async () => {
  const { id } = answers.add(form, everyValue);
  answers.add(form, { name: 'Bo' });
  const { sheets } = await readXlsx(await exported('xlsx'));
  const edited = (line: (string | number)[]) =>
    writeXlsx({
      sheets: sheets.map(({ name, rows }) => ({ name, rows: name === 'Children' ? [...rows, line] : rows })),
    });
  expect(await take(await edited([1, '2', 'Ida', 4]))).toEqual({ ...nothing, changed: [1], known: 1 });
  expect(answers.get(id)?.values['children']).toEqual([
    ['Åke', '7'],
    ['Ida', '4'],
  ]);
  expect(await take(await edited([2, '1', 'Olof', 4]))).toMatchObject({ changed: [2] });
  expect(await take(await edited([7, '1', 'Olof', 4]))).toEqual({ ...nothing, refused: 2 });
});

it('keeps what answers have in fields that the form has no more', async () => {
  const values = { ...everyValue, fax: '08 123' };
  const { id } = answers.add(form, values);
  expect(await take(await exported('xlsx'))).toEqual({ ...nothing, known: 1 });
  expect(await take(`Name,Holdall answer\nZoë Berg,${id}/1\n`)).toEqual({ ...nothing, changed: [1] });
  expect(answers.get(id)?.values).toEqual({ ...values, name: 'Zoë Berg' });
});

it.each([
  ['below', 'Zoë,1', 'Bo,2'],
  ['above', 'Bo,2', 'Zoë,1'],
])('a copy of an exported row, %s it, is a new answer, and changes none', async (_, first, second) => {
  const { id } = answers.add(form, { name: 'Zoë', amount: 1 });
  const text = `Name,Amount,Holdall answer\n${first},${id}/1\n${second},${id}/1\n`;
  expect(await take(text)).toEqual({ ...nothing, added: [2], known: 1 });
  expect(answers.get(id)?.values).toEqual({ name: 'Zoë', amount: 1 });
  expect(answers.byNumber(form, 2)?.values).toEqual({ name: 'Bo', amount: 2 });
  expect(await take(text)).toEqual({ ...nothing, known: 2 });
});

it('of two copies that were both changed, the first is the answer', async () => {
  const { id } = answers.add(form, { name: 'Zoë', amount: 1 });
  const text = `Name,Amount,Holdall answer\nZoë,3,${id}/1\nBo,2,${id}/1\n`;
  expect(await take(text)).toEqual({ ...nothing, added: [2], changed: [1] });
  expect(await take(text)).toEqual({ ...nothing, known: 2 });
});

it('a row that is wrong is not changed by its copy', async () => {
  const { id } = answers.add(form, { name: 'Zoë', amount: 1 });
  const text = `Name,Amount,Holdall answer\nZoë,many,${id}/1\nBo,2,${id}/1\n`;
  expect(await take(text)).toEqual({ ...nothing, added: [2], refused: 1 });
  expect(answers.get(id)?.version).toBe(1);
});

it('a copied row takes the table along, and leaves it to the other', async () => {
  const { id } = answers.add(form, everyValue);
  const { sheets } = await readXlsx(await exported('xlsx'));
  const copied = await writeXlsx({
    sheets: sheets.map(({ name, rows }) => {
      const copy = rows[1]?.map((cell) => (cell === everyValue['name'] ? 'Bo Ek' : cell)) ?? [];
      return { name, rows: name === 'Children' ? rows : [...rows, copy] };
    }),
  });
  expect(await take(copied)).toEqual({ ...nothing, added: [2], known: 1 });
  expect(answers.get(id)?.values).toEqual(everyValue);
  expect(answers.byNumber(form, 2)?.values['children']).toEqual(everyValue['children']);
});

it.each(['xlsx', 'csv'] as const)(
  'a field may be called as a column that is no field is: %s',
  async (format) => {
    const number = layoutOf(
      fieldOf('number', 'text', { label: 'Number' }),
      fieldOf('when', 'date', { label: 'Handed in' }),
    );
    const check = async (bytes: Uint8Array | string) =>
      importRows(answers, form, await checkFile(Buffer.from(bytes), 'answers', number, en));
    answers.add(form, { number: 'B 12', when: '2026-11-01' });
    expect(await check(await exported(format, number))).toEqual({ ...nothing, known: 1 });
    expect(await check('Number,Handed in\nC 7,02/11/2026\n')).toEqual({ ...nothing, added: [2] });
    expect(answers.byNumber(form, 2)?.values).toEqual({ number: 'C 7', when: '2026-11-02' });
  },
);
