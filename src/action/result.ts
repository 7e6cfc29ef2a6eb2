import { formatUserError, messageOf, UserError } from '../base/error.ts';
import { formatCount } from '../base/format.ts';
import type { Report } from '../build/report.ts';
import { type Problem, SpecError } from '../spec/problem.ts';

/** What became of one spec. */
export type Result = Report | Failed | Untouched;

/** A spec that was not built because something is wrong. */
export interface Failed {
  spec: string;
  status: 'failed';
  /** One or more sentences. */
  error: string;
  /** Each at its place, where it is the spec that is wrong. */
  problems: readonly Problem[];
}

/** A spec that `changed-only` left out. */
export interface Untouched {
  spec: string;
  status: 'untouched';
}

/** Whether a spec was built, or at least planned. */
export function isReport(result: Result): result is Report {
  return result.status !== 'failed' && result.status !== 'untouched';
}

/** What was thrown while a spec was built, as its result. */
export function toFailed(spec: string, error: unknown): Failed {
  if (error instanceof SpecError) {
    const { problems } = error;
    return {
      spec,
      status: 'failed',
      error: `The spec has ${formatCount(problems.length, 'problem')}.`,
      problems,
    };
  }
  const message =
    error instanceof UserError
      ? formatUserError(error)
      : `This is a bug in Holdall; please report it with the stack in the log. ${messageOf(error)}`;
  return { spec, status: 'failed', error: message, problems: [] };
}

/** Why the step fails, now that everything is done; undefined when it does not. */
export function verdict(results: readonly Result[], failOn: 'error' | 'warning'): string | undefined {
  const failed = results.filter(({ status }) => status === 'failed').length;
  if (failed > 0)
    return results.length === 1
      ? 'The spec was not built.'
      : `${failed} of ${results.length} specs were not built.`;
  const warnings = results.filter(isReport).flatMap((report) => report.warnings).length;
  if (warnings > 0 && failOn === 'warning')
    return `There ${warnings === 1 ? 'is 1 warning' : `are ${warnings} warnings`}, and the input "fail-on" is "warning".`;
  return undefined;
}
