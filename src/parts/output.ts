import { once } from 'node:events';
import type { Command } from 'commander';
import { textTable } from './terminal.ts';

/** How a command writes what it has found. */
export const outputs = ['table', 'json', 'ndjson'] as const;
export type Output = (typeof outputs)[number];

/** Adds the option that says how; `--json` is short for one of them. `inPipe` is what the command does itself. */
export function withFormat(command: Command, inPipe: 'json' | 'ndjson' = 'ndjson'): Command {
  return command
    .addOption(
      command
        .createOption('--format <how>', `how to write it (default: table on a terminal, ${inPipe} in a pipe)`)
        .choices(outputs),
    )
    .addOption(command.createOption('--json', 'the same as --format json').implies({ format: 'json' }));
}

/** Writes records: a table with these columns for people, all that they have for programs. */
export async function writeRecords<T extends object>(
  records: readonly T[],
  columns: Record<string, (record: T) => string | number | null>,
  format: Output = process.stdout.isTTY ? 'table' : 'ndjson',
): Promise<void> {
  if (format === 'json') return write(`${JSON.stringify(records, null, 2)}\n`);
  if (format === 'ndjson') return write(records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  const rows = records.map((record) => Object.values(columns).map((cell) => cell(record)));
  await write(textTable(Object.keys(columns), rows));
}

/** A time for a table, in UTC: `2026-11-21 14:03:59`. */
export function timeCell(iso: string): string {
  return iso.replace('T', ' ').replace(/\.\d+Z$/, '');
}

/** Writes to standard output, no faster than it is read. */
export async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}
