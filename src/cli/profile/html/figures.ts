import type { SummaryValue } from '../../../table/summary.ts';
import { type Figure, figure, type Shown } from '../figure.ts';
import { cutText } from '../values.ts';
import { html, type Markup } from './markup.ts';

/** Longer values are cut where a list shows them. */
const longestShown = 80;

/** The longest value that is told on hover: a cell can have megabytes. */
const longestTitle = 500;

/** What is shown, each figure with its exact value to machines and, where its text is rounded, on hover. */
export function shownHtml(shown: Shown): Markup[] {
  return shown.map((part) => (typeof part === 'string' ? html`${unbroken(part)}` : figureHtml(part)));
}

/** One figure; text of unknown direction is kept from turning around what is beside it. */
export function figureHtml({ exact, text }: Figure): Markup {
  const value = cutText(String(exact), longestTitle);
  const title = value !== text && `"${value}"` !== text && html` title="${value}"`;
  if (typeof exact === 'string') return html`<data value="${value}"${title}><bdi>${text}</bdi></data>`;
  return html`<data value="${value}"${title}>${typeset(text)}</data>`;
}

/** A text whose percent signs stay with their numbers. */
export function unbroken(text: string): string {
  return text.replaceAll(' %', '\u00a0%');
}

/** A number with a true minus. */
export function typeset(number: string): string {
  return number.replace(/^-/, '\u2212');
}

/** A value in a list; one of nothing that can be seen is said in words. */
export function valueHtml(value: SummaryValue, numeric: boolean): Markup {
  const { exact, text } = figure(value, numeric);
  if (text === '') return html`<data value=""><i>empty text</i></data>`;
  if (text.trim() === '') {
    return html`<data value="${text}"><i>${text.length === 1 ? 'a blank' : `${text.length} blanks`}</i></data>`;
  }
  return figureHtml({ exact, text: cutText(text, longestShown) });
}
