import { readFile, stat } from 'node:fs/promises';
import type { ParseErrorCode } from 'jsonc-parser';
import type { Place } from '../../../base/error.ts';
import { messageOf, UserError } from '../../../base/error.ts';
import type { Duck } from '../../duckdb.ts';
import { readHead } from '../../file-head.ts';
import type { RawTable, TableFile } from '../../raw.ts';
import { columnList } from '../../raw.ts';

/** What jsonc-parser finds wrong, by the name of its code. */
const reasons: Record<string, string> = {
  InvalidSymbol: 'there is a word that is no JSON value',
  InvalidNumberFormat: 'a number is not written as JSON has it',
  PropertyNameExpected: 'a key in double quotes is expected',
  ValueExpected: 'a value is expected',
  ColonExpected: 'a colon is expected',
  CommaExpected: 'a comma is expected',
  CloseBraceExpected: 'a closing brace is expected',
  CloseBracketExpected: 'a closing bracket is expected',
  EndOfFileExpected: 'there is more after the end',
  InvalidCommentToken: 'there is a comment',
  UnexpectedEndOfString: 'a string is not closed',
  UnexpectedEndOfNumber: 'a number breaks off',
  InvalidUnicode: 'a \\u escape is not followed by four hexadecimal digits',
  InvalidEscapeCharacter: 'there is an escape that JSON does not have',
  InvalidCharacter: 'a control character is not escaped',
};

/** What a record is instead of an object, by DuckDB's name for it; all others are numbers. */
const kindNames: Record<string, string> = {
  ARRAY: 'an array',
  VARCHAR: 'a string',
  BOOLEAN: 'a boolean',
  NULL: 'null',
  null: 'null',
};

/** Longer files than this are too large to be looked through for a fault in one piece. */
const maxFaultBytes = 400 * 1024 * 1024;

/** Throws a `UserError` when the file cannot be what its name says: an array, or objects in lines. */
export async function checkJsonStart({ file, source }: TableFile, lines: boolean): Promise<void> {
  const head = await readHead(file, 64 * 1024);
  const text = head.bytes
    .toString()
    .replace(/^\ufeff/, '')
    .trimStart();
  const at = { file: source };
  if (text === '') {
    throw new UserError('The file holds nothing but blanks.', {
      hint: 'A table needs at least one record.',
      at,
    });
  }
  if (lines && text.startsWith('[')) {
    throw new UserError('The file begins with "[", and NDJSON has one object a line.', {
      hint: 'If it is an array of objects, give it the extension .json.',
      at,
    });
  }
  if (!lines && !text.startsWith('[')) {
    throw new UserError(`The file is not an array of objects: it begins with "${[...text][0]}".`, {
      hint: 'Put the records into [ ], or give it the extension .ndjson if it has one object a line.',
      at,
    });
  }
}

/** Throws a `UserError` for the first record that is no object. */
export async function checkJsonRecords(duck: Duck, records: string, { source }: TableFile): Promise<void> {
  const [[row, type] = []] = await duck.rows(`SELECT rowid::DOUBLE, json_type(json) FROM ${records}
    WHERE json_type(json) IS DISTINCT FROM 'OBJECT' ORDER BY rowid LIMIT 1`);
  if (row !== undefined) {
    throw new UserError(`This record is ${kindNames[String(type)] ?? 'a number'} and not an object.`, {
      hint: 'Write each record as {"column": value, ...}.',
      at: { file: source, row: Number(row) + 1 },
    });
  }
  const [[any] = []] = await duck.rows(`SELECT count(*)::DOUBLE FROM ${records} WHERE json::VARCHAR <> '{}'`);
  if (any === 0) {
    throw new UserError('There is no record, so the table has no columns.', {
      hint: 'A table needs at least one record.',
      at: { file: source },
    });
  }
}

/** Throws a `UserError` when a record has a key twice: one of the two values would be lost. */
export function checkJsonKeys(keys: string[], row: number, { source }: TableFile): void {
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice === undefined) return;
  throw new UserError(`This record has the key "${twice}" twice.`, {
    hint: 'Give each value a key of its own.',
    at: { file: source, row },
  });
}

