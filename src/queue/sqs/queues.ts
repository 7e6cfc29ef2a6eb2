import { setTimeout as sleep } from 'node:timers/promises';
import type { QueueAttributeName, SQSClient } from '@aws-sdk/client-sqs';
import { NoQueueError } from '../errors.ts';
import { checkQueueName, isQueueUrl, queueName } from '../names.ts';
import { MOST_RECEIVES, type QueueOptions, type Queues } from '../queue.ts';
import { connectSqs, type SqsOptions } from './client.ts';
import { type SqsContext, sqsError } from './errors.ts';
import { type Attributes, factsIn } from './facts.ts';
import { lookUp, sqsQueue } from './queue.ts';

/** Queues of SQS, or of a server that speaks as SQS does. */
export function openSqs(options: SqsOptions = {}): Queues {
  const connection = connectSqs(options);

  async function ask<T>(
    action: SqsContext['action'],
    queue: string,
    work: (client: SQSClient, sdk: typeof import('@aws-sdk/client-sqs')) => Promise<T>,
  ): Promise<T> {
    try {
      return await work(await connection.client(), await import('@aws-sdk/client-sqs'));
    } catch (error) {
      throw sqsError(error, { ...connection, action, queue });
    }
  }

  return {
    kind: 'sqs',
    open(name) {
      if (!isQueueUrl(name)) checkQueueName(name);
      return sqsQueue(connection, name);
    },
    async describe(name) {
      return ask('look at', name, async (client, { GetQueueAttributesCommand }) => {
        const QueueUrl = isQueueUrl(name) ? name : await lookUp(client, name);
        const AttributeNames: QueueAttributeName[] = ['QueueArn', 'RedrivePolicy', 'MessageRetentionPeriod'];
        return factsIn(
          (await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }))).Attributes ?? {},
        );
      }).catch((error) => {
        if (error instanceof NoQueueError) return undefined;
        throw error;
      });
    },
    async create(name, options = {}) {
      checkQueueName(name);
      const settings = await policyOf(options);
      await ask('make', name, async (client, { CreateQueueCommand, SetQueueAttributesCommand }) => {
        const fixed = name.endsWith('.fifo') ? FIFO : {};
        const { QueueUrl } = await client.send(
          new CreateQueueCommand({ QueueName: name, Attributes: fixed }),
        );
        // Apart from its making, for a queue that exists is refused when it is made with other settings.
        await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: settings }));
      });
      // For so long AWS may not know its new queue everywhere; other servers do at once.
      if (connection.endpoint === undefined) await sleep(1000);
    },
    async remove(name) {
      await ask('remove', name, async (client, { DeleteQueueCommand }) => {
        await client.send(new DeleteQueueCommand({ QueueUrl: await lookUp(client, name) }));
      }).catch((error) => {
        if (!(error instanceof NoQueueError)) throw error;
      });
    },
    async list(prefix) {
      const names: string[] = [];
      await ask('list', `${prefix}*`, async (client, { paginateListQueues }) => {
        const input = prefix === '' ? {} : { QueueNamePrefix: prefix };
        for await (const { QueueUrls = [] } of paginateListQueues({ client, pageSize: 1000 }, input)) {
          names.push(...QueueUrls.map(queueName));
        }
      });
      return names;
    },
    close: () => connection.close(),
  };

  async function policyOf({ deadLetters, maxReceives = MOST_RECEIVES }: QueueOptions) {
    const settings: Attributes = { MessageRetentionPeriod: '1209600', ReceiveMessageWaitTimeSeconds: '20' };
    if (deadLetters === undefined) return settings;
    const arn = await ask('look at', deadLetters, async (client, { GetQueueAttributesCommand }) => {
      const QueueUrl = await lookUp(client, deadLetters);
      const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] });
      return (await client.send(command)).Attributes?.['QueueArn'];
    });
    settings['RedrivePolicy'] = JSON.stringify({ deadLetterTargetArn: arn, maxReceiveCount: maxReceives });
    return settings;
  }
}

/** A group of its own for each message, and as many a second as there are. */
const FIFO: Attributes = {
  FifoQueue: 'true',
  DeduplicationScope: 'messageGroup',
  FifoThroughputLimit: 'perMessageGroupId',
};
