import { numberStatistics } from '../../../numbers/statistics.ts';
import { type Answer, numbersAnswer } from '../job/answer.ts';
import type { Job, NumbersJob } from '../job/job.ts';

/** Lists up to here take less than a millisecond. */
const QUICK = 5_000;

/** The statistics of a list that is short enough to be answered at once; undefined for all else. */
export function quickNumbers(job: Job): Answer | undefined {
  if (job.kind !== 'numbers' || job.values.length > QUICK) return undefined;
  return numbersAnswer(job, numberStatistics(job.values));
}

/** The statistics of a list of any length. */
export async function longNumbers(job: NumbersJob): Promise<Answer> {
  return numbersAnswer(job, numberStatistics(job.values));
}
