import { once } from 'node:events';
import type { Command } from 'commander';
import { csvLine } from '../../export/csv.ts';
import { printable, textTable } from '../../terminal.ts';
import type { Value } from '../query.ts';

/** How a command writes what it has found. */
export const outputs = ['table', 'csv', 'json', 'ndjson'] as const;
export type Output = (typeof outputs)[number];

/** A longer value is cut on a terminal. */
const longestShown = 60;

/** Adds the option that says how; `--json` is short for one of them, as it is for every other command. */
export function withFormat(command: Command): Command {
  return command
    .addOption(
      command
        .createOption('--format <how>', 'how to write it (default: table on a terminal, csv in a pipe)')
        .choices(outputs),
    )
    .addOption(command.createOption('--json', 'the same as --format json').implies({ format: 'json' }));
}

/** What is asked for, else a table where somebody looks on, and CSV for a program. */
export function outputOf(format: Output | undefined): Output {
  return format ?? (process.stdout.isTTY ? 'table' : 'csv');
}

/** Writes to standard output, no faster than it is read. */
export async function write(text: string | Uint8Array): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

/** Records with a heading, in whichever way; in JSON they are `objects` where those say more. */
export async function writeRecords(
  output: Output,
  names: string[],
  records: Value[][],
  objects: unknown[] = records.map((record) =>
    Object.fromEntries(names.map((name, place) => [name, record[place] ?? null])),
  ),
): Promise<void> {
  switch (output) {
    case 'table':
      return write(valueTable(names, records));
    case 'csv':
      return write([names, ...records].map(csvLine).join(''));
    case 'json':
      return write(`${JSON.stringify(objects, null, 2)}\n`);
    case 'ndjson':
      return write(objects.map((object) => `${JSON.stringify(object)}\n`).join(''));
  }
}

/** Values as they are, those of columns of numbers to the right. */
export function valueTable(names: string[], records: readonly (readonly Value[])[]): string {
  const isNumeric = names.map(
    (_, place) =>
      records.some((record) => typeof record[place] === 'number') &&
      records.every((record) => typeof (record[place] ?? 0) === 'number'),
  );
  const shown = records.map((record) => names.map((_, place) => cell(record[place] ?? null)));
  return textTable(names, shown, isNumeric);
}

function cell(value: Value): string {
  const text = value === null ? '' : printable(String(value));
  return text.length > longestShown ? `${text.slice(0, longestShown - 1)}…` : text;
}
