import { setTimeout as sleep } from 'node:timers/promises';
import type {
  MessageSystemAttributeName,
  QueueAttributeName,
  ReceiveMessageResult,
  SQSClient,
  Message as SqsMessage,
} from '@aws-sdk/client-sqs';
import { UserError } from '../../base/error.ts';
import { abortable } from '../../store/s3-client.ts';
import { waitBefore } from '../../store/s3-retry.ts';
import { batchesOf } from '../batches.ts';
import { whyNoBody } from '../names.ts';
import type { Message, Outcomes, Outgoing, Queue } from '../queue.ts';
import type { SqsConnection } from './client.ts';
import type { Direct } from './direct.ts';
import { entryError, type SqsContext, sqsError } from './errors.ts';

/** How often a thing in a batch is tried again that SQS itself has failed at. */
const MOST_TRIES = 6;
const MOST_PER_RECEIVE = 10;

/** One queue of SQS, by its name or its URL. */
export function sqsQueue(connection: SqsConnection, nameOrUrl: string): Queue {
  const name = nameOrUrl.slice(nameOrUrl.lastIndexOf('/') + 1);
  const isUrl = nameOrUrl !== name;
  const isFifo = name.endsWith('.fifo');
  let found: Promise<string> | undefined;

  /** The address of the queue, asked for once. */
  function urlOf(client: SQSClient): Promise<string> {
    if (isUrl) return Promise.resolve(nameOrUrl);
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

  /**
   * Sends things in batches, side by side; what SQS fails at by its own fault is tried again. Throws
   * when all of the batches fail as a whole.
   */
  async function inBatches<T>(
    action: SqsContext['action'],
    things: readonly T[],
    bytesOf: (thing: T) => number,
    request: (batch: { Id: string; thing: T }[]) => Promise<{ Failed?: FailedEntry[] | undefined }>,
  ): Promise<Outcomes> {
    const outcomes: Outcomes = new Array(things.length).fill(undefined);
    let left = things.map((thing, index) => ({ Id: String(index), thing }));
    for (let tries = 0; left.length > 0; tries++) {
      const batches = batchesOf(left, ({ thing }) => bytesOf(thing));
      const answers = await Promise.allSettled(batches.map((batch) => request(batch)));
      const broken = answers.filter((answer) => answer.status === 'rejected');
      if (broken.length === answers.length && tries === 0) throw broken[0]?.reason;
      const again = new Set<string>();
      for (const [place, answer] of answers.entries()) {
        if (answer.status === 'rejected') {
          const reason = explain(answer.reason, action);
          const error = reason instanceof Error ? reason : new Error(String(reason));
          for (const { Id } of batches[place] ?? []) outcomes[Number(Id)] = error;
          continue;
        }
        for (const { Id = '', Code, Message, SenderFault } of answer.value.Failed ?? []) {
          outcomes[Number(Id)] = entryError(Code, Message, { ...connection, action, queue: name });
          if (!SenderFault) again.add(Id);
        }
      }
      if (again.size === 0 || tries === MOST_TRIES) break;
      left = left.filter(({ Id }) => again.has(Id));
      for (const { Id } of left) outcomes[Number(Id)] = undefined;
      await sleep(waitBefore(tries));
    }
    return outcomes;
  }

  return {
    name,
    deduplicates: isFifo,

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
      return ask('delete from', ({ client, direct, QueueUrl, sdk }) =>
        inBatches('delete from', receipts, nothing, async (batch) => {
          const input = { QueueUrl, Entries: batch.map(({ Id, thing }) => ({ Id, ReceiptHandle: thing })) };
          return (
            (await direct.ask<BatchResult>('DeleteMessageBatch', input)) ??
            client.send(new sdk.DeleteMessageBatchCommand(input))
          );
        }),
      );
    },

    async hide(items) {
      return ask('hide messages of', ({ client, direct, QueueUrl, sdk }) =>
        inBatches('hide messages of', items, nothing, async (batch) => {
          const Entries = batch.map(({ Id, thing: { receipt, seconds } }) => ({
            Id,
            ReceiptHandle: receipt,
            VisibilityTimeout: Math.round(seconds),
          }));
          const input = { QueueUrl, Entries };
          return (
            (await direct.ask<BatchResult>('ChangeMessageVisibilityBatch', input)) ??
            client.send(new sdk.ChangeMessageVisibilityBatchCommand(input))
          );
        }),
      );
    },

    async send(messages) {
      const faults = messages.map(({ body }) => whyNoBody(body));
      const good = messages.filter((_, index) => faults[index] === undefined);
      const outcomes = await ask('send to', ({ client, direct, QueueUrl, sdk }) =>
        inBatches('send to', good, bytesOf, async (batch) => {
          const input = {
            QueueUrl,
            Entries: batch.map(({ Id, thing }) => ({ Id, ...toEntry(thing, isFifo) })),
          };
          return (
            (await direct.ask<BatchResult>('SendMessageBatch', input)) ??
            client.send(new sdk.SendMessageBatchCommand(input))
          );
        }),
      );
      let at = 0;
      return faults.map((fault) => (fault === undefined ? outcomes[at++] : new UserError(fault)));
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
      const arn = /"deadLetterTargetArn"\s*:\s*"([^"]+)"/.exec(attributes?.['RedrivePolicy'] ?? '')?.[1];
      return arn === undefined ? undefined : sqsQueue(connection, arn.slice(arn.lastIndexOf(':') + 1));
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

interface BatchResult {
  Failed?: FailedEntry[];
}

interface FailedEntry {
  Id: string | undefined;
  Code: string | undefined;
  Message?: string | undefined;
  SenderFault: boolean | undefined;
}

const nothing = () => 0;

/** The address of a queue by its name. Throws what the SDK throws. */
export async function lookUp(client: SQSClient, name: string): Promise<string> {
  const { GetQueueUrlCommand } = await import('@aws-sdk/client-sqs');
  const { QueueUrl = '' } = await client.send(new GetQueueUrlCommand({ QueueName: name }));
  return QueueUrl;
}

/** What a message counts for towards the size of a request: names and types of attributes count too. */
function bytesOf({ body, attributes = {} }: Outgoing): number {
  const beside = Object.entries(attributes).map(([key, value]) => Buffer.byteLength(key + value) + 6);
  return Buffer.byteLength(body) + beside.reduce((sum, size) => sum + size, 0);
}

function toEntry({ body, attributes = {}, dedupeId, delaySeconds }: Outgoing, isFifo: boolean) {
  const entries = Object.entries(attributes).map(([key, value]) => [
    key,
    { DataType: 'String', StringValue: value },
  ]);
  return {
    MessageBody: body,
    ...(entries.length > 0 && { MessageAttributes: Object.fromEntries(entries) }),
    ...(delaySeconds !== undefined && !isFifo && { DelaySeconds: Math.round(delaySeconds) }),
    // Messages of one group wait for one another, so each is a group of its own.
    ...(isFifo && dedupeId !== undefined && { MessageDeduplicationId: dedupeId, MessageGroupId: dedupeId }),
  };
}

function toMessage({ MessageId, Body, ReceiptHandle, Attributes, MessageAttributes }: SqsMessage): Message {
  const attributes: Record<string, string> = {};
  for (const key in MessageAttributes) attributes[key] = MessageAttributes[key]?.StringValue ?? '';
  return {
    id: MessageId ?? '',
    body: Body ?? '',
    attributes,
    receipt: ReceiptHandle ?? '',
    receives: Number(Attributes?.['ApproximateReceiveCount'] ?? 1),
    sentAt: Number(Attributes?.['SentTimestamp'] ?? Date.now()),
  };
}
