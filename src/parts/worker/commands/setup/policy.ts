import { PAYLOADS } from '../../../../queue/pointer.ts';
import { ownQueuePrefix } from '../../asking/names.ts';

/** Who is given rights: who sends jobs, who does them, who empties queues and reads the journal. */
export type Who = 'client' | 'worker' | 'operator';

/** A policy document of IAM. */
export interface Policy {
  Version: '2012-10-17';
  Statement: Statement[];
}

interface Statement {
  Sid: string;
  Effect: 'Allow';
  Action: string[];
  Resource: string[];
  Condition?: { StringLike: Record<string, string[]> };
}

export interface PolicyNames {
  /** ARNs of the queues. */
  requests: string;
  replies: string;
  /** Undefined where there is none. */
  dead: string | undefined;
  bucket: { name: string; prefix: string } | undefined;
  /** Below the bucket's prefix; end in a slash, as the next two. */
  incoming: string;
  outgoing: string;
  ledger: string;
  journal: string;
  /** Whether pictures are taken. */
  images: boolean;
}

/** The least rights of each, with exact names. */
export function policiesFor(names: PolicyNames): Record<Who, Policy> {
  return {
    client: policy([...clientQueues(names), ...clientBucket(names)]),
    worker: policy([...workerQueues(names), ...workerBucket(names)]),
    operator: policy([...operatorQueues(names), ...operatorBucket(names)]),
  };
}

function clientQueues({ requests, replies, dead }: PolicyNames): Statement[] {
  const own = ownReplies(replies);
  return [
    allow('SendJobs', sqs('GetQueueUrl', 'GetQueueAttributes', 'SendMessage'), [requests]),
    // The page shows how many there are.
    ...(dead === undefined
      ? []
      : [allow('CountDeadLetters', sqs('GetQueueUrl', 'GetQueueAttributes'), [dead])]),
    allow(
      'OwnAnswers',
      sqs('CreateQueue', 'SetQueueAttributes', 'DeleteQueue', 'GetQueueUrl', 'GetQueueAttributes', ...TAKE),
      [own],
    ),
    // Where clients may not make queues of their own.
    allow('SharedAnswers', sqs('GetQueueUrl', 'GetQueueAttributes', ...TAKE), [replies]),
  ];
}

function workerQueues({ requests, replies, dead }: PolicyNames): Statement[] {
  return [
    allow('TakeJobs', sqs('GetQueueUrl', 'GetQueueAttributes', ...TAKE), [requests]),
    allow('SendAnswers', sqs('GetQueueUrl', 'GetQueueAttributes', 'SendMessage'), [
      replies,
      ownReplies(replies),
      ...(dead === undefined ? [] : [dead]),
    ]),
  ];
}

function operatorQueues({ requests, replies, dead }: PolicyNames): Statement[] {
  return [
    allow('LookAndPurge', sqs('GetQueueUrl', 'GetQueueAttributes', 'PurgeQueue'), [
      requests,
      replies,
      ...(dead === undefined ? [] : [dead]),
    ]),
    ...(dead === undefined
      ? []
      : [allow('TakeDeadLetters', sqs(...TAKE), [dead]), allow('PutBack', sqs('SendMessage'), [requests])]),
  ];
}

function clientBucket(names: PolicyNames): Statement[] {
  const { incoming, outgoing, images } = names;
  const { objects, list } = inBucket(names);
  return [
    ...objects('LargeMessages', ['GetObject', 'PutObject'], [PAYLOADS]),
    ...(images
      ? [
          ...objects(
            'Pictures',
            ['GetObject', 'PutObject', 'DeleteObject', 'AbortMultipartUpload'],
            [incoming],
          ),
          ...objects('Results', ['GetObject', 'DeleteObject'], [outgoing]),
          ...list([incoming, outgoing]),
        ]
      : []),
  ];
}

function workerBucket(names: PolicyNames): Statement[] {
  const { incoming, outgoing, ledger, journal, images } = names;
  const { objects, list } = inBucket(names);
  return [
    ...objects('LargeMessages', ['GetObject', 'PutObject'], [PAYLOADS]),
    ...(images
      ? [
          ...objects('Pictures', ['GetObject'], [incoming]),
          ...objects('Results', ['PutObject', 'AbortMultipartUpload'], [outgoing]),
        ]
      : []),
    ...objects('Ledger', ['GetObject', 'PutObject', 'DeleteObject'], [ledger]),
    ...objects('Journal', ['GetObject', 'PutObject', 'AbortMultipartUpload'], [journal]),
    // Without it S3 says of what is not there that it may not be seen.
    ...list([PAYLOADS, ledger, journal, ...(images ? [incoming, outgoing] : [])]),
  ];
}

function operatorBucket(names: PolicyNames): Statement[] {
  const { objects, list, whole } = inBucket(names);
  return [
    ...objects('Journal', ['GetObject'], [names.journal]),
    ...whole('RemoveWhatIsOld', ['GetLifecycleConfiguration', 'PutLifecycleConfiguration']),
    ...list([names.journal]),
  ];
}

const TAKE = ['ReceiveMessage', 'DeleteMessage', 'ChangeMessageVisibility'];

/** The queues that clients make for their answers, by the ARN of the usual one. */
function ownReplies(replies: string): string {
  return `${ownQueuePrefix(replies)}*`;
}

/** What makes statements about the bucket; none where there is no bucket. */
function inBucket({ bucket, requests }: PolicyNames) {
  // Those of China and of the government have names of their own.
  const partition = requests.split(':')[1] || 'aws';
  const arn = `arn:${partition}:s3:::${bucket?.name}`;
  const s3 = (actions: string[]) => actions.map((action) => `s3:${action}`);
  return {
    whole: (sid: string, actions: string[]): Statement[] => (bucket ? [allow(sid, s3(actions), [arn])] : []),
    objects: (sid: string, actions: string[], folders: string[]): Statement[] =>
      bucket
        ? [
            allow(
              sid,
              s3(actions),
              folders.map((folder) => `${arn}/${bucket.prefix}${folder}*`),
            ),
          ]
        : [],
    list: (folders: string[]): Statement[] =>
      bucket
        ? [
            {
              ...allow('List', ['s3:ListBucket'], [arn]),
              Condition: {
                StringLike: { 's3:prefix': folders.map((folder) => `${bucket.prefix}${folder}*`) },
              },
            },
          ]
        : [],
  };
}

function policy(statements: Statement[]): Policy {
  return { Version: '2012-10-17', Statement: statements };
}

function allow(sid: string, actions: string[], resources: string[]): Statement {
  return { Sid: sid, Effect: 'Allow', Action: actions, Resource: resources };
}

function sqs(...actions: string[]): string[] {
  return actions.map((action) => `sqs:${action}`);
}
