import type { Answer } from '../../src/parts/worker/job/answer.ts';
import { type Job, Refusal } from '../../src/parts/worker/job/job.ts';
import { longNumbers } from '../../src/parts/worker/work/numbers.ts';

/** Does lists of any length, and nothing else. */
export async function listsOnly(job: Job): Promise<Answer> {
  if (job.kind !== 'numbers') throw new Refusal('not-offered', 'This worker does numbers, and no pictures.');
  return longNumbers(job);
}
