import { formatBytes, formatCount } from '../base/format.ts';
import { cleaningText, formNotes, formText, picturesText, rejectLines } from '../build/contents-text.ts';
import type { Report } from '../build/report.ts';

/** A build's report as a terminal shows it. */
export function reportText(report: Report): string {
  const head = `${report.title}${report.version === null ? '' : `, version ${report.version}`}`;
  const contents = [
    ...report.images.flatMap(images),
    ...report.tables.flatMap(table),
    ...report.files.map(
      ({ set, files, bytes }) => `  ${set}: ${formatCount(files, 'file')}, ${formatBytes(bytes)}`,
    ),
    ...report.forms.flatMap(form),
  ];
  return [head, ...contents, '', ...outcome(report)].join('\n');
}

/** A set in short, then each picture that could not be processed. */
function images(images: Report['images'][number]): string[] {
  return [
    `  ${images.set}: ${picturesText(images)}`,
    ...images.bad.map(({ source, message, outcome }) => `    ${source} (${outcome}): ${message}`),
  ];
}

/** A table in short, then the first rows that its rules rejected. */
function table({ name, rows, columns, cleaned }: Report['tables'][number]): string[] {
  if (rows === null || columns === null) return [`  ${name}: a table`];
  const size = `  ${name}: ${formatCount(rows, 'row')} of ${formatCount(columns, 'column')}`;
  if (!cleaned) return [size];
  return [`${size} (${cleaningText(cleaned)})`, ...rejectLines(cleaned).map((line) => `    ${line}`)];
}

/** A form in short, where its pictures and its layout are, and what is to be looked at. */
function form(form: Report['forms'][number]): string[] {
  const { name, pictures, layout, found } = form;
  return [
    `  ${name}: ${formText(form)}`,
    ...pictures.map((address) => `    ${found ? 'as found' : 'as laid out'}: ${address}`),
    ...(layout === null ? [] : [`    layout: ${layout}`]),
    ...formNotes(form).map((note) => `    ${note}`),
  ];
}

function outcome(report: Report): string[] {
  switch (report.status) {
    case 'planned': {
      const version = report.version === null ? ' (the version is known once the content is)' : '';
      return [
        `A dry run: ${formatCount(report.sources.count, 'source')} (${formatBytes(report.sources.bytes)}) read from ${report.spec},`,
        `nothing made. It would build for ${report.targets.join(' and ')}`,
        `and publish to ${report.output}${version}.`,
      ];
    }
    case 'unchanged':
      return [`The same content is published already; nothing was uploaded.`, ...addresses(report)];
    case 'published':
      return ['Published:', ...addresses(report)];
  }
}

function addresses({ executables, data }: Report): string[] {
  return [
    ...executables.map(
      ({ address, size, sha256 }) => `  ${address}\n    ${formatBytes(size)}, SHA-256 ${sha256}`,
    ),
    ...(data
      ? [`  ${data.address}\n    ${formatCount(data.files, 'file')}, ${formatBytes(data.bytes)}`]
      : []),
  ];
}
