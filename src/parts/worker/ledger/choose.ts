import { join } from 'node:path';
import { UserError } from '../../../base/error.ts';
import { knowsConditionalWrites } from '../../../store/s3-conditional.ts';
import type { Place } from '../place.ts';
import type { Ledger } from './ledger.ts';
import { sqliteLedger } from './sqlite.ts';
import { storeLedger } from './store.ts';

/** Where the ledger is: in a file of this machine, or in the bucket, for workers on several machines. */
export const ledgerKinds = ['local', 'bucket'] as const;
export type LedgerKind = (typeof ledgerKinds)[number];

/** The ledger that a place has unless another one is asked for. */
export function usualLedger({ kind, bucket }: Place): LedgerKind {
  return kind === 'sqs' && bucket ? 'bucket' : 'local';
}

/**
 * Opens the ledger of a place for a worker. Throws a `UserError` where there is no bucket for it, or
 * one that cannot keep two workers apart.
 * @param folder where what this machine keeps of the queue lies (`stateFolder`)
 */
export async function openLedger(
  place: Place,
  worker: string,
  folder: string,
  kind = usualLedger(place),
): Promise<Ledger> {
  const { bucket, settings, requests } = place;
  if (kind === 'local') return sqliteLedger(join(folder, 'ledger.sqlite'), worker);
  if (!bucket) {
    throw new UserError('The ledger cannot be in the bucket, for no bucket is named.', {
      hint: 'Name it with --bucket, or use --ledger local.',
      exitCode: 2,
    });
  }
  const own = bucket.at(ledgerPath(requests.name));
  if (own.kind === 's3' && !(await knowsConditionalWrites(own.address, settings.sqs))) {
    throw new UserError(
      `The server of ${bucket.address} knows no conditional writes (If-None-Match), so workers cannot share a ledger there.`,
      { hint: 'Use --ledger local, and let all workers of this queue run on one machine.' },
    );
  }
  const ledger = storeLedger(own, worker);
  // Before the first claim, for whoever has never said anything is taken for dead.
  await ledger.beat();
  return ledger;
}

/** Where in the bucket the ledger of a queue's jobs is. */
export function ledgerPath(requests: string): string {
  return `ledger/${requests}/`;
}
