import { randomUUID } from 'node:crypto';
import type { Message as SqsMessage } from '@aws-sdk/client-sqs';
import type { Message, Outgoing } from '../queue.ts';

/** A message as SQS takes it. */
export function toEntry({ body, attributes = {}, dedupeId, delaySeconds }: Outgoing, isFifo: boolean) {
  const entries = Object.entries(attributes).map(([key, value]) => [
    key,
    { DataType: 'String', StringValue: value },
  ]);
  return {
    MessageBody: body,
    ...(entries.length > 0 && { MessageAttributes: Object.fromEntries(entries) }),
    ...(delaySeconds !== undefined && !isFifo && { DelaySeconds: Math.round(delaySeconds) }),
    ...(isFifo && fifoIds(dedupeId)),
  };
}

/** Messages of one group wait for one another, so each is a group of its own. */
function fifoIds(id: string = randomUUID()) {
  return { MessageDeduplicationId: id, MessageGroupId: id };
}

/** A message as SQS hands it out. */
export function toMessage({
  MessageId,
  Body,
  ReceiptHandle,
  Attributes,
  MessageAttributes,
}: SqsMessage): Message {
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
