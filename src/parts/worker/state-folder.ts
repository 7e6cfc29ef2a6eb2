import { join } from 'node:path';
import { sha256 } from '../../base/hash.ts';
import { NoQueueError } from '../../queue/errors.ts';
import { endpointOf } from '../../store/aws.ts';
import type { Place } from './place.ts';

/**
 * The folder of this machine for the ledger and the journal of a queue's jobs. Each queue has one of
 * its own, for two may have jobs of one id and content; and one queue has one only, however it is
 * named here. SQS is asked which queue it is: throws a `UserError` when that cannot be found out.
 */
export async function stateFolder({ settings, queues, requests }: Place): Promise<string> {
  const { sqs, folder } = settings;
  const { name } = requests;
  if (!sqs) return join(folder, 'queues', name);
  // It has the region and the account in it, by whatever name or profile they came here.
  const arn = (await queues.describe(settings.requests))?.arn;
  if (arn === undefined) throw new NoQueueError(name, '');
  return join(folder, 'queues', `${name}-${sha256(JSON.stringify([server(sqs), arn])).slice(0, 12)}`);
}

/** Servers other than AWS know one account and may have the same queues; of AWS there is one. */
function server({ endpointUrl }: { endpointUrl?: string }): string | null {
  const endpoint = endpointOf(endpointUrl, 'SQS');
  if (endpoint === undefined) return null;
  const { hostname, host } = new URL(endpoint);
  return /\.amazonaws\.com(\.cn)?$/.test(hostname) ? null : host;
}
