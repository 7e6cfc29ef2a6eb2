import type { QueueAttributeName } from '@aws-sdk/client-sqs';
import type { QueueFacts } from '../queue.ts';

/** The attributes of a queue, as SQS gives and takes them. */
export type Attributes = Partial<Record<QueueAttributeName, string>>;

/** What the attributes of a queue say of it. */
export function factsIn({ QueueArn: arn, RedrivePolicy, MessageRetentionPeriod }: Attributes): QueueFacts {
  const policy: { deadLetterTargetArn?: string; maxReceiveCount?: number | string } = JSON.parse(
    RedrivePolicy ?? '{}',
  );
  const { deadLetterTargetArn: dead, maxReceiveCount } = policy;
  return {
    arn,
    // SQS wants it in the account and region of the queue itself.
    deadLetters: dead?.slice(dead.lastIndexOf(':') + 1),
    maxReceives: maxReceiveCount === undefined ? undefined : Number(maxReceiveCount),
    retentionSeconds: MessageRetentionPeriod === undefined ? undefined : Number(MessageRetentionPeriod),
  };
}
