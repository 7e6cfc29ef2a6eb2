import { expect, it } from 'vitest';
import type { Mark } from '../../../../src/table/correct/mark.ts';
import { patchSheet } from '../../../../src/table/correct/sheet/patch.ts';
import type { CellOutcome } from '../../../../src/table/correct/sheet/row.ts';
import { readStyles } from '../../../../src/table/correct/workbook/styles.ts';
import { marksOf } from '../sample.ts';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** What becomes of a sheet with these rows, without its root, and of the marks in it. */
async function patch(
  data: string,
  marks: Mark[],
  { before = '', rest = '', columns = [0, 1], drawing = undefined as string | undefined, root = '' } = {},
): Promise<{ text: string; outcomes: CellOutcome[]; drawings: string[] }> {
  const [opening, closing] = [`<worksheet xmlns="${main}"${root}>`, '</worksheet>'];
  async function* chunks(): AsyncGenerator<string> {
    yield `${opening}${before}${data}${rest}${closing}`;
  }
  const outcomes: CellOutcome[] = [];
  const drawings: string[] = [];
  let text = '';
  for await (const chunk of patchSheet(chunks(), {
    marks: marksOf(...marks)(),
    columns,
    styles: readStyles(undefined),
    date1904: false,
    onMark: (_, outcome) => outcomes.push(outcome),
    onDrawing: (id) => drawings.push(id),
    drawing: () => drawing,
  })) {
    text += chunk;
  }
  expect(text.startsWith(opening) && text.endsWith(closing)).toBe(true);
  return { text: text.slice(opening.length, -closing.length), outcomes, drawings };
}

/** A cell that is corrected to a number. */
function corrected(column: string, row: number, after: string | null = '5'): Mark {
  return { kind: 'corrected', row, column, before: 'x', after, type: 'decimal', rules: ['rule'] };
}

const sheet = (rows: string): string => `<sheetData>${rows}</sheetData>`;

it('replaces a cell and leaves its neighbours', async () => {
  const { text } = await patch(
    sheet('<row r="1" spans="1:2"><c r="A1" s="7"><v>1</v></c> <c r="B1" t="s"><v>0</v></c></row>'),
    [corrected('A', 1)],
  );
  expect(text).toBe(sheet('<row r="1"><c r="A1" s="1"><v>5</v></c> <c r="B1" t="s"><v>0</v></c></row>'));
});

it('adds the cells and rows that the sheet does not have, in their places', async () => {
  const marks = [
    corrected('B', 1),
    corrected('A', 2),
    corrected('B', 3),
    corrected('C', 3),
    corrected('A', 5),
  ];
  const { text } = await patch(
    sheet('<row r="1"><c r="A1"/><c r="C1"/></row>\n<row r="3" s="4" customFormat="1"/><row r="4"/>'),
    marks,
    { before: '<cols><col min="1" max="1" style="2"/></cols>' },
  );
  expect(text).toContain('<c r="A1"/><c r="B1" s="1"><v>5</v></c><c r="C1"/></row>');
  expect(text).toContain('<row r="2"><c r="A2" s="2"><v>5</v></c></row><row r="3"');
  expect(text).toContain('<c r="B3" s="3"><v>5</v></c><c r="C3" s="3"><v>5</v></c></row><row r="4"/>');
  expect(text).toMatch(/<row r="5"><c r="A5" s="2"><v>5<\/v><\/c><\/row><\/sheetData>$/);
});

it('fills a sheet without rows, and finds rows and cells without numbers', async () => {
  expect((await patch('<sheetData/>', [corrected('A', 2)])).text).toBe(
    sheet('<row r="2"><c r="A2" s="1"><v>5</v></c></row>'),
  );
  const { text } = await patch(sheet('<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>'), [
    corrected('B', 1),
    corrected('A', 2),
  ]);
  expect(text).toBe(
    sheet('<row><c><v>1</v></c><c r="B1" s="1"><v>5</v></c></row><row><c r="A2" s="1"><v>5</v></c></row>'),
  );
});

it('colours the columns of the table in rows that were rejected or dropped', async () => {
  const { text } = await patch(sheet('<row r="1"><c r="A1"><v>1</v></c><c r="D1"><v>1</v></c></row>'), [
    { kind: 'rejected', row: 1, value: null, rule: 'required', reason: 'is missing' },
    { kind: 'dropped', row: 2, rule: 'dropEmptyRows' },
  ]);
  expect(text).toBe(
    sheet(
      '<row r="1"><c r="A1" s="1"><v>1</v></c><c r="B1" s="1"/><c r="D1"><v>1</v></c></row><row r="2"><c r="A2" s="2"/><c r="B2" s="2"/></row>',
    ),
  );
});

it('hands a shared formula on when its first cell is corrected', async () => {
  const rows = [1, 2, 3].map((row) => {
    const first = row === 1 ? '<f t="shared" ref="B1:B3" si="0">A1*$C$1</f>' : '<f t="shared" si="0"/>';
    return `<row r="${row}"><c r="B${row}">${first}<v>1</v></c></row>`;
  });
  const { text, outcomes } = await patch(sheet(rows.join('')), [corrected('B', 1), corrected('B', 3)]);
  expect(text).toBe(
    sheet(
      '<row r="1"><c r="B1" s="1"><v>5</v></c></row><row r="2"><c r="B2"><f t="shared" ref="B1:B3" si="0">A2*$C$1</f><v>1</v></c></row><row r="3"><c r="B3" s="1"><v>5</v></c></row>',
    ),
  );
  expect(outcomes).toEqual([{ formula: 'A1*$C$1' }, { formula: 'A3*$C$1' }]);
});

it('leaves a formula over several cells, and says so', async () => {
  const { text, outcomes } = await patch(
    sheet(
      '<row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2*2</f><v>2</v></c></row><row r="2"><c r="A2"><v>4</v></c></row>',
    ),
    [corrected('A', 2)],
  );
  expect(text).toContain('<c r="A2" s="1"><v>4</v></c>');
  expect(outcomes[0]?.left).toBe(
    'The cell is part of a formula over several cells, which was left as it is.',
  );
});

it('leaves a text that no cell holds', async () => {
  const { text, outcomes } = await patch(sheet('<row r="1"><c r="A1"><v>4</v></c></row>'), [
    corrected('A', 1, 'x'.repeat(32_768)),
  ]);
  expect(text).toContain('<v>4</v>');
  expect(outcomes[0]?.left).toBe('The new value has more than the 32767 characters that a cell holds.');
});

it('names the drawing of the notes where sheets have it', async () => {
  const relationships = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
  const drawing = `<legacyDrawing ${relationships} r:id="rId3"/>`;
  const data = sheet('');
  expect((await patch(data, [], { rest: '<pageMargins/>', drawing: 'rId3' })).text).toBe(
    `${data}<pageMargins/>${drawing}`,
  );
  const after = '<drawing r:id="rId1"/><tableParts count="0"/><extLst/>';
  expect((await patch(data, [], { rest: after, drawing: 'rId3' })).text).toBe(
    `${data}<drawing r:id="rId1"/>${drawing}<tableParts count="0"/><extLst/>`,
  );
  const there = await patch(data, [], { rest: '<legacyDrawing r:id="rId9"/>', drawing: 'rId3' });
  expect(there.text).toBe(`${data}<legacyDrawing r:id="rId9"/>`);
  expect(there.drawings).toEqual(['rId9']);
});
