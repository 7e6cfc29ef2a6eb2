import { formatBytes, formatCount, formatNumber } from '../base/format.ts';
import type { CleaningReport, FormReport, Report } from './report.ts';

/** `48 pictures, 2.7 MB before, 774 kB now, 9 near duplicates`; a dry run knows the first two alone. */
export function picturesText({
  pictures,
  bytesBefore,
  bytes,
  nearDuplicates,
}: Report['images'][number]): string {
  const now = bytes === null ? '' : ` before, ${formatBytes(bytes)} now`;
  const alike = nearDuplicates ? `, ${formatCount(nearDuplicates, 'near duplicate')}` : '';
  return `${formatCount(pictures, 'picture')}, ${formatBytes(bytesBefore)}${now}${alike}`;
}

/** `2 pages, 24 fields: 20 text, 4 date`; a dry run knows none of it. */
export function formText({ pages, fields, kinds }: FormReport): string {
  if (pages === null || fields === null) return 'a form';
  const list = kinds.map(({ kind, fields }) => `${formatNumber(fields)} ${kind}`).join(', ');
  return `${formatCount(pages, 'page')}, ${formatCount(fields, 'field')}: ${list}`;
}

/** Fields that are told as doubtful; the picture shows all of them. */
const doubtfulTold = 8;

/** What was guessed on a form, and how it is mended; nothing where there is nothing to say. */
export function formNotes({ name, found, doubtful, layout }: FormReport): string[] {
  const told = doubtful
    .slice(0, doubtfulTold)
    .map(({ label, id, kind }) => `${label ? JSON.stringify(label) : id} (${kind})`);
  const more = doubtful.length - told.length;
  const list = [...told, ...(more > 0 ? [`${more} more`] : [])].join(', ');
  const file = `${name}.layout.json`;
  return [
    ...(doubtful.length > 0 ? [`${formatCount(doubtful.length, 'field')} to check: ${list}`] : []),
    ...(found && layout !== null
      ? [
          `To mend it, copy ${file} beside the spec, name it there as "layout", and run: holdall form edit ${file}`,
        ]
      : []),
  ];
}

/** `42 rows read, 4 rejected, 2 dropped, 96 changes`, without what did not happen. */
export function cleaningText({ read, rejected, dropped, changes }: CleaningReport): string {
  return [
    `${formatCount(read, 'row')} read`,
    ...(rejected > 0 ? [`${formatNumber(rejected)} rejected`] : []),
    ...(dropped > 0 ? [`${formatNumber(dropped)} dropped`] : []),
    ...(changes > 0 ? [formatCount(changes, 'change')] : []),
  ].join(', ');
}

/** The first rejects, a line each: `orders.xlsx:11 "quantity": "ten" is no integer`; then how many more. */
export function rejectLines({ rejected, rejects }: CleaningReport): string[] {
  const lines = rejects.map(({ source, line, column, value, reason }) => {
    const what = [column, value].flatMap((one) => (one === null ? [] : [JSON.stringify(one)])).join(': ');
    return `${source}:${line} ${what}${what ? ' ' : ''}${reason}`;
  });
  const told = new Set(rejects.map(({ source, line }) => `${source}:${line}`)).size;
  return rejected > told ? [...lines, `and ${formatCount(rejected - told, 'more row', 'more rows')}`] : lines;
}
