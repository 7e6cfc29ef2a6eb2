import { literal } from '../../duckdb.ts';
import type { ReadingStep } from '../column/notation.ts';
import { dateSteps, numberSteps } from '../column/notation.ts';
import { readValues } from '../column/typing.ts';
import type { Step } from '../plan.ts';
import type { Work } from '../work.ts';

/** `numbers`: what the format does not fit breaks the rule. */
export async function readNumbers(work: Work, step: Step, format: string): Promise<void> {
  await read(work, step, 'number', `is no number as in ${format}`, numberSteps(format));
}

/** `dates`: what none of the formats fits breaks the rule. */
export async function readDates(work: Work, step: Step, formats: string[]): Promise<void> {
  await read(work, step, 'text', `is no date as in ${formats.join(' or ')}`, dateSteps(formats));
}

async function read(
  work: Work,
  { label, columns }: Step,
  kind: 'number' | 'text',
  reason: string,
  steps: ReadingStep[],
): Promise<void> {
  // Numbers and booleans of the file's own are as they should be.
  const texts = columns.filter((column) => column.kind === 'any' || column.kind === 'text');
  await readValues(
    work,
    label,
    texts.map((column) => ({ column, steps, reason: literal(reason) })),
  );
  for (const column of texts) {
    column.kind = kind;
    column.plain = true;
  }
}
