/** What the notes and the report of a corrected workbook say. */
export interface ReportWords {
  /** The names of the two sheets that are added. */
  rejects: string;
  corrections: string;
  /** The columns of the first: file, row, column, value, rule, reason. */
  rejectsHead: readonly string[];
  title(sheet: string, source: string): string;
  /** Over what was done, and how often. */
  doneHead: readonly string[];
  corrected: string;
  rejected: string;
  /** Left out where no rows are ever dropped. */
  dropped?: string;
  withoutNote: string;
  /** Over the rules: the rule, cells corrected, rows rejected, rows dropped; as many of these as are wanted. */
  rulesHead: readonly string[];
  /** Over the list: cell or row, before, after, rule, remark. */
  listHead: readonly string[];
  row(row: number): string;
  rowDropped: string;
  listEnds(lines: number): string;
  wasFormula(formula: string): string;
  droppedNote(rule: string): string;
  rejectedNote(rule: string, reason: string): string;
  /** `before` is null for a cell that was empty. */
  correctedNote(before: string | null, rules: string): string;
}

/** Those of the tables of a spec. */
export const tableWords: ReportWords = {
  rejects: 'Rejects',
  corrections: 'Corrections',
  rejectsHead: ['Source', 'Row', 'Column', 'Value', 'Rule', 'Reason'],
  title: (sheet, source) => `Corrections of the sheet "${sheet}" of ${source}`,
  doneHead: ['What was done', 'Count'],
  corrected: 'Cells corrected',
  rejected: 'Rows rejected',
  dropped: 'Rows dropped',
  withoutNote: 'Marked, but without a note',
  rulesHead: ['Rule', 'Cells corrected', 'Rows rejected', 'Rows dropped'],
  listHead: ['Cell or row', 'Before', 'After', 'Rule', 'Remark'],
  row: (row) => `row ${row}`,
  rowDropped: 'The row was dropped.',
  listEnds: (lines) => `The list ends here, after ${lines} lines.`,
  wasFormula: (formula) => `It was the formula =${formula}`,
  droppedNote: (rule) => `Row dropped\nRule: ${rule}`,
  rejectedNote: (rule, reason) => `Row rejected\nRule: ${rule}\nReason: ${reason}`,
  correctedNote: (before, rules) => `Before: ${before ?? '(empty)'}\nRule: ${rules}`,
};
