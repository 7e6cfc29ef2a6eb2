import { cellName, columnLetters, maxSheetRows } from '../../workbook/cells.ts';
import type { Mark } from '../mark.ts';
import { maxCharacters } from '../sheet/cell.ts';
import type { MarkKind, OwnStyle, Styles } from '../workbook/styles.ts';
import { encode, encodeText } from '../xml/tokens.ts';
import { type MarkLog, maxListed } from './log.ts';
import type { ReportWords } from './words.ts';

/** What a sheet of a report is about, and how it looks. */
export interface ReportContext {
  /** The source of the rows, and the sheet that they are in. */
  source: string;
  sheet: string;
  styles: Record<OwnStyle | MarkKind, number>;
  /** The namespace of the workbook's sheets. */
  namespace: string;
  words: ReportWords;
}

/** The styles of reports, added to those of the workbook. */
export function reportStyles(styles: Styles): ReportContext['styles'] {
  return {
    title: styles.own('title'),
    header: styles.own('header'),
    text: styles.own('text'),
    link: styles.own('link'),
    corrected: styles.marked(0, 'corrected'),
    rejected: styles.marked(0, 'rejected'),
    dropped: styles.marked(0, 'dropped'),
  };
}

/** The sheet of rejects, as XML in chunks: one line for each rule that a row broke. */
export async function* rejectsSheet(
  marks: AsyncIterable<Mark>,
  context: ReportContext,
): AsyncGenerator<string> {
  const { source, styles, namespace, words } = context;
  async function* rows(): AsyncGenerator<Row> {
    yield styled(words.rejectsHead, styles.header);
    for await (const mark of marks) {
      if (mark.kind !== 'rejected') continue;
      const cells = styled([source, mark.row, mark.column, mark.value, mark.rule, mark.reason], styles.text);
      yield linked(cells, 1, context, `${mark.column ?? 'A'}${mark.row}`);
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
  context: ReportContext,
): AsyncGenerator<string> {
  const { source, sheet: name, styles, namespace, words } = context;
  const top: Row[] = [
    styled([words.title(name, source)], styles.title),
    [],
    styled(words.doneHead, styles.header),
    [...styled([words.corrected], styles.corrected), ...styled([log.corrected], styles.text)],
    [...styled([words.rejected], styles.rejected), ...styled([log.rejectedRows], styles.text)],
    ...(words.dropped === undefined
      ? []
      : [[...styled([words.dropped], styles.dropped), ...styled([log.droppedRows], styles.text)]]),
    ...(log.withoutNote > 0 ? [styled([words.withoutNote, log.withoutNote], styles.text)] : []),
    [],
    styled(words.rulesHead, styles.header),
    ...[...log.rules].map(([rule, count]) =>
      styled(
        [rule, count.corrected, count.rejected, count.dropped].slice(0, words.rulesHead.length),
        styles.text,
      ),
    ),
    [],
    styled(words.listHead, styles.header),
  ];
  async function* rows(): AsyncGenerator<Row> {
    yield* top;
    let listed = 0;
    for await (const mark of marks) {
      if (mark.kind === 'rejected') continue;
      if (listed === maxListed) {
        yield styled([words.listEnds(maxListed)], styles.text);
        return;
      }
      listed++;
      if (mark.kind === 'dropped') {
        const cells = styled([words.row(mark.row), null, null, mark.rule, words.rowDropped], styles.text);
        yield linked(cells, 0, context, `A${mark.row}`);
      } else {
        const cell = `${mark.column}${mark.row}`;
        const { before, after, rules } = mark;
        const cells = styled([cell, before, after, rules.join(', '), log.remarks.get(cell)], styles.text);
        yield linked(cells, 0, context, cell);
      }
    }
  }
  yield* sheet(rows(), { widths: [30, 30, 30, 30, 60], header: top.length, frozen: false, namespace });
}

interface Cell {
  value: string | number | null | undefined;
  style?: number;
  /** The place in the workbook to which a click on it leads. */
  link?: string;
}

type Row = Cell[];

/** The most links of a sheet: programs hold them in memory, and take no more than 65,530. */
const maxLinks = 10_000;

function styled(values: readonly Cell['value'][], style: number): Row {
  return values.map((value) => ({ value, style }));
}

/** The row with a link on one of its cells to a cell of the corrected sheet. */
function linked(cells: Row, index: number, { sheet, styles }: ReportContext, target: string): Row {
  const link = `'${sheet.replaceAll("'", "''")}'!${target}`;
  return cells.map((cell, nth) => (nth === index ? { ...cell, link, style: styles.link } : cell));
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
  const links: string[] = [];
  for await (const cells of rows) {
    number++;
    if (number === maxSheetRows) {
      text += rowXml(number, [{ value: 'There are more than a sheet has rows.' }]);
      break;
    }
    text += rowXml(number, cells);
    for (const [column, { link }] of cells.entries()) {
      if (link === undefined || links.length === maxLinks) continue;
      links.push(`<hyperlink ref="${cellName(column, number)}" location="${encode(link)}"/>`);
    }
    if (text.length > 1 << 16) {
      yield text;
      text = '';
    }
  }
  const last = columnLetters(widths.length - 1);
  // In this order, as the schema of sheets has them.
  const clicks = links.length > 0 ? `<hyperlinks>${links.join('')}</hyperlinks>` : '';
  yield `${text}</sheetData><autoFilter ref="A${header}:${last}${Math.max(number, header)}"/>${clicks}<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup orientation="landscape" fitToHeight="0"/><ignoredErrors><ignoredError sqref="A1:${last}${maxSheetRows}" numberStoredAsText="1"/></ignoredErrors></worksheet>`;
}

function rowXml(row: number, cells: Row): string {
  const inside = cells.map(({ value, style = 0 }, column) => {
    if (value === null || value === undefined) return '';
    const tag = `<c r="${cellName(column, row)}"${style > 0 ? ` s="${style}"` : ''}`;
    if (typeof value === 'number') return `${tag}><v>${value}</v></c>`;
    const text = value.length > maxCharacters ? `${value.slice(0, maxCharacters - 1)}…` : value;
    return `${tag} t="inlineStr"><is><t xml:space="preserve">${encodeText(text)}</t></is></c>`;
  });
  return `<row r="${row}">${inside.join('')}</row>`;
}
