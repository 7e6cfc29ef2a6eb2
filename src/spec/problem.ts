import { UserError } from '../base/error.ts';

/** One thing that is wrong with a spec, where it stands. */
export interface Problem {
  /** A path or an `s3://` address. */
  file: string;
  /** 1-based. */
  line: number;
  column: number;
  /** A JSON pointer (RFC 6901). */
  pointer: string;
  /** What is wrong, as a sentence. */
  message: string;
  /** The value found, as JSON cut to a line; absent where there is none. */
  found?: string;
  /** What would be right. */
  allowed?: string;
}

/** All that is wrong with one spec or several. */
export class SpecError extends UserError {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const lines = problems.map(formatProblem);
    super(lines.length === 1 ? (lines[0] ?? '') : `${lines.length} problems:\n${lines.join('\n')}`, {
      exitCode: 2,
    });
    this.problems = problems;
  }
}

/** `file:line:column: message Found: ... Allowed: ... (pointer)`. */
export function formatProblem(problem: Problem): string {
  const { file, line, column, pointer, message, found, allowed } = problem;
  return [
    `${file}:${line}:${column}:`,
    message,
    found === undefined ? '' : `Found: ${found}.`,
    allowed === undefined ? '' : `Allowed: ${allowed}.`,
    pointer === '' ? '' : `(${pointer})`,
  ]
    .filter(Boolean)
    .join(' ');
}
