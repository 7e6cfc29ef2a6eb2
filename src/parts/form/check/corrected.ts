import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import type { Reader } from '../../../language/reader.ts';
import type { Mark } from '../../../table/correct/mark.ts';
import type { ReportWords } from '../../../table/correct/report/words.ts';
import { correctWorkbook } from '../../../table/correct/workbook/correct.ts';
import type { ColumnType } from '../../../table/summary.ts';
import { columnLetters } from '../../../table/workbook/cells.ts';
import { sheetName } from '../../export/sheet-text.ts';
import { valueIn } from '../fields/values.ts';
import type { Checked } from './check.ts';
import type { Change, CheckedRow, Problem } from './rows.ts';

/**
 * The workbook once more with what was mended and what is wrong marked by a colour and a note, and two
 * sheets that list it; everything else is as it was. A CSV file becomes a workbook by this.
 */
export async function correctedWorkbook(
  checked: Checked,
  bytes: Uint8Array,
  reader: Reader,
): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'holdall-check-'));
  try {
    const { grid, head } = checked;
    const [from, out] = [join(folder, 'from.xlsx'), join(folder, 'out.xlsx')];
    const sheet = grid.typed ? grid.name : sheetName(grid.name);
    await writeFile(from, grid.typed ? bytes : await asWorkbook(checked, sheet));
    await correctWorkbook({
      from: { file: from, source: checked.file },
      out,
      sheet,
      columns: head.columns.flatMap((of, at) => (of ? [columnLetters(at)] : [])),
      marks: () => marksOf(checked),
      words: wordsOf(reader),
    });
    return await readFile(out);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* marksOf({ rows, faults, head }: Checked): AsyncGenerator<Mark> {
  for (const reason of faults) {
    yield { kind: 'rejected', cellOnly: true, row: head.row + 1, column: 'A', value: null, rule: '', reason };
  }
  for (const { changes, problems } of rows) {
    for (const change of changes) yield correction(change);
    for (const problem of problems) yield rejection(problem);
  }
}

function correction({ row, column, before, after, kind, why }: Change): Mark {
  const types: Partial<Record<Change['kind'], ColumnType>> = {
    number: 'decimal',
    date: 'date',
    checkbox: 'boolean',
  };
  const list = Array.isArray(after) ? after.join('; ') : String(after ?? '');
  const text = kind === 'checkbox' ? String(after === true).toUpperCase() : list;
  return {
    kind: 'corrected',
    row,
    column,
    before,
    after: text === '' ? null : text,
    type: types[kind] ?? 'text',
    rules: [why],
  };
}

function rejection({ row, column, value, message, proposal = '' }: Problem): Mark {
  return { kind: 'rejected', cellOnly: true, row, column, value, rule: proposal, reason: message };
}

function wordsOf({ text }: Reader): ReportWords {
  const words = text.formFields.check;
  return {
    rejects: words.problems,
    corrections: words.changes,
    rejectsHead: words.problemsHead,
    title: words.title,
    doneHead: words.doneHead,
    corrected: words.changed,
    rejected: words.wrong,
    withoutNote: words.withoutNote,
    rulesHead: words.whyHead,
    listHead: words.listHead,
    listEnds: (lines) => words.listEnds(String(lines)),
    wasFormula: words.wasFormula,
    // Rows are never dropped.
    row: String,
    rowDropped: '',
    droppedNote: (rule) => rule,
    rejectedNote: (proposal, message) =>
      [words.wrongNote(message), ...(proposal === '' ? [] : [words.proposal(proposal)])].join('\n'),
    correctedNote: (before, why) => words.changedNote(before || words.empty, why),
  };
}

/** The cells of a CSV file with the types of their fields, but for those that are marked. */
async function asWorkbook({ grid, head, rows }: Checked, name: string): Promise<Uint8Array> {
  const checked = new Map(rows.map((row) => [row.row, row]));
  const cells = grid.rows.map((texts, at) => {
    const row = checked.get(at + 1);
    return texts.map((text, column) => (row ? typedCell(row, column, head, text) : text) ?? null);
  });
  return writeXlsx({ sheets: [{ name, rows: cells }] });
}

function typedCell(
  row: CheckedRow,
  column: number,
  { columns }: Checked['head'],
  text: Checked['grid']['rows'][0][0],
) {
  const of = columns[column];
  const letters = columnLetters(column);
  const isMarked = [...row.changes, ...row.problems].some((one) => one.column === letters);
  if (of?.kind !== 'field' || isMarked) return text;
  const value = valueIn(row.values, of.field.id);
  if (of.field.kind === 'date' && typeof value === 'string' && value >= '1900-03')
    return new Date(`${value}T00:00:00Z`);
  if (of.field.kind === 'checkbox') return text === '' ? text : value === true;
  return typeof value === 'number' ? value : text;
}
