import { messageOf, UserError } from '../../../../base/error.ts';
import { PAYLOADS } from '../../../../queue/pointer.ts';
import { addExpiries, type Expiry, missingExpiries } from '../../../../store/s3-lifecycle.ts';
import type { Store } from '../../../../store/store.ts';
import type { Settings } from '../../settings.ts';
import { type Finding, wrong } from './finding.ts';

/**
 * What workers and clients write that nobody reads later. SQS keeps messages for 14 days; a large body
 * may have to last for those of its job, and then those of its dead letter.
 */
const EXPIRIES: readonly Expiry[] = [
  { folder: 'ledger/', days: 15 },
  { folder: PAYLOADS, days: 30 },
];

/** Has a bucket of S3 remove what is old; gives a sentence about what was done, or is to be done by hand. */
export async function prepareExpiries(bucket: Store, { sqs }: Settings): Promise<string> {
  try {
    const added = await addExpiries(bucket.address, EXPIRIES, sqs);
    return added.length === 0
      ? `The bucket removes what is old already: ${inWords(EXPIRIES)}.`
      : `The bucket removes what is old from now on: ${inWords(added)}.`;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return `No rules for what is old could be made: ${messageOf(error)} ${byHand(EXPIRIES)}`;
  }
}

/** Looks whether a bucket of S3 removes what is old. */
export async function checkExpiries(bucket: Store, { sqs }: Settings): Promise<Finding> {
  try {
    const missing = await missingExpiries(bucket.address, EXPIRIES, sqs);
    if (missing.length === 0) return { state: 'ok', what: `The bucket removes what is old.` };
    return wrong(
      `The bucket keeps for good what nobody reads any more, below ${missing.map(({ folder }) => folder).join(' and ')}.`,
      `"worker setup" makes rules for it. ${byHand(missing)}`,
    );
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const what = `Whether the bucket removes what is old could not be seen: ${messageOf(error)}`;
    return { state: 'not tried', what, hint: byHand(EXPIRIES) };
  }
}

function byHand(expiries: readonly Expiry[]): string {
  return `Allow s3:GetLifecycleConfiguration and s3:PutLifecycleConfiguration, or make lifecycle rules by hand: ${inWords(expiries)}.`;
}

function inWords(expiries: readonly Expiry[]): string {
  return expiries.map(({ folder, days }) => `${folder} after ${days} days`).join(', ');
}
