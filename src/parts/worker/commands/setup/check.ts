import { UserError } from '../../../../base/error.ts';
import { formatCount } from '../../../../base/format.ts';
import { type Output, writeRecords } from '../../../output.ts';
import type { RunContext } from '../../../run.ts';
import type { LedgerKind } from '../../ledger/choose.ts';
import type { Place } from '../../place.ts';
import type { WorkerSpec } from '../../settings.ts';
import { checkBucket } from './check-bucket.ts';
import { checkQueues } from './check-queues.ts';
import type { Who } from './policy.ts';

/**
 * Looks at everything that the worker and its clients need, tries their rights as far as that leaves
 * nothing behind, and prints what it found. Throws a `UserError` when something is missing or wrong.
 */
export async function check(
  place: Place,
  spec: WorkerSpec,
  { manifest }: RunContext,
  options: { for?: Who; ledger?: LedgerKind; format?: Output },
): Promise<void> {
  const findings = [...(await checkQueues(place, options.for)), ...(await checkBucket(place, spec, options))];
  await writeRecords(
    findings,
    { state: ({ state }) => state, what: ({ what }) => what, 'what to do': ({ hint }) => hint ?? null },
    options.format,
  );
  const wrong = findings.filter(({ state }) => state === 'wrong').length;
  if (wrong === 0) return;
  throw new UserError(`${formatCount(wrong, 'thing')} ${wrong === 1 ? 'is' : 'are'} missing or wrong.`, {
    hint: `"${manifest.name} worker setup" makes what is missing.`,
  });
}
