import { columnLetters } from '../../workbook/cells.ts';
import type { Mark } from '../mark.ts';
import type { Note } from '../notes/notes.ts';
import { parseCell } from '../sheet/cell.ts';
import type { CellOutcome } from '../sheet/row.ts';
import { type ReportWords, tableWords } from './words.ts';

/** The most notes that a sheet gets: spreadsheets become slow with more of them. */
export const maxNotes = 20_000;

/** The most cells and rows that the sheet of corrections lists. */
export const maxListed = 100_000;

/** How often a rule did what. */
export interface RuleCounts {
  /** Cells. */
  corrected: number;
  /** Rows, once for each rule that a row broke. */
  rejected: number;
  dropped: number;
}

/** What was done to a sheet: counted, and in words for the notes on its cells. */
export interface MarkLog {
  corrected: number;
  rejectedRows: number;
  droppedRows: number;
  rules: Map<string, RuleCounts>;
  /** Cells that lost a formula. */
  formulas: number;
  /** Cells that would have a note but for the most that a sheet gets. */
  withoutNote: number;
  /** By cell, what is to be said beside its values, for the cells that are listed. */
  remarks: Map<string, string>;
  add(mark: Mark, outcome: CellOutcome): void;
  /** One for each cell. */
  notes(): Note[];
}

/** An empty log of a sheet; `firstColumn`, from 0, is where the notes on whole rows go. */
export function markLog(firstColumn: number, words: ReportWords = tableWords): MarkLog {
  const notes = new Map<string, string[]>();
  let lastRejected = 0;
  let listed = 0;
  const note = (cell: string, text: string): void => {
    const known = notes.get(cell);
    if (known) known.push(text);
    else if (notes.size < maxNotes) notes.set(cell, [text]);
    else log.withoutNote++;
  };
  const count = (rule: string): RuleCounts => {
    const counts = log.rules.get(rule) ?? { corrected: 0, rejected: 0, dropped: 0 };
    log.rules.set(rule, counts);
    return counts;
  };
  const log: MarkLog = {
    corrected: 0,
    rejectedRows: 0,
    droppedRows: 0,
    rules: new Map(),
    formulas: 0,
    withoutNote: 0,
    remarks: new Map(),
    notes: () => [...notes].map(([cell, texts]) => ({ cell, text: texts.join('\n\n') })),
    add: (mark, { formula, left }) => {
      const rowCell = `${columnLetters(firstColumn)}${mark.row}`;
      if (mark.kind === 'dropped') {
        count(mark.rule).dropped++;
        log.droppedRows++;
        listed++;
        return note(rowCell, words.droppedNote(mark.rule));
      }
      if (mark.kind === 'rejected') {
        if (!mark.cellOnly) count(mark.rule).rejected++;
        if (mark.cellOnly || mark.row !== lastRejected) log.rejectedRows++;
        lastRejected = mark.row;
        const cell = mark.column === undefined ? rowCell : `${mark.column}${mark.row}`;
        return note(cell, words.rejectedNote(mark.rule, mark.reason));
      }
      const cell = `${mark.column}${mark.row}`;
      for (const rule of new Set(mark.rules)) count(rule).corrected++;
      log.corrected++;
      if (formula !== undefined) log.formulas++;
      const remark = left ?? (formula === undefined ? undefined : words.wasFormula(formula));
      if (remark !== undefined && listed < maxListed) log.remarks.set(cell, remark);
      listed++;
      const text = words.correctedNote(shortened(mark.before), mark.rules.join(', '));
      note(cell, remark === undefined ? text : `${text}\n${remark}`);
    },
  };
  return log;
}

/** The most characters of a value that a note shows. */
const longestShown = 500;

function shortened(value: string | null): string | null {
  return value !== null && value.length > longestShown ? `${value.slice(0, longestShown)}…` : value;
}

/** Notes in the order in which programs list them: by row, then by column. */
export function sortNotes(notes: Note[]): Note[] {
  const place = ({ cell }: Note): { row: number; column: number } => parseCell(cell) ?? { row: 0, column: 0 };
  return notes
    .map((note) => ({ note, ...place(note) }))
    .sort((one, other) => one.row - other.row || one.column - other.column)
    .map(({ note }) => note);
}
