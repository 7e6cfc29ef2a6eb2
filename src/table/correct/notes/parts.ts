import { declare, declareExtension, type Parts, relate, relationshipsOf } from '../workbook/parts.ts';
import type { Dialect } from '../xml/dialect.ts';
import { appendComments, appendShapes, type Note, newComments, usedBlocks } from './notes.ts';

/** The notes of a sheet, and the drawing with their shapes. */
export interface SheetNotes {
  notes: Note[];
  /** The relationship that the sheet has to the drawing, or is to get. */
  drawing: { id: string; isNew: boolean };
  dialect: Dialect;
}

/** Puts notes on cells of a sheet: into the part with the notes and into that with their shapes. */
export async function addNotes(
  parts: Parts,
  sheet: string,
  { notes, drawing, dialect }: SheetNotes,
): Promise<void> {
  if (notes.length === 0) return;
  const relationships = await relationshipsOf(parts, sheet);
  const comments = relationships.find(({ type }) => type.endsWith('/comments'))?.target;
  const shapes = relationships.find(({ id }) => id === drawing.id)?.target;
  // The relationship whose id the sheet names goes first, before another takes the id.
  const shapesPath = shapes ?? parts.free((number) => `xl/drawings/vmlDrawing${number}.vml`);
  if (shapes === undefined) {
    const type = `${dialect.relationships}/vmlDrawing`;
    await relate(parts, sheet, { type, target: shapesPath, id: drawing.id });
    await declareExtension(parts, 'vml', 'application/vnd.openxmlformats-officedocument.vmlDrawing');
  }
  let added = notes;
  if (comments === undefined) {
    const target = parts.free((number) => `xl/comments${number}.xml`);
    await relate(parts, sheet, { type: `${dialect.relationships}/comments`, target });
    await declare(parts, target, 'application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml');
    parts.set(target, { text: newComments(notes, dialect.main) });
  } else {
    const appended = appendComments((await parts.text(comments)) ?? '', notes);
    parts.set(comments, { text: appended.text });
    added = appended.added;
  }
  const known = await parts.text(shapesPath);
  const block = Math.max(0, ...(await usedShapes(parts))) + 1;
  parts.set(shapesPath, { text: appendShapes(known, added, block) });
}

/** The blocks of shape ids that the drawings of the workbook use: no two sheets may share one. */
async function usedShapes(parts: Parts): Promise<number[]> {
  const blocks: number[] = [];
  for (const path of parts.zip.parts.keys()) {
    if (path.toLowerCase().endsWith('.vml')) blocks.push(...usedBlocks((await parts.text(path)) ?? ''));
  }
  return blocks;
}
