import type { Field, Layout } from '../../../form/layout/types.ts';
import type { Reader } from '../../../language/reader.ts';
import { hasCells, inOrder, isMultiple } from '../fields/check.ts';
import { optionLabels } from '../fields/choice.ts';
import { dateText } from '../fields/date.ts';
import { lettersOf } from '../fields/plain-text.ts';
import { isTable, textOf } from '../fields/text.ts';
import { type Value, type Values, valueIn } from '../fields/values.ts';
import { type Fitted, fitInto, lineHeight } from './fit.ts';
import type { Metrics } from './metrics.ts';
import { paperOf } from './paper.ts';

/** What is drawn over the picture of a page, in its pixels; `y` is that of a text's base line. */
export type Mark =
  | { kind: 'text'; x: number; y: number; size: number; text: string }
  | { kind: 'cross'; x: number; y: number; width: number; height: number };

/** An answer, as it is drawn on the pages of its form. */
export interface Drawing {
  /** By page, from 0. */
  pages: Mark[][];
  /** The labels of fields with characters that cannot be printed. */
  unprintable: string[];
}

type Box = Field['box'];

/** Of a text that has room, in points. */
const usualSize = 11;
const usualSizeOfSeveralLines = 10;
const smallestSize = 3.5;

/** How high capitals and digits of the font are. */
const capHeight = 0.73;

/** Draws an answer. A text is fitted into its box, a letter of a comb into its own, a tick is a cross. */
export function marksOf(layout: Layout, values: Values, reader: Reader, metrics: Metrics): Drawing {
  const pages: Mark[][] = layout.pages.map(() => []);
  const unprintable = new Set<string>();
  for (const field of inOrder(layout)) {
    const value = valueIn(values, field.id);
    const page = layout.pages[field.page - 1];
    if (value === undefined || !page) continue;
    const pixels = ({ x, y, width, height }: Box): Box => ({
      x: x * page.width,
      y: y * page.height,
      width: width * page.width,
      height: height * page.height,
    });
    // So many pixels are a point.
    const point = page.width / paperOf(page).width;
    const printable = (text: string): string => {
      const shown = metrics.printable(text);
      if (shown !== text) unprintable.add(field.label || field.id);
      return shown;
    };
    pages[field.page - 1]?.push(...fieldMarks(field, value, { pixels, point, printable, reader, metrics }));
  }
  return { pages, unprintable: [...unprintable] };
}

interface Work {
  pixels(box: Box): Box;
  /** In pixels. */
  point: number;
  printable(text: string): string;
  reader: Reader;
  metrics: Metrics;
}

function fieldMarks(field: Field, value: Value, work: Work): Mark[] {
  const { pixels, printable, metrics, reader } = work;
  const box = pixels(field.box);
  if (field.kind === 'checkbox') return [{ kind: 'cross', ...box }];
  // A choice of a list has no boxes: what was chosen is written.
  if (field.kind === 'choice' && field.options?.some((option) => option.box))
    return optionMarks(field, value, work);
  if (hasCells(field) && isTable(value)) return tableMarks(field, value, work);
  const text = printable(field.kind === 'date' ? dateText(String(value)) : textOf(field, value, reader));
  if (field.kind === 'comb') return combMarks(lettersOf(text), field.length ?? 1, box, metrics);
  const several = field.kind === 'multi-line';
  return textMarks(text, box, several, work);
}

function optionMarks(field: Field, value: Value, { pixels }: Work): Mark[] {
  const chosen: readonly unknown[] = isMultiple(field) && Array.isArray(value) ? value : [value];
  const labels = optionLabels(field);
  return (field.options ?? []).flatMap(({ box }, at): Mark[] =>
    box && chosen.includes(labels[at]) ? [{ kind: 'cross', ...pixels(box) }] : [],
  );
}

function tableMarks(
  { rows = [], columns = [] }: Field,
  value: readonly (readonly string[])[],
  work: Work,
): Mark[] {
  const { pixels, printable } = work;
  return rows.flatMap(({ y, height }, row) =>
    columns.flatMap(({ x, width }, column) => {
      const text = value[row]?.[column] ?? '';
      return text === '' ? [] : textMarks(printable(text), pixels({ x, y, width, height }), false, work);
    }),
  );
}

function combMarks(letters: string[], length: number, box: Box, metrics: Metrics): Mark[] {
  const width = box.width / length;
  const size = Math.min(box.height * 0.75, width * 1.05);
  return letters.map((text, at) => ({
    kind: 'text',
    x: box.x + width * (at + 0.5) - (metrics.width(text) * size) / 2,
    y: box.y + (box.height + capHeight * size) / 2,
    size,
    text,
  }));
}

/** In the middle of its box; what has several lines begins at its top. */
function textMarks(text: string, box: Box, several: boolean, { metrics, point }: Work): Mark[] {
  const margin = Math.min(3 * point, box.width * 0.05);
  const size = (several ? usualSizeOfSeveralLines : usualSize) * point;
  const least = smallestSize * point;
  const fitted: Fitted = fitInto(
    text,
    { width: box.width - 2 * margin, height: box.height, size, least, several },
    metrics,
  );
  const height = ((fitted.lines.length - 1) * lineHeight + capHeight) * fitted.size;
  // On a line to write on, letters stand rather low; what hangs below it must stay in the box.
  const low = Math.max(0, Math.min(0.1 * box.height, (box.height - height) / 2 - 0.22 * fitted.size));
  const first = several ? 1.02 * fitted.size : (box.height - height) / 2 + capHeight * fitted.size + low;
  return fitted.lines.flatMap((line, at): Mark[] =>
    line === ''
      ? []
      : [
          {
            kind: 'text',
            x: box.x + margin,
            y: box.y + first + at * lineHeight * fitted.size,
            size: fitted.size,
            text: line,
          },
        ],
  );
}
