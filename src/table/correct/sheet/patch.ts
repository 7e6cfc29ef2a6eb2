import type { Mark } from '../mark.ts';
import { dialectOf } from '../xml/dialect.ts';
import { attribute, opened, prefixedAttribute, prefixOf } from '../xml/tokens.ts';
import { sheetPieces } from './pieces.ts';
import { patchRow, type RowWork, type SheetState } from './row.ts';

/** What is done to a sheet. */
export interface SheetWork extends RowWork {
  /** What is marked, in the order of the rows. */
  marks: AsyncIterable<Mark>;
  /** The id of the relationship to the drawing that the sheet has. */
  onDrawing(id: string): void;
  /** The id of one to a new drawing, if notes need one; asked for when all rows are done. */
  drawing(): string | undefined;
}

/**
 * A sheet with its marks, chunk by chunk: what is not marked comes out as it went in. Needs memory
 * for a row, and for the shared and the array formulas of the sheet.
 */
export async function* patchSheet(chunks: AsyncIterable<string>, work: SheetWork): AsyncGenerator<string> {
  const state: SheetState = { prefix: '', columnStyles: [], shared: new Map(), arrays: [] };
  const marked = groupRows(work.marks);
  let next = await marked.next();
  let root = '';
  let drawn = false;
  let depth = 0;
  let number = 0;

  /** The marked rows before a row that the sheet does not have. */
  async function* missingRows(before: number): AsyncGenerator<string> {
    for (; !next.done && next.value.row < before; next = await marked.next()) {
      const { row, marks } = next.value;
      yield patchRow(`<${state.prefix}row r="${row}"/>`, row, marks, work, state);
    }
  }
  const drawing = (): string => {
    drawn = true;
    const id = work.drawing();
    if (id === undefined) return '';
    return `<${state.prefix}legacyDrawing xmlns:r="${dialectOf(root).relationships}" r:id="${id}"/>`;
  };

  for await (const pieces of sheetPieces(chunks)) {
    let out = '';
    for (const piece of pieces) {
      if (piece.kind === 'row') {
        number = rowNumber(piece.raw) ?? number + 1;
        if (next.done || next.value.row > number) {
          out += hasSpecialFormula(piece.raw) ? patchRow(piece.raw, number, [], work, state) : piece.raw;
          continue;
        }
        yield out;
        out = '';
        yield* missingRows(number);
        const { marks } = next.done || next.value.row > number ? { marks: [] } : next.value;
        yield patchRow(piece.raw, number, marks, work, state);
        if (marks.length > 0) next = await marked.next();
        continue;
      }
      if (!('name' in piece)) {
        out += piece.raw;
        continue;
      }
      if (piece.kind === 'close') depth--;
      const begins = piece.kind !== 'close';
      if (piece.name === 'sheetData' && depth === 1) {
        const after = begins ? piece.kind === 'empty' && !next.done : true;
        if (after) {
          yield begins ? out + opened(piece.raw) : out;
          yield* missingRows(Number.POSITIVE_INFINITY);
          out = begins ? `</${state.prefix}sheetData>` : piece.raw;
          continue;
        }
      } else if (begins && depth === 0) {
        root = piece.raw;
        state.prefix = prefixOf(piece.raw);
      } else if (begins && piece.name === 'col') noteColumn(piece.raw, state);
      else if (begins && depth === 1 && piece.name === 'legacyDrawing') {
        drawn = true;
        work.onDrawing(prefixedAttribute(piece.raw, 'id') ?? '');
      }
      const isEnd = !begins && depth === 0;
      if (!drawn && (isEnd || (begins && depth === 1 && afterDrawing.has(piece.name)))) out += drawing();
      if (piece.kind === 'open') depth++;
      out += piece.raw;
    }
    yield out;
  }
}

/** What is marked, row by row. */
async function* groupRows(
  marks: AsyncIterable<Mark>,
): AsyncGenerator<{ row: number; marks: Mark[] }, undefined> {
  let group: { row: number; marks: Mark[] } | undefined;
  for await (const mark of marks) {
    if (group?.row === mark.row) group.marks.push(mark);
    else {
      if (group) yield group;
      group = { row: mark.row, marks: [mark] };
    }
  }
  if (group) yield group;
}

/** The number of a row; without one it is that below the row before. */
function rowNumber(row: string): number | undefined {
  const tag = row.slice(0, row.indexOf('>') + 1);
  const [, number] = /\sr\s*=\s*["'](\d+)["']/.exec(tag) ?? [];
  return number === undefined ? undefined : Number(number);
}

/** Whether a row has formulas that concern other cells too. */
function hasSpecialFormula(row: string): boolean {
  return /["'](?:shared|array|dataTable)["']/.test(row);
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

function noteColumn(tag: string, { columnStyles }: SheetState): void {
  const style = Number(attribute(tag, 'style') ?? 0);
  const [first, last] = [Number(attribute(tag, 'min')), Number(attribute(tag, 'max'))];
  if (style > 0) columnStyles.push({ first: first - 1, last: last - 1, style });
}
