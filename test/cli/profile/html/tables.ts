import { basename, join, resolve } from 'node:path';
import { htmlReport } from '../../../../src/cli/profile/html/report.ts';
import { sourceFacts } from '../../../../src/cli/profile/source.ts';
import { profileTable } from '../../../../src/table/profile.ts';
import type { TableSummary } from '../../../../src/table/summary.ts';
import { writeFiles } from '../../../support/holdall.ts';
import { tempFolder } from '../../../support/temp.ts';

/** A table of `vega-datasets`. */
export function vega(name: string): string {
  return resolve('node_modules/vega-datasets/data', name);
}

/** A table with names and values that would break a page that does not escape them. */
export function nasty(): string {
  const long = 'L'.repeat(3000);
  const rows = [
    [
      '<script>alert(1)</script>',
      '"quoted" \'name\'',
      'مرحبا',
      '😀 emoji',
      'v'.repeat(300),
      'empty',
      'one',
      'big',
      'when',
    ],
    [
      '<img src=x onerror=alert(2)>',
      `it's "x"`,
      'שלום עולם',
      '👩‍👩‍👧‍👦',
      '1e-9',
      '',
      'x',
      '9007199254740993',
      '2020-01-01 10:00:00',
    ],
    [
      '&amp;</details></main>',
      long,
      '\u202eevil\u202c',
      '🇩🇪',
      '1.5e12',
      '',
      'x',
      '9007199254740995',
      '2020-01-01 12:30:00',
    ],
    [
      '&amp;</details></main>',
      '  ',
      '',
      'line\nbreak\u0007',
      '-3',
      '',
      'x',
      '-9223372036854775808',
      '2020-01-02 00:00:00',
    ],
  ];
  const csv = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n');
  return join(writeFiles(tempFolder(), { 'na<s>ty & "co".csv': `${csv}\n` }), 'na<s>ty & "co".csv');
}

/** A table with the largest and the smallest numbers, and with columns of one value. */
export function extreme(): string {
  const rows = [
    '1e308,5,true,2026-01-01,5e-324',
    '1.7e308,5,false,2026-01-01,0',
    '-1.7e308,5,true,2026-01-01,1e-323',
  ];
  const csv = `huge,same,yes,day,tiny\n${rows.join('\n')}\n`;
  return join(writeFiles(tempFolder(), { 'extreme.csv': csv }), 'extreme.csv');
}

/** A table without rows. */
export function empty(): string {
  return join(writeFiles(tempFolder(), { 'empty.csv': 'a,b\n' }), 'empty.csv');
}

/** The statistics of a file, and the report on them. */
export async function report(file: string): Promise<{ summary: TableSummary; html: string }> {
  const name = basename(file).replace(/\.[^.]+$/, '');
  const summary = await profileTable({ name, files: [{ file, source: file }], options: {} });
  const files = [await sourceFacts(file, new AbortController().signal)];
  return { summary, html: htmlReport({ summary, files, version: '1.2.3' }) };
}
