import { Refusal } from '../job/job.ts';

/** Why a worker that does pictures alone does no list. */
export function noNumbers(): Refusal {
  return new Refusal('not-offered', 'This worker does pictures, and no lists of numbers.');
}
