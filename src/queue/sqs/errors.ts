import { messageOf, UserError } from '../../base/error.ts';
import { factsOf, isTransient, isUnreachable } from '../../store/aws-retry.ts';
import { GoneMessageError, NoQueueError, RefusedMessageError } from '../errors.ts';

/** What was asked of SQS when something failed. */
export interface SqsContext {
  action:
    | 'receive from'
    | 'delete from'
    | 'hide messages of'
    | 'send to'
    | 'look at'
    | 'purge'
    | 'make'
    | 'remove'
    | 'list';
  /** The queue's name or URL. */
  queue: string;
  /** The endpoint's URL where it is not AWS itself. */
  endpoint: string | undefined;
  deadlineMs: number;
}

/** A failure of the AWS SDK as a sentence that names the queue and says what to do; anything else as it is. */
export function sqsError(thrown: unknown, context: SqsContext): unknown {
  if (thrown instanceof UserError) return thrown;
  const { queue, endpoint } = context;
  const name = nameOf(thrown);
  if (name === 'QueueDoesNotExist') return new NoQueueError(queue, endpoint ? ` at ${endpoint}` : '', thrown);
  const said = byName(name, thrown, context) ?? byConnection(thrown, context) ?? byStatus(thrown, context);
  if (!said) return thrown;
  const [message, hint] = said;
  return new UserError(message, { cause: thrown, ...(hint && { hint }) });
}

/** The failure of one thing in a batch, by the code and the message that SQS has for it. */
export function entryError(code = '', message = '', { action, queue }: SqsContext): UserError {
  if (/ReceiptHandle|MessageNotInflight/.test(code) || /receipt handle/i.test(message)) {
    return new GoneMessageError(queue);
  }
  const said = `Cannot ${action} the queue ${queue}: ${oneSentence(message || code)}`;
  return REFUSED.test(code) ? new RefusedMessageError(said) : new UserError(said);
}

/** What SQS calls it when a message is none that it takes. */
const REFUSED = /InvalidMessageContents|InvalidParameterValue|BatchRequestTooLong/;

/** True when these credentials may not do what was asked. */
export function isRefused(error: unknown): boolean {
  return error instanceof UserError && /^AccessDenied(Exception)?$/.test(nameOf(error.cause) ?? '');
}

type Said = [message: string, hint?: string];

function byName(name: string | undefined, thrown: unknown, context: SqsContext): Said | undefined {
  const { action, queue, endpoint } = context;
  const cannot = `Cannot ${action} the queue ${queue}`;
  switch (name) {
    case 'QueueDeletedRecently':
      return [`${cannot}: one of this name was removed just now.`, 'Wait for a minute.'];
    case 'QueueNameExists':
      return [`${cannot}: it exists with other settings.`, 'Remove it first, or take another name.'];
    case 'PurgeQueueInProgress':
      return [`${cannot}: it is being purged already.`, 'SQS does that once a minute; wait.'];
    case 'OverLimit':
      return [`${cannot}: too many of its messages are in flight.`, 'Let the workers finish some.'];
    case 'AccessDenied':
    case 'AccessDeniedException':
      return [
        `Access to the queue ${queue} was refused: ${oneSentence(messageOf(thrown))}`,
        `Allow these credentials ${PERMISSION[action]}.`,
      ];
    case 'KmsAccessDenied':
    case 'KmsDisabled':
    case 'KmsInvalidState':
    case 'KmsNotFound':
      return [
        `${cannot}: its key does not work. ${oneSentence(messageOf(thrown))}`,
        'Look at the key in KMS.',
      ];
    case 'InvalidClientTokenId':
    case 'UnrecognizedClientException':
    case 'InvalidAccessKeyId':
      return [
        `The access key that the queue ${queue} was asked for with is not known${endpoint ? ` at ${endpoint}` : ''}.`,
        'Check AWS_ACCESS_KEY_ID or the profile, and that they are for this endpoint.',
      ];
    case 'SignatureDoesNotMatch':
      return [
        `The secret key that the queue ${queue} was asked for with is wrong.`,
        'Check AWS_SECRET_ACCESS_KEY or the profile; a space at its end counts.',
      ];
    case 'ExpiredToken':
    case 'ExpiredTokenException':
      return [
        `The credentials that the queue ${queue} was asked for with are no longer valid.`,
        'Sign in again.',
      ];
    case 'CredentialsProviderError':
    case 'TokenProviderError':
      return [
        `There are no usable AWS credentials to ${action} the queue ${queue}: ${oneSentence(messageOf(thrown))}`,
        'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or AWS_PROFILE.',
      ];
    default:
      return undefined;
  }
}

function byConnection(
  thrown: unknown,
  { action, queue, endpoint, deadlineMs }: SqsContext,
): Said | undefined {
  const { code, status } = factsOf(thrown);
  const cannot = `Cannot ${action} the queue ${queue}`;
  const server = endpoint ?? 'SQS';
  if (isUnreachable(thrown)) {
    return [
      `${cannot}: nothing answers at ${server} (${code}).`,
      endpoint
        ? 'Check the endpoint, its port, and that the server runs.'
        : 'Check the network and AWS_REGION.',
    ];
  }
  if ((status === undefined || status < 300) && isTransient(thrown)) {
    return [
      `${cannot}: the connection to ${server} broke or stalled again and again for ${seconds(deadlineMs)}.`,
      'Try again when the network is better.',
    ];
  }
  return undefined;
}

function byStatus(thrown: unknown, { action, queue, endpoint, deadlineMs }: SqsContext): Said | undefined {
  const { name, status, attempts = 1 } = factsOf(thrown);
  if (status === undefined) return undefined;
  const cannot = `Cannot ${action} the queue ${queue}`;
  const isNamed = name !== undefined && !['Error', 'Unknown', 'UnknownError', 'SyntaxError'].includes(name);
  const answer = isNamed ? `${status} ${name}` : `${status}`;
  if (isTransient(thrown)) {
    return [
      `${cannot}: the server answered ${answer} ${attempts} times within ${seconds(deadlineMs)}.`,
      'Try again later.',
    ];
  }
  if (isNamed) return [`${cannot}: the server answered ${answer}, ${oneSentence(messageOf(thrown))}`];
  return [
    `${endpoint ?? 'The server'} does not answer as SQS does (${status}), so nobody can ${action} the queue ${queue}.`,
    'Check the endpoint: the address of the SQS interface, not of a web page.',
  ];
}

/** What IAM calls the right to do it. */
const PERMISSION: Record<SqsContext['action'], string> = {
  'receive from': 'sqs:ReceiveMessage',
  'delete from': 'sqs:DeleteMessage',
  'hide messages of': 'sqs:ChangeMessageVisibility',
  'send to': 'sqs:SendMessage',
  'look at': 'sqs:GetQueueAttributes and sqs:GetQueueUrl',
  purge: 'sqs:PurgeQueue',
  make: 'sqs:CreateQueue and sqs:SetQueueAttributes',
  remove: 'sqs:DeleteQueue',
  list: 'sqs:ListQueues',
};

/** SQS has had two ways to name its errors; the long one is that of its older protocol. */
function nameOf(thrown: unknown): string | undefined {
  const { name } = factsOf(thrown);
  if (name === 'AWS.SimpleQueueService.NonExistentQueue') return 'QueueDoesNotExist';
  return name?.replace(/^AWS\.SimpleQueueService\./, '');
}

function oneSentence(message: string): string {
  return `${message.replace(/\s+/g, ' ').replace(/[.\s]+$/, '')}.`;
}

function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}
