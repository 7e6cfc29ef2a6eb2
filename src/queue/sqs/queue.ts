import type {
  MessageSystemAttributeName,
  QueueAttributeName,
  ReceiveMessageResult,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { abortable } from '../../store/s3-client.ts';
import { RefusedMessageError } from '../errors.ts';
import { beside, bytesOf, isQueueUrl, queueName, whyNoMessage } from '../names.ts';
import type { Outcomes, Queue } from '../queue.ts';
import { type BatchResult, inBatches } from './batches.ts';
import type { SqsConnection } from './client.ts';
import type { Direct, Operation } from './direct.ts';
import { toEntry, toMessage } from './entries.ts';
import { entryError, type SqsContext, sqsError } from './errors.ts';
import { factsIn } from './facts.ts';

const MOST_PER_RECEIVE = 10;

/** One queue of SQS, by its name or its URL. */
export function sqsQueue(connection: SqsConnection, nameOrUrl: string): Queue {
  const name = queueName(nameOrUrl);
  const isFifo = name.endsWith('.fifo');
  let found: Promise<string> | undefined;

  /** The address of the queue, asked for once. */
  function urlOf(client: SQSClient): Promise<string> {
    if (isQueueUrl(nameOrUrl)) return Promise.resolve(nameOrUrl);
    found ??= lookUp(client, name).catch((error) => {
      found = undefined;
      throw error;
    });
    return found;
  }

  const explain = (error: unknown, action: SqsContext['action']) =>
    sqsError(error, { ...connection, action, queue: name });

  async function ask<T>(action: SqsContext['action'], work: (sqs: Connected) => Promise<T>): Promise<T> {
    try {
      const client = await connection.client();
      const direct = await connection.direct();
      return await work({
        client,
        direct,
        QueueUrl: await urlOf(client),
        sdk: await import('@aws-sdk/client-sqs'),
      });
    } catch (error) {
      throw explain(error, action);
    }
  }

  /** Does something to each thing, in batches: past the SDK's middleware, or where that fails with it. */
  function batches<T, Input extends { QueueUrl: string }>(
    action: SqsContext['action'],
    things: readonly T[],
    { operation, bytesOf, input, slowly }: BatchRequest<T, Input>,
  ): Promise<Outcomes> {
    return ask(action, (sqs) =>
      inBatches(things, {
        ...(bytesOf && { bytesOf }),
        async request(batch) {
          const asked = input(sqs.QueueUrl, batch);
          return (await sqs.direct.ask<BatchResult>(operation, asked)) ?? slowly(sqs, asked);
        },
        explain: (error) => explain(error, action),
        explainEntry: ({ Code, Message }) =>
          entryError(Code, Message, { ...connection, action, queue: name }),
      }),
    );
  }

  return {
    name,

    async receive({ max, waitSeconds = 0, visibilitySeconds, signal }) {
      return ask('receive from', async ({ client, direct, QueueUrl, sdk }) => {
        const input = {
          QueueUrl,
          MaxNumberOfMessages: Math.min(max, MOST_PER_RECEIVE),
          WaitTimeSeconds: waitSeconds,
          VisibilityTimeout: visibilitySeconds,
          MessageSystemAttributeNames: SYSTEM_ATTRIBUTES,
          MessageAttributeNames: ['All'],
        };
        const answer =
          (await direct.ask<ReceiveMessageResult>('ReceiveMessage', input, signal)) ??
          (await client.send(new sdk.ReceiveMessageCommand(input), abortable(signal)));
        return (answer.Messages ?? []).map(toMessage);
      }).catch((error) => {
        throw signal?.aborted ? signal.reason : error;
      });
    },

    async delete(receipts) {
      return batches('delete from', receipts, {
        operation: 'DeleteMessageBatch',
        input: (QueueUrl, batch) => ({
          QueueUrl,
          Entries: batch.map(({ Id, thing }) => ({ Id, ReceiptHandle: thing })),
        }),
        slowly: ({ client, sdk }, input) => client.send(new sdk.DeleteMessageBatchCommand(input)),
      });
    },

    async hide(items) {
      return batches('hide messages of', items, {
        operation: 'ChangeMessageVisibilityBatch',
        input: (QueueUrl, batch) => ({
          QueueUrl,
          Entries: batch.map(({ Id, thing: { receipt, seconds } }) => ({
            Id,
            ReceiptHandle: receipt,
            VisibilityTimeout: Math.round(seconds),
          })),
        }),
        slowly: ({ client, sdk }, input) => client.send(new sdk.ChangeMessageVisibilityBatchCommand(input)),
      });
    },

    async send(messages) {
      const faults = messages.map(whyNoMessage);
      const good = messages.filter((_, index) => faults[index] === undefined);
      const outcomes = await batches('send to', good, {
        operation: 'SendMessageBatch',
        bytesOf,
        input: (QueueUrl, batch) => ({
          QueueUrl,
          Entries: batch.map(({ Id, thing }) => ({ Id, ...toEntry(thing, isFifo) })),
        }),
        slowly: ({ client, sdk }, input) => client.send(new sdk.SendMessageBatchCommand(input)),
      });
      let at = 0;
      return faults.map((fault) => (fault === undefined ? outcomes[at++] : new RefusedMessageError(fault)));
    },

    async depth() {
      const attributes = await ask('look at', async ({ client, QueueUrl, sdk }) => {
        const AttributeNames = [WAITING, IN_FLIGHT, DELAYED];
        return (await client.send(new sdk.GetQueueAttributesCommand({ QueueUrl, AttributeNames })))
          .Attributes;
      });
      const count = (key: QueueAttributeName) => Number(attributes?.[key] ?? 0);
      return { waiting: count(WAITING), inFlight: count(IN_FLIGHT), delayed: count(DELAYED) };
    },

    async purge() {
      const { waiting, inFlight, delayed } = await this.depth();
      await ask('purge', ({ client, QueueUrl, sdk }) => client.send(new sdk.PurgeQueueCommand({ QueueUrl })));
      return waiting + inFlight + delayed;
    },

    async deadLetters() {
      const attributes = await ask('look at', async ({ client, QueueUrl, sdk }) => {
        const command = new sdk.GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['RedrivePolicy'] });
        return (await client.send(command)).Attributes;
      });
      const { deadLetters: dead } = factsIn(attributes ?? {});
      return dead === undefined ? undefined : sqsQueue(connection, beside(nameOrUrl, dead));
    },
  };
}

