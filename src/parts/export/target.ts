import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { UserError } from '../../base/error.ts';

/** Refuses a file that is there already, unless it may be replaced. */
export function checkFree(file: string, force: true | undefined): void {
  if (force || !existsSync(file)) return;
  throw new UserError(`${file} is there already.`, { hint: 'Name another file, or replace it by --force.' });
}

/**
 * The format of what a command writes: that which is named, else by the file's ending, else CSV.
 * @throws UserError for a file that may not be written, an ending that says nothing, and a workbook that
 *   would go to a terminal
 */
export function exportFormat<Name extends string>(
  { format, to, force }: { format?: Name; to?: string; force?: true },
  names: readonly Name[],
  usual: Name,
): Name {
  const chosen = format ?? byEnding(to, names) ?? usual;
  if (to === undefined && chosen === 'xlsx' && process.stdout.isTTY) {
    throw new UserError('A workbook is nothing for a terminal.', {
      hint: 'Say where it goes: --to FILE.',
      exitCode: 2,
    });
  }
  if (to !== undefined) checkFree(to, force);
  return chosen;
}

function byEnding<Name extends string>(file: string | undefined, names: readonly Name[]): Name | undefined {
  const ending = extname(file ?? '')
    .slice(1)
    .toLowerCase();
  const format = names.find((name) => name === ending);
  if (format !== undefined || ending === '') return format;
  throw new UserError(`What a file that ends in ".${ending}" should hold is not known.`, {
    hint: `Say it by --format ${names.join('|')}.`,
    exitCode: 2,
  });
}