/** Throws a `UserError` for values that are no JSON (`NaN`), or that SQLite would cut (NUL). */
export async function checkJsonValues(
  duck: Duck,
  records: string,
  table: string,
  columns: RawTable['columns'],
  { source }: TableFile,
): Promise<void> {
  const numbers = columns.flatMap(({ kind }, index) =>
    kind === 'number' ? [`c${index} IN ('NaN', 'Infinity', '-Infinity')`] : [],
  );
  if (numbers.length > 0) {
    const [[row] = []] = await duck.rows(
      `SELECT rowid::DOUBLE FROM ${table} WHERE ${numbers.join(' OR ')} ORDER BY rowid LIMIT 1`,
    );
    if (row !== undefined) {
      throw new UserError('The JSON is not valid: NaN and Infinity are no JSON values.', {
        hint: 'Write null instead.',
        at: { file: source, row: Number(row) + 1 },
      });
    }
  }
  const [[escaped] = []] = await duck.rows(
    `SELECT count(*)::DOUBLE FROM ${records} WHERE contains(json::VARCHAR, '\\u0000')`,
  );
  if (escaped === 0) return;
  const nul = columnList(columns.length, (column) => `contains(${column}, chr(0))`, ' OR ');
  const [[row] = []] = await duck.rows(
    `SELECT rowid::DOUBLE FROM ${table} WHERE ${nul} ORDER BY rowid LIMIT 1`,
  );
  if (row === undefined) return;
  throw new UserError('A string holds a NUL character (\\u0000).', {
    hint: 'Take it out: a text ends there for most programs.',
    at: { file: source, row: Number(row) + 1 },
  });
}

/**
 * What to throw for a JSON file that DuckDB refuses: a `UserError` with line and column, found by
 * reading the file once more.
 */
export async function jsonFault(
  { file, source }: TableFile,
  lines: boolean,
  refusal: unknown,
): Promise<Error> {
  const message = messageOf(refusal);
  if (message.includes('maximum_object_size')) {
    return new UserError('A record is longer than 16 MiB.', {
      hint: 'Split it, or keep what is that large in a file of its own.',
      at: { file: source },
    });
  }
  const invalid = (reason: string, at: Place): UserError =>
    new UserError(`The JSON is not valid: ${reason}.`, { hint: 'Correct it there, or export it again.', at });
  const { size } = await stat(file);
  const fault = size > maxFaultBytes ? undefined : await findFault(await readFile(file), lines);
  if (fault) return invalid(fault.reason, { file: source, line: fault.line, column: fault.column });
  const reason = /Malformed JSON in file .*: ([^:]+?)\.? *$/s.exec(message)?.[1];
  return reason
    ? invalid(reason, { file: source })
    : new Error(`DuckDB cannot read ${source}: ${message}`, { cause: refusal });
}

interface Fault {
  line: number;
  column: number;
  reason: string;
}

async function findFault(bytes: Buffer, lines: boolean): Promise<Fault | undefined> {
  if (!lines) return faultIn(bytes.toString().replace(/^\ufeff/, ''), 1);
  let line = 0;
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start);
    const text = bytes.toString('utf8', start, end < 0 ? bytes.length : end).replace(/^\ufeff/, '');
    line++;
    const fault = text.trim() === '' ? undefined : await faultIn(text, line);
    if (fault) return fault;
    start = end < 0 ? bytes.length : end + 1;
  }
  return undefined;
}

/** The first fault of a JSON text whose first line is the given one. */
async function faultIn(text: string, firstLine: number): Promise<Fault | undefined> {
  const { printParseErrorCode, visit } = await import('jsonc-parser');
  let found: Fault | undefined;
  const onError = (
    code: ParseErrorCode,
    _offset: number,
    _length: number,
    line: number,
    column: number,
  ): void => {
    const reason = reasons[printParseErrorCode(code)] ?? 'it breaks off or goes wrong';
    found ??= { line: firstLine + line, column: column + 1, reason };
  };
  visit(text, { onError }, { disallowComments: true, allowTrailingComma: false });
  return found;
}