const WAITING: QueueAttributeName = 'ApproximateNumberOfMessages';
const IN_FLIGHT: QueueAttributeName = 'ApproximateNumberOfMessagesNotVisible';
const DELAYED: QueueAttributeName = 'ApproximateNumberOfMessagesDelayed';

const SYSTEM_ATTRIBUTES: MessageSystemAttributeName[] = ['ApproximateReceiveCount', 'SentTimestamp'];

/** What there is to ask SQS with. */
interface Connected {
  client: SQSClient;
  direct: Direct;
  QueueUrl: string;
  sdk: typeof import('@aws-sdk/client-sqs');
}

/** A request for several things of one kind. */
interface BatchRequest<T, Input> {
  operation: Operation;
  bytesOf?: (thing: T) => number;
  input: (QueueUrl: string, batch: { Id: string; thing: T }[]) => Input;
  /** Asks by the SDK, which knows when to try again and what errors mean. */
  slowly: (sqs: Connected, input: Input) => Promise<BatchResult>;
}

/** The address of a queue by its name. Throws what the SDK throws. */
export async function lookUp(client: SQSClient, name: string): Promise<string> {
  const { GetQueueUrlCommand } = await import('@aws-sdk/client-sqs');
  const { QueueUrl = '' } = await client.send(new GetQueueUrlCommand({ QueueName: name }));
  return QueueUrl;
}
