import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { UserError } from '../../../src/base/error.ts';
import { buildTables } from '../../../src/table/build.ts';
import type { TableOptions } from '../../../src/table/options.ts';
import { tempFolder } from '../../support/temp.ts';

/** Builds a table out of one file, and returns its documents as texts, by path. */
async function documentsOf(
  source: string,
  content: string,
  options: TableOptions,
): Promise<Record<string, string>> {
  const folder = tempFolder();
  const file = join(folder, 'source');
  writeFileSync(file, content);
  const texts: Record<string, string> = {};
  await buildTables([{ name: 't', files: [{ file, source }], options }], join(folder, 'out.sqlite'), {
    documents: {
      folder: join(folder, 'documents'),
      onDocument: (document) => {
        texts[document.path] = readFileSync(document.file, 'utf8');
      },
    },
  });
  return texts;
}

const lines = (...all: string[]): string => all.map((line) => `${line}\r\n`).join('');

it('writes what became of a CSV file, with the lines that it speaks of', async () => {
  const documents = await documentsOf(
    't.csv',
    'id,name,price\n007,"two\nlines",1.50\n008, Eva ,x\n\n009,"a ""b""",12345678901234567.10\n',
    {
      clean: [{ trim: {} }],
      columns: { price: { type: 'decimal', unit: 'EUR' } },
      onError: 'reject',
    },
  );
  expect(documents).toEqual({
    't.csv': lines('id,name,price', '007,"two\nlines",1.50'),
    't.changes.csv': lines('source,line,column,before,after,rule', 't.csv,4,name, Eva ,Eva,trim'),
    't.rejects.csv': expect.stringContaining('t.csv,4,price,x,type,'),
  });
});

it('writes records of JSON by their numbers', async () => {
  const documents = await documentsOf('t.ndjson', '{"a":"x"}\n{"a":" y"}\n', { clean: [{ trim: {} }] });
  expect(documents['t.changes.csv']).toBe(
    lines('source,line,column,before,after,rule', 't.ndjson,2,a, y,y,trim'),
  );
});

it('leaves texts as they are, whatever is in them', async () => {
  const texts = ['\ufeffmark', '=1+1', 'a,b', 'é\u0301', "o'clock", '\ud83d\ude00', 'tab\there', ' '];
  const documents = await documentsOf('t.json', JSON.stringify(texts.map((a) => ({ a, b: 1 }))), {});
  const field = (text: string): string => (text.includes(',') ? `"${text}"` : text);
  expect(documents).toEqual({ 't.csv': lines('a,b', ...texts.map((text) => `${field(text)},1`)) });
});

it('leaves nothing when a later table fails', async () => {
  const folder = tempFolder();
  const file = join(folder, 'source');
  writeFileSync(file, 'a\nx\n');
  const files = [{ file, source: 't.csv' }];
  const written: boolean[] = [];
  const building = buildTables(
    [
      { name: 'good', files, options: {} },
      { name: 'bad', files, options: { columns: { a: { type: 'integer' } } } },
    ],
    join(folder, 'out.sqlite'),
    {
      documents: {
        folder: join(folder, 'documents'),
        onDocument: (document) => written.push(existsSync(document.file)),
      },
    },
  );
  await expect(building).rejects.toBeInstanceOf(UserError);
  expect(written).toEqual([true]);
  expect(readdirSync(folder)).toEqual(['source']);
});
