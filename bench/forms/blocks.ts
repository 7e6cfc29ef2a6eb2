import type { Draw } from './draw.ts';
import { type Asked, asker, type LanguageCode, languages, type Texts } from './texts.ts';
import type { TruthKind, TruthShape } from './truth.ts';

/** What a style draws with. */
export interface Pen {
  r: Draw;
  t: Texts;
  language: LanguageCode;
  ask(): Asked;
  ticks(count: number): string[];
  note(): string;
  /** Title for a section, and the section from here on. */
  section(): string;
}

export interface StyledPage {
  css: string;
  html: string;
  language: LanguageCode;
}

export type Style = (pen: Pen) => { css: string; html: string };

export function pen(r: Draw, language: LanguageCode): Pen {
  const t = languages[language];
  const { ask, ticks } = asker(r, t);
  let sections: string[] = [];
  return {
    r,
    t,
    language,
    ask,
    ticks,
    note: () => r.pick(t.notes),
    section: () => {
      if (sections.length === 0) sections = r.some(t.sections, t.sections.length);
      return sections.pop() as string;
    },
  };
}

const quoted = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** The attributes that tell the truth of an element. */
export function field(
  kind: TruthKind,
  label: string,
  more: { shape?: TruthShape; length?: number } = {},
): string {
  const shape = more.shape ?? shapes[kind] ?? 'text';
  const length = more.length === undefined ? '' : ` data-length="${more.length}"`;
  return `data-field="${shape}" data-kind="${kind}" data-label="${quoted(label)}"${length}`;
}

const shapes: Partial<Record<TruthKind, TruthShape>> = {
  'multi-line': 'area',
  comb: 'comb',
  checkbox: 'checkbox',
  choice: 'radio',
  table: 'cell',
};

/** A heading that begins a section. */
export const head = (name: string, attributes = 'class="h"'): string =>
  `<div ${attributes} data-section="${quoted(name)}">${name}</div>`;

/** A box to tick. */
export const tick = (
  label: string,
  style = '',
  kind: TruthKind = 'checkbox',
  shape: TruthShape = 'checkbox',
): string => `<i class="tick" style="${style}" ${field(kind, label, { shape })}></i>`;

/** A circle to tick. */
export const round = (label: string, style = ''): string =>
  tick(label, `border-radius:50%;${style}`, 'choice', 'radio');

/** Boxes for single letters. `how`: joined boxes, boxes with gaps, or a line with ticks up from it. */
export function comb(
  label: string,
  length: number,
  { how = 'joined', width = 18, height = 22, kind = 'comb' as TruthKind, line = '1px solid #000' } = {},
): string {
  const gap = how === 'gaps' ? 3 : 0;
  const cells = Array.from({ length }, (_, i) => {
    const left = how === 'ticks' || (how === 'joined' && i > 0) ? '' : `border-left:${line};`;
    const box =
      how === 'ticks'
        ? `border-bottom:${line};background:linear-gradient(#000,#000) right bottom/1px 45% no-repeat;`
        : `border-top:${line};border-bottom:${line};border-right:${line};${left}`;
    return `<b style="display:inline-block;box-sizing:border-box;width:${width}px;height:${height}px;margin-right:${i < length - 1 ? gap : 0}px;vertical-align:bottom;${box}"></b>`;
  });
  const first = how === 'ticks' ? 'border-left:1px solid #000;' : '';
  return `<span style="display:inline-flex;align-items:flex-end;${first}" ${field(kind, label, { shape: 'comb', length })}>${cells.join('')}</span>`;
}

/** Leader dots to write on; the dots are characters, as a word processor makes them. */
export const dots = (kind: TruthKind, label: string, width: string, height = 22): string =>
  `<span ${field(kind, label)} style="display:inline-block;overflow:hidden;white-space:nowrap;width:${width};height:${height}px;vertical-align:baseline;position:relative"><span style="position:absolute;line-height:1;bottom:-0.18em">${'.'.repeat(220)}</span></span>`;

/** A table of empty cells below headings, with or without headings of rows. */
export function table(
  columns: readonly string[],
  rows: number,
  { rowHeads = [] as readonly string[], height = 24, style = '', headStyle = '', numbered = false } = {},
): string {
  const body = Array.from({ length: rows }, (_, row) => {
    const name = rowHeads[row];
    const first =
      name !== undefined ? `<td class="rh">${name}</td>` : numbered ? `<td class="rh">${row + 1}</td>` : '';
    const cells = columns.map(
      (column) => `<td ${field('table', name === undefined ? column : `${name} / ${column}`)}></td>`,
    );
    return `<tr style="height:${height}px">${first}${cells.join('')}</tr>`;
  });
  const corner = rowHeads.length > 0 || numbered ? '<th></th>' : '';
  return `<table class="grid" style="${style}"><tr>${corner}${columns.map((c) => `<th style="${headStyle}">${c}</th>`).join('')}</tr>${body.join('')}</table>`;
}

/** What every page has in common, so that styles say only what is their own. */
export const common = `
  * { box-sizing: border-box; margin: 0; }
  body { background: #fff; color: #000; font: 12px Liberation Sans; }
  .tick { display: inline-block; width: 12px; height: 12px; border: 1px solid #000; vertical-align: -2px; background: #fff; }
  .row { display: flex; align-items: flex-end; gap: 6px; }
  .grow { flex: 1; }
  table { border-collapse: collapse; }
  .grid { width: 100%; } .grid td, .grid th { border: 1px solid #000; padding: 1px 4px; }
`;
