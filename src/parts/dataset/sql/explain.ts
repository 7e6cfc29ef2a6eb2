import { messageOf } from '../../../base/error.ts';
import { nearest } from '../../../base/nearest.ts';
import { SqlError } from './error.ts';

/** SQLite's codes for a value past the limit, and for no memory. */
const tooBig = 18;
const noMemory = 7;

/** What is not there, as SQLite says it. */
const missing = /^no such (?:table|column|function): "?(?:main\.)?([^"\s]+)/;

/** An error of SQLite as an `SqlError`: in SQLite's words, with the name that was meant where there is one. */
export function explainFault(error: unknown, code: 'syntax' | 'failed', names: readonly string[]): SqlError {
  const message = messageOf(error);
  switch (errorCode(error)) {
    case tooBig:
      return new SqlError('value');
    case noMemory:
      return new SqlError('memory');
    default:
      return new SqlError(code, message, nearTo(message, names));
  }
}

/** The extended codes have the plain one in their lower byte. */
function errorCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : undefined;
}

function nearTo(message: string, names: readonly string[]): string {
  const name = missing.exec(message)?.[1];
  // Of `sales.prise` the end is what is looked for.
  const near = name && (nearest(name, names) ?? nearest(name.slice(name.lastIndexOf('.') + 1), names));
  return near && near !== name ? near : '';
}
