import { join } from 'node:path';
import { sha256 } from '../../base/hash.ts';
import type { Settings } from './settings.ts';

/**
 * The folder of this machine for the ledger and the journal of a queue's jobs. Each queue has one of
 * its own, for two may have jobs of one id and content.
 */
export function stateFolder({ sqs, requests, replies, bucket, folder }: Settings): string {
  const name = requests.slice(requests.lastIndexOf('/') + 1);
  if (!sqs) return join(folder, 'queues', name);
  const { AWS_ENDPOINT_URL_SQS, AWS_ENDPOINT_URL, AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  const endpoint = sqs.endpointUrl || AWS_ENDPOINT_URL_SQS || AWS_ENDPOINT_URL;
  const region = sqs.region || AWS_REGION || AWS_DEFAULT_REGION;
  const place = JSON.stringify([endpoint, region, requests, replies, bucket]);
  return join(folder, 'queues', `${name}-${sha256(place).slice(0, 12)}`);
}
