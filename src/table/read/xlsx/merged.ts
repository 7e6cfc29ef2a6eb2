import type { Area } from '../../workbook/area.ts';
import { parseArea } from '../../workbook/area.ts';

/** The value of merged cells: it lies in the first of them. */
interface Merged extends Area {
  field: Buffer | undefined;
  kind: number;
}

/** The merged cells of a sheet, as its rows go by. */
export interface MergedCells {
  /** Begins with a row: rows come in ascending order. */
  begin(row: number): void;
  /** Keeps the value of a cell that is the first of merged ones. */
  keep(column: number, bytes: Buffer, start: number, end: number, kind: number): void;
  /** The value that an empty cell has from the first of those that it is merged with. */
  take(column: number): { field: Buffer; kind: number } | undefined;
}

/** The merged areas of a sheet, which its XML lists behind all rows. */
export async function readMergedAreas(pieces: AsyncIterable<Buffer>): Promise<Area[]> {
  let text = '';
  let behindRows = false;
  for await (const piece of pieces) {
    text += piece.toString('latin1');
    if (behindRows) continue;
    const at = text.search(/<\/(?:[\w.-]+:)?sheetData>/);
    behindRows = at >= 0;
    text = text.slice(behindRows ? at : -64);
  }
  const cells = text.matchAll(/<(?:[\w.-]+:)?mergeCell\s[^>]*?ref\s*=\s*["']([^"']*:[^"']*)["']/g);
  return [...cells].map(([, reference = '']) => parseArea(reference));
}

/** Follows merged areas down the rows of a sheet. */
export function followMerged(areas: Area[]): MergedCells {
  const ahead = areas
    .map((area): Merged => ({ ...area, field: undefined, kind: 0 }))
    .sort((one, other) => other.top - one.top);
  let open: Merged[] = [];
  let current = 0;
  const at = (column: number): Merged | undefined =>
    open.find(({ left, right }) => column >= left && column <= right);
  return {
    begin(row) {
      current = row;
      if (open.some(({ bottom }) => bottom < row)) open = open.filter(({ bottom }) => bottom >= row);
      for (let next = ahead.at(-1); next && next.top <= row; next = ahead.at(-1)) {
        if (next.bottom >= row) open.push(next);
        ahead.pop();
      }
    },
    keep(column, bytes, start, end, kind) {
      const merged = at(column);
      if (merged?.top !== current || merged.left !== column) return;
      merged.field = Buffer.from(bytes.subarray(start, end));
      merged.kind = kind;
    },
    take(column) {
      const merged = at(column);
      return merged?.field && { field: merged.field, kind: merged.kind };
    },
  };
}
