import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { expect, it } from 'vitest';
import { UserError } from '../../../../src/base/error.ts';
import type { Mark } from '../../../../src/table/correct/mark.ts';
import { correctWorkbook } from '../../../../src/table/correct/workbook/correct.ts';
import { tempFolder } from '../../../support/temp.ts';
import { readBook, writeBook } from '../books.ts';
import { marksOf, sampleParts, sampleRows } from '../sample.ts';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const twice: Mark = {
  kind: 'corrected',
  row: 2,
  column: 'E',
  before: '5',
  after: '6',
  type: 'integer',
  rules: ['round'],
};

/** Corrects the formula of a workbook of these parts. */
async function correct(
  parts: Record<string, string>,
  options: Partial<Parameters<typeof correctWorkbook>[0]> = {},
): Promise<{ folder: string; parts: Record<string, string>; names: string[] }> {
  const folder = tempFolder();
  const file = await writeBook(join(folder, 'in.xlsx'), parts);
  const out = join(folder, 'out.xlsx');
  const from = { file, source: 'sales.xlsx' };
  await correctWorkbook({
    from,
    out,
    sheet: 'Sales',
    columns: ['A', 'B', 'C', 'D', 'E'],
    marks: marksOf(twice),
    ...options,
  });
  const { sheets } = await readXlsx(readFileSync(out));
  return { folder, parts: await readBook(out), names: sheets.map(({ name }) => name) };
}

/** The parts with one of them rewritten. */
function edited(path: string, edit: (text: string) => string): Record<string, string> {
  const parts = sampleParts(sampleRows);
  return { ...parts, [path]: edit(parts[path] ?? '') };
}

it('has the formulas of the workbook calculated when it is opened', async () => {
  const { parts } = await correct(sampleParts(sampleRows));
  expect(parts['xl/workbook.xml']).toContain('</definedNames><calcPr fullCalcOnLoad="1"/></workbook>');
  const known = edited('xl/workbook.xml', (text) =>
    text.replace('</workbook>', '<calcPr calcId="9"/><extLst/></workbook>'),
  );
  expect((await correct(known)).parts['xl/workbook.xml']).toContain(
    '<calcPr calcId="9" fullCalcOnLoad="1"/><extLst/>',
  );
});

it('takes out the order of calculation, which names cells that lost their formula', async () => {
  const parts = {
    ...edited('[Content_Types].xml', (text) =>
      text.replace(
        '</Types>',
        '<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"/></Types>',
      ),
    ),
    'xl/_rels/workbook.xml.rels': (sampleParts('')['xl/_rels/workbook.xml.rels'] ?? '').replace(
      '</Relationships>',
      '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain" Target="calcChain.xml"/></Relationships>',
    ),
    'xl/calcChain.xml': `<calcChain xmlns="${main}"><c r="E2" i="1"/></calcChain>`,
  };
  const { parts: after } = await correct(parts);
  expect(after['xl/calcChain.xml']).toBeUndefined();
  expect(after['[Content_Types].xml']).not.toContain('calcChain');
  expect(after['xl/_rels/workbook.xml.rels']).not.toContain('calcChain');
  const value: Mark = { ...twice, column: 'C', before: '2.5' };
  expect((await correct(parts, { marks: marksOf(value) })).parts['xl/calcChain.xml']).toBe(
    parts['xl/calcChain.xml'],
  );
});

it('gives the added sheets names that none has', async () => {
  const taken = edited('xl/workbook.xml', (text) => text.replace('name="Other"', 'name="REJECTS"'));
  const { names, parts } = await correct(taken);
  expect(names).toEqual(['Sales', 'REJECTS', 'Rejects 2', 'Corrections']);
  expect(parts['xl/workbook.xml']).toMatch(/name="Rejects 2" sheetId="5".*name="Corrections" sheetId="6"/);
});

it('gives styles to a workbook that has none', async () => {
  const { 'xl/styles.xml': _, ...parts } = edited('xl/_rels/workbook.xml.rels', (text) =>
    text.replace(/<Relationship Id="rId3"[^>]*>/, ''),
  );
  parts['xl/worksheets/sheet1.xml'] = (parts['xl/worksheets/sheet1.xml'] ?? '').replaceAll(
    / s(?:tyle)?="\d"/g,
    '',
  );
  const { parts: after } = await correct(parts);
  expect(after['xl/styles.xml']).toContain('FFFFEB9C');
  expect(after['xl/_rels/workbook.xml.rels']).toContain('Target="/xl/styles.xml"');
});

it('writes into a strict workbook what is of its kind', async () => {
  const strict = Object.fromEntries(
    Object.entries(sampleParts(sampleRows)).map(([path, text]) => [
      path,
      text
        .replaceAll(main, 'http://purl.oclc.org/ooxml/spreadsheetml/main')
        .replaceAll(
          'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
          'http://purl.oclc.org/ooxml/officeDocument/relationships',
        ),
    ]),
  );
  const { parts } = await correct(strict);
  for (const [path, text] of Object.entries(parts)) {
    if (path.endsWith('.vml')) continue;
    expect(`${path} ${text}`).not.toContain('schemas.openxmlformats.org/officeDocument');
    expect(`${path} ${text}`).not.toContain(main);
  }
});

it('gives the same bytes for the same workbook', async () => {
  const [one, other] = [await correct(sampleParts(sampleRows)), await correct(sampleParts(sampleRows))];
  expect(
    readFileSync(join(one.folder, 'out.xlsx')).equals(readFileSync(join(other.folder, 'out.xlsx'))),
  ).toBe(true);
});

it('says of a damaged workbook what is wrong, and leaves nothing', async () => {
  const folder = tempFolder();
  const parts = edited('xl/worksheets/sheet1.xml', (text) => text.slice(0, -30));
  const file = await writeBook(join(folder, 'in.xlsx'), parts);
  const out = join(folder, 'out.xlsx');
  const correcting = correctWorkbook({
    from: { file, source: 'sales.xlsx' },
    out,
    sheet: 'Sales',
    columns: ['A'],
    marks: marksOf(twice),
  });
  await expect(correcting).rejects.toBeInstanceOf(UserError);
  await expect(correcting).rejects.toThrow('The workbook cannot be read: one of its sheets is cut off.');
  expect(readdirSync(folder)).toEqual(['in.xlsx']);
});

it('stops when it is told to, and leaves what was there', async () => {
  const folder = tempFolder();
  const file = await writeBook(join(folder, 'in.xlsx'), sampleParts(sampleRows));
  const out = join(folder, 'out.xlsx');
  writeFileSync(out, 'as it was');
  const stop = new AbortController();
  const reason = new Error('enough');
  const marks = async function* (): AsyncGenerator<Mark> {
    yield twice;
    stop.abort(reason);
    yield { ...twice, row: 3 };
  };
  const correcting = correctWorkbook({
    from: { file, source: 'sales.xlsx' },
    out,
    sheet: 'Sales',
    columns: ['A'],
    marks,
    signal: stop.signal,
  });
  await expect(correcting).rejects.toBe(reason);
  expect(readdirSync(folder).sort()).toEqual(['in.xlsx', 'out.xlsx']);
  expect(readFileSync(out, 'utf8')).toBe('as it was');
});
