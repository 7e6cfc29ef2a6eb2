/** Where a problem is: every field that is known, the most general first. */
export interface Place {
  /** A file or an `s3://` address. */
  file?: string;
  /** 1-based. */
  line?: number;
  /** 1-based, in UTF-16 code units. */
  column?: number;
  /** A JSON pointer (RFC 6901) into the spec. */
  pointer?: string;
  /** 1-based row of a table, its header not counted. */
  row?: number;
}

/**
 * A failure that the user can mend: one or two sentences that say what is wrong and what to do,
 * and where it is. Anything else that is thrown is a bug and is shown with its stack.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  /** What to do about it; a sentence of its own. */
  readonly hint: string | undefined;
  readonly at: Place | undefined;
  /** 1: the work failed. 2: wrong usage or a wrong spec. */
  readonly exitCode: 1 | 2;

  constructor(
    message: string,
    options: { hint?: string; at?: Place; exitCode?: 1 | 2; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.hint = options.hint;
    this.at = options.at;
    this.exitCode = options.exitCode ?? 1;
  }
}

/**
 * Whether this is a `UserError`. The loader, the app and every part are bundled on their own and
 * each has a class of that name, so it is told by its shape.
 */
export function isUserError(thrown: unknown): thrown is UserError {
  return thrown instanceof Error && 'exitCode' in thrown && 'hint' in thrown && 'at' in thrown;
}

/** `file:line:column (pointer), row n`, with the parts that are known; empty when nothing is. */
export function formatPlace(at: Place | undefined): string {
  if (!at) return '';
  const spot = [at.file, at.line, at.line === undefined ? undefined : at.column]
    .filter((part) => part !== undefined)
    .join(':');
  const pointer = at.pointer ? `(${at.pointer})` : '';
  const row = at.row === undefined ? '' : `row ${at.row}`;
  return [spot, pointer, row].filter((part) => part !== '').join(' ');
}

/** The place, the message and the hint of an error in one line. */
export function formatUserError(error: UserError): string {
  const place = formatPlace(error.at);
  return [place && `${place}:`, error.message, error.hint].filter(Boolean).join(' ');
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The code of a system error (`ENOENT`, `EACCES`, ...), if it has one. */
export function codeOf(thrown: unknown): string | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' ? thrown.code : undefined;
}
