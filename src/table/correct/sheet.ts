import { dialectOf } from './dialect.ts';
import type { Mark } from './mark.ts';
import { patchRow, type RowWork, type SheetState } from './row.ts';
import { attribute, encode, prefixedAttribute, prefixOf, type Token, tokenize } from './xml.ts';

/** What is done to a sheet. */
export interface SheetWork extends RowWork {
  /** What is marked, a row at once, in the order of rows. */
  rows: AsyncIterator<RowMarks, undefined>;
  /** The id of the relationship to the drawing that the sheet has. */
  onDrawing(id: string): void;
  /** The id of one to a new drawing, if notes need one; asked for when all rows are done. */
  drawing(): string | undefined;
}

/** All that is marked in one row. */
export interface RowMarks {
  row: number;
  marks: Mark[];
}

/** What is marked, row by row; the marks are in the order of the rows. */
export async function* groupRows(marks: AsyncIterable<Mark>): AsyncGenerator<RowMarks, undefined> {
  let group: RowMarks | undefined;
  for await (const mark of marks) {
    if (group?.row === mark.row) group.marks.push(mark);
    else {
      if (group) yield group;
      group = { row: mark.row, marks: [mark] };
    }
  }
  if (group) yield group;
}

/** What stands behind the drawing of the notes in a sheet. */
const afterDrawing = new Set([
  'legacyDrawingHF',
  'drawingHF',
  'picture',
  'oleObjects',
  'controls',
  'webPublishItems',
  'tableParts',
  'extLst',
]);

/**
 * A sheet with its marks, chunk by chunk: what is not marked comes out as it went in. Needs memory
 * for a row, and for the shared and the array formulas of the sheet.
 */
export async function* patchSheet(chunks: AsyncIterable<string>, work: SheetWork): AsyncGenerator<string> {
  const state: SheetState = { prefix: '', columnStyles: [], shared: new Map(), arrays: [] };
  let next = await work.rows.next();
  let row: Token[] | undefined;
  let number = 0;
  let depth = 0;
  let inData = false;
  let root = '';
  let drawn = false;

  async function* missingRows(before: number): AsyncGenerator<string> {
    while (!next.done && next.value.row < before) {
      const { prefix } = state;
      const tokens: Token[] = [
        { kind: 'open', name: 'row', raw: `<${prefix}row r="${next.value.row}">` },
        { kind: 'close', name: 'row', raw: `</${prefix}row>` },
      ];
      yield patchRow(tokens, next.value.row, next.value.marks, work, state);
      next = await work.rows.next();
    }
  }
  async function* finishRow(tokens: Token[]): AsyncGenerator<string> {
    yield* missingRows(number);
    const marks = !next.done && next.value.row === number ? next.value.marks : [];
    yield patchRow(tokens, number, marks, work, state);
    if (marks.length > 0) next = await work.rows.next();
  }
  function drawing(): string {
    drawn = true;
    const id = work.drawing();
    if (id === undefined) return '';
    return `<${state.prefix}legacyDrawing xmlns:r="${dialectOf(root).relationships}" r:id="${encode(id)}"/>`;
  }

  for await (const tokens of tokenize(chunks)) {
    let out = '';
    for (const token of tokens) {
      if (token.kind === 'close') depth--;
      if (inData) {
        if (row) {
          row.push(token);
          if (depth !== 2 || token.kind !== 'close') {
            if (token.kind === 'open') depth++;
            continue;
          }
          yield out;
          out = '';
          yield* finishRow(row);
          row = undefined;
          continue;
        }
        if ((token.kind === 'open' || token.kind === 'empty') && token.name === 'row') {
          number = Number(attribute(token.raw, 'r') ?? number + 1);
          if (token.kind === 'open') {
            depth++;
            row = [token];
          } else {
            yield out;
            out = '';
            const opened = { ...token, kind: 'open' as const, raw: token.raw.replace(/\s*\/>$/, '>') };
            const closed: Token = { kind: 'close', name: 'row', raw: `</${state.prefix}row>` };
            const marked = !next.done && next.value.row <= number;
            if (marked) yield* finishRow([opened, closed]);
            else out = token.raw;
          }
          continue;
        }
        if (depth === 1 && token.kind === 'close') {
          inData = false;
          yield out;
          out = '';
          yield* missingRows(Number.POSITIVE_INFINITY);
        }
        out += token.raw;
        continue;
      }
      if (depth === 0 && token.kind === 'open') {
        root = token.raw;
        state.prefix = prefixOf(token.raw);
      } else if (depth === 1 && (token.kind === 'open' || token.kind === 'empty')) {
        if (token.name === 'sheetData') {
          if (token.kind === 'empty') {
            if (next.done) out += token.raw;
            else {
              yield `${out}${token.raw.replace(/\s*\/>$/, '>')}`;
              out = '';
              yield* missingRows(Number.POSITIVE_INFINITY);
              out += `</${state.prefix}sheetData>`;
            }
            continue;
          }
          inData = true;
        } else if (token.name === 'legacyDrawing') {
          drawn = true;
          work.onDrawing(prefixedAttribute(token.raw, 'id') ?? '');
        } else if (!drawn && afterDrawing.has(token.name)) out += drawing();
      } else if (depth === 2 && token.kind === 'empty' && token.name === 'col') noteColumn(token.raw, state);
      if (token.kind === 'close' && depth === 0 && !drawn) out += drawing();
      if (token.kind === 'open') depth++;
      out += token.raw;
    }
    yield out;
  }
}

function noteColumn(tag: string, { columnStyles }: SheetState): void {
  const style = Number(attribute(tag, 'style') ?? 0);
  const [first, last] = [Number(attribute(tag, 'min')), Number(attribute(tag, 'max'))];
  if (style > 0) columnStyles.push({ first: first - 1, last: last - 1, style });
}
