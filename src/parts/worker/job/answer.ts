import type { NumberStatistics } from '../../../numbers/describe.ts';
import type { FailureCode } from './job.ts';

/** An answer as it is sent. */
export interface Answer {
  body: string;
  /** `dead`: nobody can do the job, so it goes to the dead letters too. */
  outcome: 'done' | 'refused' | 'dead';
}

/** An answer as a ledger keeps it. */
export function toRecord({ body, outcome }: Answer): string {
  return `${outcome} ${body}`;
}

/** The inverse of `toRecord`. */
export function fromRecord(record: string): Answer {
  const space = record.indexOf(' ');
  const outcome = record.slice(0, space);
  if (outcome !== 'done' && outcome !== 'refused' && outcome !== 'dead') {
    throw new Error(`the ledger has an answer that it cannot have: ${record.slice(0, 40)}`);
  }
  return { outcome, body: record.slice(space + 1) };
}

/** The statistics of a list: the plain form in four lines, the other with all that there is. */
export function numbersAnswer(
  { id, form }: { id: string; form: 'plain' | 'json' },
  statistics: NumberStatistics,
): Answer {
  if (form === 'json') {
    return { body: JSON.stringify({ id, kind: 'numbers', statistics }), outcome: 'done' };
  }
  const { min, max, mean, median } = statistics;
  const lines = [
    `The list minimum is : ${min}`,
    `The list maximum is : ${max}`,
    `The list average is : ${mean}`,
    `The list median is : ${median}`,
  ];
  return { body: lines.join('\n'), outcome: 'done' };
}

/** What was made of a picture: the plain form is the name of the result. */
export function imageAnswer(
  { id, form }: { id: string; form: 'plain' | 'json' },
  facts: { name: string; width: number; height: number; size: number; warnings: string[] },
): Answer {
  const body = form === 'plain' ? facts.name : JSON.stringify({ id, kind: 'image', ...facts });
  return { body, outcome: 'done' };
}

/** A failure is an answer too. */
export function failureAnswer(
  { id, form }: { id: string; form: 'plain' | 'json' },
  { code, message }: { code: FailureCode; message: string },
): Answer {
  const outcome = code === 'gave-up' || code === 'unreadable' ? 'dead' : 'refused';
  if (form === 'json') return { body: JSON.stringify({ id, error: { code, message } }), outcome };
  return { body: `${code === 'wrong-numbers' ? 'Wrong input:' : '?Error.'} ${message}`, outcome };
}

/** Why a job failed, out of the answer that says so. */
export function reasonOf(body: string): string {
  if (!body.startsWith('{')) return body.replace(/^(Wrong input:|\?Error\.) /, '');
  const { error }: { error?: { message?: string } } = JSON.parse(body);
  return error?.message ?? '';
}
