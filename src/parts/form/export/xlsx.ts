import {
  type ColumnDef,
  type Cell as SheetCell,
  type WriteSheet,
  writeXlsx,
  writeXlsxStream,
} from 'hucre/xlsx';
import type { Field } from '../../../form/layout/types.ts';
import type { Reader } from '../../../language/reader.ts';
import { sheetName, textCell } from '../../export/sheet-text.ts';
import type { Answer } from '../answers/answers.ts';
import { hasCells, inOrder } from '../fields/check.ts';
import { isTable } from '../fields/text.ts';
import { valueIn } from '../fields/values.ts';
import { type Cell, type Column, columnsOf, headingsOf, rowLabel, tableHeadings } from './columns.ts';
import type { Export } from './export.ts';

/** Up to so many cells the workbook is made in memory, for only then can it have lists to choose from. */
const mostInMemory = 500_000;

/** Rows below the answers in which a choice has its list too. */
const rowsToCome = 1000;

/**
 * A workbook: a row an answer, numbers, dates and ticks as such, a sheet for each table of the form,
 * lists for choices. With a great many answers it is written as they are read, without the lists, and
 * the cells of tables have columns of their own.
 */
export async function* workbook(what: Export): AsyncGenerator<Uint8Array> {
  const columns = columnsOf(what, { tables: true });
  if (what.count * columns.length > mostInMemory) yield* streamed(what, columns);
  else yield await inMemory(what, columnsOf(what, { tables: false }));
}

async function* streamed({ title, answers }: Export, columns: Column[]): AsyncGenerator<Uint8Array> {
  const rows = function* () {
    yield columns.map(({ heading }) => textCell(heading));
    for (const answer of answers()) yield columns.map((column) => sheetCell(column, column.cell(answer)));
  };
  yield* writeXlsxStream(rows(), {
    name: sheetName(title),
    columns: columns.map(definition),
    freezePane: { rows: 1 },
  });
}

async function inMemory(what: Export, columns: Column[]): Promise<Uint8Array> {
  const { title, layout, reader } = what;
  const answers = [...what.answers()];
  const main = sheetOf(
    sheetName(title),
    columns,
    answers.map((answer) => columns.map((column) => sheetCell(column, column.cell(answer)))),
  );
  const headings = headingsOf(layout);
  const tables = inOrder(layout).flatMap((field) =>
    hasCells(field) ? tableSheet(field, headings.get(field.id) ?? field.id, answers, reader) : [],
  );
  return writeXlsx({ sheets: uniquelyNamed([main, ...tables]) });
}

/** A row for each row of the table in which something stands. */
function tableSheet(field: Field, name: string, answers: Answer[], reader: Reader): WriteSheet {
  const { number, row } = reader.text.formFields.columns;
  const headings = tableHeadings(field);
  const text = (heading: string): Column => ({ heading, type: 'text', cell: () => null });
  const columns = [{ ...text(number), type: 'number' as const }, text(row), ...headings.map(text)];
  const rows = answers.flatMap((answer) => {
    const value = valueIn(answer.values, field.id);
    if (value === undefined || !isTable(value)) return [];
    return value.flatMap((cells, at) =>
      cells.some((cell) => cell !== '')
        ? [
            [
              answer.number,
              textCell(rowLabel(field, at)),
              ...cells.map((cell) => (cell === '' ? null : textCell(cell))),
            ],
          ]
        : [],
    );
  });
  return sheetOf(sheetName(name), columns, rows);
}

function sheetOf(
  name: string,
  columns: Column[],
  rows: (string | number | boolean | Date | null)[][],
): WriteSheet {
  const cells = new Map<string, Partial<SheetCell>>();
  for (const [at, { heading }] of columns.entries())
    cells.set(`0,${at}`, { value: textCell(heading), style: headStyle });
  const last = columns.length - 1;
  return {
    name,
    columns: columns.map(definition),
    rows: [columns.map(({ heading }) => textCell(heading)), ...rows],
    cells,
    freezePane: { rows: 1 },
    autoFilter: { range: `A1:${letters(last)}${rows.length + 1}` },
    dataValidations: columns.flatMap(({ options, type }, at) => {
      const range = `${letters(at)}2:${letters(at)}${rows.length + 1 + rowsToCome}`;
      const list = type === 'tick' ? ['TRUE', 'FALSE'] : (options ?? []);
      // Such a list has room for 255 letters, and a comma in it parts two of its values.
      if (list.length === 0 || list.join(',').length > 250 || list.some((one) => /[,"]/.test(one))) return [];
      return [
        {
          type: 'list' as const,
          values: [...list],
          allowBlank: true,
          showErrorMessage: true,
          errorStyle: 'warning' as const,
          range,
        },
      ];
    }),
  };
}

const headStyle = {
  font: { bold: true, name: 'Calibri', size: 11 },
  numFmt: 'General',
  alignment: { wrapText: true, vertical: 'top' as const },
};

function definition({ heading, type, hidden, options }: Column): ColumnDef {
  const text = type === 'long-text' ? 40 : options ? 18 : 24;
  const width = { number: 12, moment: 18, day: 14, tick: 12, text, 'long-text': 40 }[type];
  const numFmt = {
    number: undefined,
    moment: 'yyyy-mm-dd hh:mm',
    day: 'yyyy-mm-dd',
    tick: undefined,
    text: '@',
    'long-text': '@',
  }[type];
  return {
    width: Math.max(width, Math.min(30, heading.length + 4)),
    style: {
      ...(numFmt !== undefined && { numFmt }),
      alignment: { vertical: 'top', ...(type === 'long-text' && { wrapText: true }) },
    },
    ...(hidden && { hidden }),
  };
}

/** A sheet knows no time zones: a moment is written as the clock on this machine's wall showed it. */
function sheetCell({ type }: Column, value: Cell): Exclude<Cell, undefined> {
  if (value instanceof Date) return new Date(value.getTime() - value.getTimezoneOffset() * 60_000);
  if (typeof value !== 'string') return value;
  // From March 1900 on spreadsheets agree how days are counted.
  if (type === 'day' && /^\d{4}-\d\d-\d\d$/.test(value) && value >= '1900-03')
    return new Date(`${value}T00:00:00Z`);
  return textCell(value);
}

function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}

function uniquelyNamed(sheets: WriteSheet[]): WriteSheet[] {
  const taken = new Set<string>();
  return sheets.map((sheet) => {
    let name = sheet.name;
    for (let count = 2; taken.has(name.toLowerCase()); count += 1)
      name = `${sheet.name.slice(0, 26)} ${count}`;
    taken.add(name.toLowerCase());
    return { ...sheet, name };
  });
}
