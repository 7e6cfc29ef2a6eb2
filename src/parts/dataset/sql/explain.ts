import { messageOf } from '../../../base/error.ts';
import { nearest } from '../../../base/nearest.ts';
import { SqlError } from './error.ts';

/** SQLite's codes for a value past the limit, and for no memory. */
const tooBig = 18;
const noMemory = 7;

/** What is not there, as SQLite says it. */
const missing = /^no such (?:table|column|function): "?(?:main\.)?([^"\s]+)/;

/** An error of SQLite as an `SqlError`: in SQLite's words, with what to do where that is known. */
export function explainFault(error: unknown, code: 'syntax' | 'failed', names: readonly string[]): SqlError {
  const message = messageOf(error);
  switch (errorCode(error)) {
    case tooBig:
      return new SqlError('size', 'A value became larger than 8 MB. Make it shorter, or choose fewer rows.');
    case noMemory:
      return new SqlError('memory', 'There is no memory left for this query. Choose fewer rows.');
    default:
      return new SqlError(
        code,
        [`SQLite says: ${message}.`, hintFor(message, names)].filter(Boolean).join(' '),
      );
  }
}

/** The extended codes have the plain one in their lower byte. */
function errorCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : undefined;
}

function hintFor(message: string, names: readonly string[]): string | undefined {
  const name = missing.exec(message)?.[1];
  // Of `sales.prise` the end is what is looked for.
  const near = name && (nearest(name, names) ?? nearest(name.slice(name.lastIndexOf('.') + 1), names));
  return near && near !== name ? `Did you mean "${near}"?` : undefined;
}
