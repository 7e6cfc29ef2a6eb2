import { openEmbedded } from './embedded/queues.ts';
import type { Queues } from './queue.ts';
import type { SqsOptions } from './sqs/client.ts';
import { openSqs } from './sqs/queues.ts';

/** The queues in a file of this machine, or those of SQS. */
export function openQueues(at: { file: string } | { sqs: SqsOptions }): Queues {
  return 'file' in at ? openEmbedded(at.file) : openSqs(at.sqs);
}
