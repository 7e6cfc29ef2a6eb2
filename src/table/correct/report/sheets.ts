import { columnLetters, maxSheetRows } from '../../workbook/cells.ts';
import type { Mark } from '../mark.ts';
import { maxCharacters } from '../sheet/cell.ts';
import type { MarkKind, OwnStyle, Styles } from '../workbook/styles.ts';
import { encodeText } from '../xml/tokens.ts';
import { type MarkLog, maxListed } from './log.ts';

/** What a sheet of a report is about, and how it looks. */
export interface ReportContext {
  /** The source of the rows, and the sheet that they are in. */
  source: string;
  sheet: string;
  styles: Record<OwnStyle | MarkKind, number>;
  /** The namespace of the workbook's sheets. */
  namespace: string;
}

/** The styles of reports, added to those of the workbook. */
export function reportStyles(styles: Styles): ReportContext['styles'] {
  return {
    title: styles.own('title'),
    header: styles.own('header'),
    text: styles.own('text'),
    corrected: styles.marked(0, 'corrected'),
    rejected: styles.marked(0, 'rejected'),
    dropped: styles.marked(0, 'dropped'),
  };
}

/** The sheet of rejects, as XML in chunks: one line for each rule that a row broke. */
export async function* rejectsSheet(
  marks: AsyncIterable<Mark>,
  { source, styles, namespace }: ReportContext,
): AsyncGenerator<string> {
  async function* rows(): AsyncGenerator<Row> {
    yield styled(['Source', 'Row', 'Column', 'Value', 'Rule', 'Reason'], styles.header);
    for await (const mark of marks) {
      if (mark.kind !== 'rejected') continue;
      yield styled([source, mark.row, mark.column, mark.value, mark.rule, mark.reason], styles.text);
    }
  }
  yield* sheet(rows(), { widths: [28, 9, 9, 32, 30, 60], header: 1, frozen: true, namespace });
}

/**
 * The sheet of what was done, as XML in chunks: how much of what, each in its colour; how often by
 * which rule; then each corrected cell and dropped row in the order of the rows.
 */
export async function* correctionsSheet(
  marks: AsyncIterable<Mark>,
  log: MarkLog,
  { source, sheet: name, styles, namespace }: ReportContext,
): AsyncGenerator<string> {
  const top: Row[] = [
    styled([`Corrections of the sheet "${name}" of ${source}`], styles.title),
    [],
    styled(['What was done', 'Count'], styles.header),
    [...styled(['Cells corrected'], styles.corrected), ...styled([log.corrected], styles.text)],
    [...styled(['Rows rejected'], styles.rejected), ...styled([log.rejectedRows], styles.text)],
    [...styled(['Rows dropped'], styles.dropped), ...styled([log.droppedRows], styles.text)],
    ...(log.withoutNote > 0 ? [styled(['Marked, but without a note', log.withoutNote], styles.text)] : []),
    [],
    styled(['Rule', 'Cells corrected', 'Rows rejected', 'Rows dropped'], styles.header),
    ...[...log.rules].map(([rule, count]) =>
      styled([rule, count.corrected, count.rejected, count.dropped], styles.text),
    ),
    [],
    styled(['Cell or row', 'Before', 'After', 'Rule', 'Remark'], styles.header),
  ];
  async function* rows(): AsyncGenerator<Row> {
    yield* top;
    let listed = 0;
    for await (const mark of marks) {
      if (mark.kind === 'rejected') continue;
      if (listed === maxListed) {
        yield styled([`More than ${maxListed} are not listed here.`], styles.text);
        return;
      }
      listed++;
      if (mark.kind === 'dropped') {
        yield styled([`row ${mark.row}`, null, null, mark.rule, 'The row was dropped.'], styles.text);
      } else {
        const cell = `${mark.column}${mark.row}`;
        const { before, after, rules } = mark;
        yield styled([cell, before, after, rules.join(', '), log.remarks.get(cell)], styles.text);
      }
    }
  }
  yield* sheet(rows(), { widths: [30, 30, 30, 30, 60], header: top.length, frozen: false, namespace });
}

interface Cell {
  value: string | number | null | undefined;
  style?: number;
}

type Row = Cell[];

function styled(values: Cell['value'][], style: number): Row {
  return values.map((value) => ({ value, style }));
}

interface SheetShape {
  widths: number[];
  /** The row, from 1, with the names of the columns of the list, which can be filtered by them. */
  header: number;
  frozen: boolean;
  namespace: string;
}

async function* sheet(
  rows: AsyncIterable<Row>,
  { widths, header, frozen, namespace }: SheetShape,
): AsyncGenerator<string> {
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  const pane = `<pane ySplit="${header}" topLeftCell="A${header + 1}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>`;
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="${namespace}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView showGridLines="0" workbookViewId="0">${frozen ? pane : ''}</sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>`;
  let number = 0;
  let text = '';
  for await (const cells of rows) {
    number++;
    if (number === maxSheetRows) {
      text += rowXml(number, [{ value: 'There are more than a sheet has rows.' }]);
      break;
    }
    text += rowXml(number, cells);
    if (text.length > 1 << 16) {
      yield text;
      text = '';
    }
  }
  const last = columnLetters(widths.length - 1);
  // In this order, as the schema of sheets has them.
  yield `${text}</sheetData><autoFilter ref="A${header}:${last}${Math.max(number, header)}"/><pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup orientation="landscape" fitToHeight="0"/><ignoredErrors><ignoredError sqref="A1:${last}${maxSheetRows}" numberStoredAsText="1"/></ignoredErrors></worksheet>`;
}

function rowXml(row: number, cells: Row): string {
  const inside = cells.map(({ value, style = 0 }, column) => {
    if (value === null || value === undefined) return '';
    const tag = `<c r="${columnLetters(column)}${row}"${style > 0 ? ` s="${style}"` : ''}`;
    if (typeof value === 'number') return `${tag}><v>${value}</v></c>`;
    const text = value.length > maxCharacters ? `${value.slice(0, maxCharacters - 1)}…` : value;
    return `${tag} t="inlineStr"><is><t xml:space="preserve">${encodeText(text)}</t></is></c>`;
  });
  return `<row r="${row}">${inside.join('')}</row>`;
}
