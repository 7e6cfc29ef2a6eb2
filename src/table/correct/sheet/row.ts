import { columnLetters } from '../../workbook/cells.ts';
import type { Correction, Mark, Rejection } from '../mark.ts';
import type { Styles } from '../workbook/styles.ts';
import { attribute, decode, encode, opened, type Token, tokensOf, withAttribute } from '../xml/tokens.ts';
import { type CellRange, columnNumber, inRange, maxCharacters, parseCell, parseRange } from './cell.ts';
import { moveFormula } from './formula.ts';
import { type CellContent, cellContent } from './value.ts';

/** What became of a correction. */
export interface CellOutcome {
  /** The formula that the cell had and lost. */
  formula?: string;
  /** Why the cell was left as it was. */
  left?: string;
}

/** What rows are marked with. */
export interface RowWork {
  /** The columns of the table, from 0: all of them are coloured in rows that are rejected or dropped. */
  columns: number[];
  styles: Styles;
  date1904: boolean;
  /** Called for each cell that is corrected, and for each rejected or dropped row. */
  onMark(mark: Mark, outcome: CellOutcome): void;
}

/** What has to be known of a sheet beside its rows. */
export interface SheetState {
  prefix: string;
  /** Styles of columns, from 0, that have one. */
  columnStyles: { first: number; last: number; style: number }[];
  /** The first cells of shared formulas, by their number; `gone` when that cell has lost it. */
  shared: Map<string, { formula: string; column: number; row: number; ref: string; gone: boolean }>;
  /** Formulas over several cells, which are replaced as one or not at all. */
  arrays: CellRange[];
}

/** A cell of a row. */
interface CellTokens {
  /** From 0; -1 for what stands between cells. */
  column: number;
  /** The first one is its tag. */
  tokens: Token[];
}

/** A row with its marks, as text. */
export function patchRow(raw: string, row: number, marks: Mark[], work: RowWork, state: SheetState): string {
  const tokens = rowTokens(raw, state.prefix);
  const cells = cutCells(tokens);
  const corrections = new Map<number, Correction>();
  for (const mark of marks) {
    if (mark.kind === 'corrected') corrections.set(columnNumber(mark.column), mark);
    else work.onMark(mark, {});
  }
  const whole = marks.find((mark) => mark.kind !== 'corrected' && !isCellOnly(mark));
  const single = new Set(
    marks.flatMap((mark) =>
      isCellOnly(mark) && mark.column !== undefined ? [columnNumber(mark.column)] : [],
    ),
  );
  const coloured = new Set(whole ? work.columns : []);
  for (const column of [...coloured, ...single, ...corrections.keys()])
    addCell(cells, column, row, tokens, state);
  // From left to right, since the first cell of a shared formula stands before those that share it.
  for (const cell of cells) {
    noteFormula(cell, row, state);
    const correction = corrections.get(cell.column);
    if (correction) work.onMark(correction, correctCell(cell, row, correction, work, state));
    else if (single.has(cell.column)) colour(cell, 'rejected', work.styles);
    else if (whole && coloured.has(cell.column)) colour(cell, whole.kind, work.styles);
  }
  const [first, last] = [tokens[0]?.raw ?? '', tokens.at(-1)?.raw ?? ''];
  // Which columns a row has is said for speed alone, and may be wrong now.
  const opened = marks.length > 0 ? withAttribute(first, 'spans', undefined) : first;
  return `${opened}${cells.map((cell) => cell.tokens.map(({ raw }) => raw).join('')).join('')}${last}`;
}

function isCellOnly(mark: Mark): mark is Rejection {
  return mark.kind === 'rejected' && mark.cellOnly === true;
}

/** The tokens of a row, with a closing tag even if it is empty. */
function rowTokens(raw: string, prefix: string): Token[] {
  const tokens = tokensOf(raw);
  const [first] = tokens;
  if (first?.kind !== 'empty') return tokens;
  return [
    { kind: 'open', name: 'row', raw: opened(first.raw) },
    { kind: 'close', name: 'row', raw: `</${prefix}row>` },
  ];
}

/** Puts a cell that is not there yet at its place in the row, with the style of its row or column. */
function addCell(
  cells: CellTokens[],
  column: number,
  row: number,
  [first]: Token[],
  state: SheetState,
): void {
  if (cells.some((cell) => cell.column === column)) return;
  const tag = first?.raw ?? '';
  const style =
    attribute(tag, 'customFormat') === '1'
      ? Number(attribute(tag, 's') ?? 0)
      : (state.columnStyles.find(({ first, last }) => column >= first && column <= last)?.style ?? 0);
  const raw = `<${state.prefix}c r="${columnLetters(column)}${row}"${style > 0 ? ` s="${style}"` : ''}/>`;
  const after = cells.findIndex((other) => other.column > column);
  cells.splice(after < 0 ? cells.length : after, 0, { column, tokens: [{ kind: 'empty', name: 'c', raw }] });
}

