import type { Place } from '../base/error.ts';
import { UserError } from '../base/error.ts';

/** The most columns that a table of SQLite can have. */
export const maxColumns = 2000;

/**
 * The names of a table's columns from its header. A column without a name is called `column3`
 * after its number. Throws a `UserError` when two names are the same (as SQLite compares them:
 * case does not count), or when there are too many.
 */
export function columnNames(header: string[], at: Place): string[] {
  if (header.length > maxColumns) {
    throw new UserError(`There are ${header.length} columns, and a table can have ${maxColumns}.`, {
      hint: 'Split it into several tables, or leave columns out.',
      at,
    });
  }
  const names = header.map((name, index) => name || `column${index + 1}`);
  const seen = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    const first = seen.get(lowerAscii(name));
    if (first !== undefined) {
      throw new UserError(sameName(names[first] ?? '', first + 1, name, index + 1), {
        hint: 'Give each column a name of its own.',
        at,
      });
    }
    seen.set(lowerAscii(name), index);
  }
  return names;
}

function sameName(first: string, firstNumber: number, second: string, secondNumber: number): string {
  return first === second
    ? `Columns ${firstNumber} and ${secondNumber} are both named "${first}".`
    : `Columns ${firstNumber} "${first}" and ${secondNumber} "${second}" have the same name but for the case of letters.`;
}

/** A name as SQLite compares it: it knows the case of ASCII letters alone. */
export function lowerAscii(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
