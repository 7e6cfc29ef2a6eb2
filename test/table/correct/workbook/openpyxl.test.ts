import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';
import { correctWorkbook } from '../../../../src/table/correct/workbook/correct.ts';
import { itNeeds, pythonWith } from '../../../support/needs.ts';
import { tempFolder } from '../../../support/temp.ts';
import { marksOf } from '../sample.ts';

const python = pythonWith('openpyxl');
const itPython = itNeeds('Python with openpyxl', python !== undefined);

/** Runs a program with the name of a file, and returns what it prints as JSON. */
function run(program: string, file: string): unknown {
  const { status, stdout, stderr } = spawnSync(python ?? 'python3', ['-c', program, file], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout === '' ? undefined : JSON.parse(stdout);
}

const make = `
import openpyxl, sys, datetime
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.chart import BarChart, Reference
book = openpyxl.Workbook()
sheet = book.active
sheet.title = 'Sales'
for row in [['name', 'amount', 'day'], [' Eva ', '1,5', datetime.date(2024, 1, 1)], ['Bert', 2, '31.12.2024'], ['Ida', 3, None]]:
    sheet.append(row)
sheet['A1'].font = Font(bold=True)
sheet['A3'].comment = Comment('Ask Bert', 'Eva')
sheet['B6'] = '=SUM(B2:B4)'
sheet.freeze_panes = 'A2'
sheet.column_dimensions['A'].width = 33
other = book.create_sheet('Other')
chart = BarChart()
chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=4))
other.add_chart(chart, 'B2')
book.save(sys.argv[1])
`;

const show = `
import openpyxl, sys, json
book = openpyxl.load_workbook(sys.argv[1])
sheet = book['Sales']
cells = {c.coordinate: [str(c.value), c.data_type, c.number_format, c.fill.fgColor.rgb if c.fill.fill_type else None, c.comment.text if c.comment else None]
         for row in sheet.iter_rows() for c in row if c.fill.fill_type or c.comment or c.row == 6}
print(json.dumps({'sheets': book.sheetnames, 'cells': cells, 'bold': sheet['A1'].font.b, 'freeze': sheet.freeze_panes,
  'width': sheet.column_dimensions['A'].width, 'charts': len(book['Other']._charts)}))
`;

itPython('gives a workbook that openpyxl reads: values, fills, notes, and all that was there', async () => {
  const folder = tempFolder();
  const [file, out] = [join(folder, 'in.xlsx'), join(folder, 'out.xlsx')];
  run(make, file);
  await correctWorkbook({
    from: { file, source: 'sales.xlsx' },
    out,
    sheet: 'Sales',
    columns: ['A', 'B', 'C'],
    marks: marksOf(
      {
        kind: 'corrected',
        row: 2,
        column: 'A',
        before: ' Eva ',
        after: 'Eva',
        type: 'text',
        rules: ['trim'],
      },
      {
        kind: 'corrected',
        row: 2,
        column: 'B',
        before: '1,5',
        after: '1.5',
        type: 'decimal',
        rules: ['numbers'],
      },
      {
        kind: 'corrected',
        row: 3,
        column: 'A',
        before: 'Bert',
        after: 'BERT',
        type: 'text',
        rules: ['case'],
      },
      {
        kind: 'corrected',
        row: 3,
        column: 'C',
        before: '31.12.2024',
        after: '2024-12-31',
        type: 'date',
        rules: ['dates'],
      },
      { kind: 'rejected', row: 4, column: 'C', value: null, rule: 'required', reason: 'is missing' },
    ),
  });
  expect(run(show, out)).toEqual({
    sheets: ['Sales', 'Other', 'Rejects', 'Corrections'],
    cells: {
      A2: ['Eva', 's', 'General', 'FFFFEB9C', 'Before:  Eva \nRule: trim'],
      B2: ['1.5', 'n', 'General', 'FFFFEB9C', 'Before: 1,5\nRule: numbers'],
      A3: ['BERT', 's', 'General', 'FFFFEB9C', 'Ask Bert\n\nBefore: Bert\nRule: case'],
      C3: ['2024-12-31 00:00:00', 'd', 'mm-dd-yy', 'FFFFEB9C', 'Before: 31.12.2024\nRule: dates'],
      A4: ['Ida', 's', 'General', 'FFF8CBAD', null],
      B4: ['3', 'n', 'General', 'FFF8CBAD', null],
      C4: ['None', 'n', 'General', 'FFF8CBAD', 'Row rejected\nRule: required\nReason: is missing'],
      A6: ['None', 'n', 'General', null, null],
      B6: ['=SUM(B2:B4)', 'f', 'General', null, null],
      C6: ['None', 'n', 'General', null, null],
    },
    bold: true,
    freeze: 'A2',
    width: 33,
    charts: 1,
  });
});