/** The cells between the tags of a row. What stands between them is a "cell" of no column. */
function cutCells(tokens: Token[]): CellTokens[] {
  const cells: CellTokens[] = [];
  let depth = 0;
  let last = -1;
  for (const token of tokens.slice(1, -1)) {
    if (token.kind === 'close') depth--;
    if (depth === 0 && (token.kind === 'open' || token.kind === 'empty') && token.name === 'c') {
      last = parseCell(attribute(token.raw, 'r') ?? '')?.column ?? last + 1;
      cells.push({ column: last, tokens: [token] });
    } else if (depth === 0 && token.kind !== 'close') cells.push({ column: -1, tokens: [token] });
    else cells.at(-1)?.tokens.push(token);
    if (token.kind === 'open') depth++;
  }
  return cells;
}

/** Remembers shared and array formulas; a cell that shared one whose first cell is gone becomes the first. */
function noteFormula({ column, tokens }: CellTokens, row: number, state: SheetState): void {
  const at = tokens.findIndex((token) => 'name' in token && token.name === 'f' && token.kind !== 'close');
  const token = tokens[at];
  if (token === undefined) return;
  const type = attribute(token.raw, 't');
  const ref = attribute(token.raw, 'ref');
  if ((type === 'array' || type === 'dataTable') && ref?.includes(':')) {
    const range = parseRange(ref);
    if (range) state.arrays.push(range);
  }
  const si = type === 'shared' ? attribute(token.raw, 'si') : undefined;
  if (si === undefined) return;
  if (ref !== undefined) {
    state.shared.set(si, { formula: formulaText(tokens, at), column, row, ref, gone: false });
    return;
  }
  const first = state.shared.get(si);
  if (!first?.gone) return;
  const formula = moveFormula(first.formula, row - first.row, column - first.column);
  const { prefix } = state;
  const raw = `<${prefix}f t="shared" ref="${first.ref}" si="${encode(si)}">${encode(formula)}</${prefix}f>`;
  tokens.splice(at, formulaLength(tokens, at), { kind: 'other', raw });
  state.shared.set(si, { formula, column, row, ref: first.ref, gone: false });
}

function formulaLength(tokens: Token[], at: number): number {
  if (tokens[at]?.kind === 'empty') return 1;
  return tokens.findIndex((token, index) => index > at && token.kind === 'close') - at + 1;
}

function formulaText(tokens: Token[], at: number): string {
  return decode(
    tokens
      .slice(at + 1, at + formulaLength(tokens, at))
      .filter(({ kind }) => kind === 'text')
      .map(({ raw }) => raw)
      .join(''),
  );
}

function colour(cell: CellTokens, kind: Mark['kind'], styles: Styles): void {
  const [tag] = cell.tokens;
  if (tag === undefined) return;
  const style = styles.marked(Number(attribute(tag.raw, 's') ?? 0), kind);
  cell.tokens[0] = { ...tag, raw: withAttribute(tag.raw, 's', String(style)) };
}

function correctCell(
  cell: CellTokens,
  row: number,
  { after, type }: Correction,
  { styles, date1904 }: RowWork,
  state: SheetState,
): CellOutcome {
  const tag = cell.tokens[0]?.raw ?? '';
  const array = state.arrays.find((range) => inRange(range, cell.column, row));
  const left = array
    ? 'The cell is part of a formula over several cells, which was left as it is.'
    : (after?.length ?? 0) > maxCharacters
      ? `The new value has more than the ${maxCharacters} characters that a cell holds.`
      : undefined;
  if (left !== undefined) {
    colour(cell, 'corrected', styles);
    return { left };
  }
  const style = Number(attribute(tag, 's') ?? 0);
  const before = {
    type: attribute(tag, 't'),
    filled: cell.tokens.some((token) => 'name' in token && (token.name === 'v' || token.name === 'is')),
    format: styles.formatOf(style),
  };
  const formula = takeFormula(cell, row, state);
  const content = cellContent(after, type, before, date1904);
  const marked = styles.marked(style, 'corrected', content.format);
  const raw = cellXml(`${columnLetters(cell.column)}${row}`, marked, content, state.prefix);
  cell.tokens = [{ kind: 'empty', name: 'c', raw }];
  return formula === undefined ? {} : { formula };
}

/** The formula of a cell, which goes. */
function takeFormula(
  { column, tokens }: CellTokens,
  row: number,
  { shared }: SheetState,
): string | undefined {
  const at = tokens.findIndex((token) => 'name' in token && token.name === 'f');
  const token = tokens[at];
  if (token === undefined) {
    // A cell that has just become the first one of a shared formula.
    const first = [...shared.values()].find((one) => one.row === row && one.column === column && !one.gone);
    if (first) first.gone = true;
    return first?.formula;
  }
  const si = attribute(token.raw, 't') === 'shared' ? attribute(token.raw, 'si') : undefined;
  const first = si === undefined ? undefined : shared.get(si);
  if (!first) return formulaText(tokens, at);
  if (first.row === row && first.column === column) first.gone = true;
  return moveFormula(first.formula, row - first.row, column - first.column);
}

function cellXml(name: string, style: number, { type, content }: CellContent, prefix: string): string {
  const tag = `<${prefix}c r="${name}" s="${style}"${type === undefined ? '' : ` t="${type}"`}`;
  if (content === undefined) return `${tag}/>`;
  const inside =
    content.tag === 'is'
      ? `<${prefix}is><${prefix}t xml:space="preserve">${content.xml}</${prefix}t></${prefix}is>`
      : `<${prefix}v>${content.xml}</${prefix}v>`;
  return `${tag}>${inside}</${prefix}c>`;
}
