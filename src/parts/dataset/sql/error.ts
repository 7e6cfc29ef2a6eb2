import { en } from '../../../language/en.ts';
import type { Reader } from '../../../language/reader.ts';

/** Everything that can be wrong with a query, and which kind of failure it is. */
const codes = {
  empty: 'syntax',
  nul: 'syntax',
  long: 'size',
  statement: 'refused',
  several: 'refused',
  action: 'refused',
  table: 'refused',
  function: 'refused',
  syntax: 'syntax',
  failed: 'failed',
  value: 'size',
  row: 'size',
  time: 'time',
  memory: 'memory',
  crash: 'memory',
  busy: 'busy',
  stopped: 'stopped',
} as const;

export type SqlProblem = keyof typeof codes;
export type SqlErrorCode = (typeof codes)[SqlProblem];

/** What stands in a problem's sentence: the word, the name or the sizes that it is about. */
export type SqlDetails = string[];

/** A query that gets no answer. The message says why, and what to do, in English. */
export class SqlError extends Error {
  override readonly name = 'SqlError';
  readonly code: SqlErrorCode;
  readonly problem: SqlProblem;
  readonly details: SqlDetails;

  constructor(problem: SqlProblem, ...details: SqlDetails) {
    super(sentence(en.sql.problems, problem, details));
    this.code = codes[problem];
    this.problem = problem;
    this.details = details;
  }
}

/** The same in the reader's language; what SQLite itself says stays as it is. */
export function explainTo({ text }: Reader, { problem, details }: SqlError): string {
  return sentence(text.sql.problems, problem, details);
}

function sentence(texts: typeof en.sql.problems, problem: SqlProblem, [first = '', second = '']: SqlDetails) {
  return texts[problem](first, second);
}
