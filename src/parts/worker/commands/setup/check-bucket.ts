import { randomBytes } from 'node:crypto';
import { knowsConditionalWrites } from '../../../../store/s3-conditional.ts';
import type { Store } from '../../../../store/store.ts';
import { type LedgerKind, ledgerPath, usualLedger } from '../../ledger/choose.ts';
import { JOURNAL } from '../../loop/pieces.ts';
import type { Place } from '../../place.ts';
import type { WorkerSpec } from '../../settings.ts';
import { checkExpiries } from './expiries.ts';
import { type Finding, tried, wrong } from './finding.ts';
import type { Who } from './policy.ts';

/** Looks at the bucket, and tries what is done with it; what is written for that is removed again. */
export async function checkBucket(
  place: Place,
  { images }: WorkerSpec,
  { for: whose, ledger = usualLedger(place) }: { for?: Who; ledger?: LedgerKind },
): Promise<Finding[]> {
  const { bucket } = place;
  if (!bucket) {
    const what = 'No bucket is named, so messages over 200 kB cannot travel';
    if (!images) return [{ state: 'not tried', what: `${what}.` }];
    const hint = 'Name one with --bucket, in HOLDALL_BUCKET, or in the spec: s3://BUCKET/.';
    return [wrong(`${what}, nor pictures.`, hint)];
  }
  const first = await tried(`The bucket ${bucket.address} is there and can be listed.`, () =>
    beginListing(bucket.at(whose === 'operator' ? JOURNAL : place.settings.incoming)),
  );
  // All else would fail for the same reason.
  if (first.state === 'wrong') return [first];
  const findings = [first];
  // Neither clients nor workers have to do with it.
  if (bucket.kind === 's3' && (whose === undefined || whose === 'operator'))
    findings.push(await checkExpiries(bucket, place.settings));
  if (whose === 'operator') return findings;
  if (images && whose !== 'worker') findings.push(await tryWriting(place.incoming()));
  if (images && whose !== 'client') findings.push(await tryWriting(place.outgoing()));
  if (whose !== 'client' && bucket.kind === 's3' && ledger === 'bucket') {
    findings.push(await checkLedger(place, bucket));
  }
  return findings;
}

async function tryWriting(store: Store): Promise<Finding> {
  const name = `check-${randomBytes(6).toString('hex')}.tmp`;
  return tried(`Pictures can be written to, read from and removed from ${store.address}`, async () => {
    await store.write(name, 'check');
    await store.head(name);
    await store.delete(name);
  });
}

async function checkLedger({ requests, settings }: Place, bucket: Store): Promise<Finding> {
  const { address } = bucket.at(ledgerPath(requests.name));
  let isKnown = true;
  const finding = await tried(`Workers can share a ledger at ${address}`, async () => {
    isKnown = await knowsConditionalWrites(address, settings.sqs);
  });
  if (isKnown) return finding;
  return wrong(
    `The server of ${bucket.address} knows no conditional writes (If-None-Match), so workers cannot share a ledger there.`,
    'Start workers with --ledger local, all of them on one machine.',
  );
}

/** Asks for the first of what there is: whether that is allowed shows by then. */
async function beginListing(store: Store): Promise<void> {
  for await (const _ of store.list()) return;
}
