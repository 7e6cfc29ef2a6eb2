import { messageOf } from '../base/error.ts';
import { factsOf } from './aws-retry.ts';
import { at, PAST, plain, type S3Context, type Said, targetOf } from './s3-context.ts';

/** The sentence for an error by the name that S3 gives it; undefined for a name without one. */
export function byCode(thrown: unknown, context: S3Context): Said | undefined {
  const { action, bucket, endpoint } = context;
  const target = targetOf(context);
  const { name } = factsOf(thrown);
  switch (name) {
    case 'NoSuchBucket':
      return [
        `There is no bucket ${bucket}${at(context)}, so ${target} cannot be ${PAST[action]}.`,
        endpoint
          ? 'Check its name and the endpoint.'
          : 'Check its name, and which account the credentials are for.',
      ];
    case 'NoSuchKey':
      return [`There is no object ${target}.`, 'Check the key; capital letters count.'];
    case 'AccessDenied':
    case 'AllAccessDisabled':
    case 'AccountProblem':
      return accessDenied(context, plain(messageOf(thrown)));
    case 'InvalidAccessKeyId':
      return [
        `The access key that ${target} was asked for with is not known${at(context)}.`,
        'Check AWS_ACCESS_KEY_ID or the profile, and that they are for this endpoint.',
      ];
    case 'SignatureDoesNotMatch':
      return [
        `The secret key that ${target} was asked for with is wrong.`,
        'Check AWS_SECRET_ACCESS_KEY or the profile; a space at its end counts.',
      ];
    case 'InvalidToken':
    case 'ExpiredToken':
    case 'ExpiredTokenException':
    case 'TokenRefreshRequired':
    case 'RequestExpired':
      return [
        `The credentials that ${target} was asked for with are no longer valid: the session has expired.`,
        'Sign in again; in a workflow, get the credentials in the same job.',
      ];
    case 'CredentialsProviderError':
    case 'TokenProviderError':
      return [
        `There are no usable AWS credentials to ${action} ${target}: ${plain(messageOf(thrown))}`,
        'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or AWS_PROFILE; in a workflow, run aws-actions/configure-aws-credentials first.',
      ];
    case 'RequestTimeTooSkewed':
    case 'RequestInTheFuture':
      return [
        `S3 refused to ${action} ${target} because this machine's clock is wrong by more than 15 minutes.`,
        'Set the clock and try again.',
      ];
    case 'PermanentRedirect':
    case 'TemporaryRedirect':
    case 'AuthorizationHeaderMalformed':
    case 'IllegalLocationConstraintException':
      return wrongRegion(thrown, context);
    case 'PreconditionFailed':
      return [
        `${target} was changed while it was being ${PAST[action]}.`,
        'Try again when nobody writes it.',
      ];
    case 'InvalidRange':
      return [
        `${target} is too short for what was asked of it.`,
        'It was cut off or replaced; make it anew.',
      ];
    case 'InvalidObjectState':
      return [`${target} is in an archive and cannot be read at once.`, 'Restore it in S3 first.'];
    case 'KeyTooLongError':
      return [`The key of ${target} is longer than 1024 bytes.`, 'Use shorter names.'];
    case 'EntityTooLarge':
      return [`${target} is larger than an object may be.`, 'Pack less into one file.'];
    case 'InvalidRequest':
      if (!/copy source is larger/.test(messageOf(thrown))) return undefined;
      return [`${target} cannot be copied: it is larger than 5 GiB.`, 'Read it and write it instead.'];
    default:
      return undefined;
  }
}

/** The server that was asked knows the bucket, but it is another's. */
export function wrongRegion(thrown: unknown, context: S3Context): Said {
  const region = regionOf(thrown);
  const where = region ? `in the region ${region}` : 'in another region';
  return [
    `The bucket ${context.bucket} is ${where}, so ${targetOf(context)} cannot be ${PAST[context.action]} from here.`,
    `Set AWS_REGION${region ? `=${region}` : " to the bucket's"}, or the region where another was given.`,
  ];
}

/** The credentials are right but not for this; `reason` is the server's own sentence. */
export function accessDenied(context: S3Context, reason = ''): Said {
  const message = `Access to ${targetOf(context)} was refused${reason ? `: ${reason}` : '.'}`;
  const named = /not authorized to perform:? ([\w:-]+)/i.exec(reason)?.[1] ?? 's3:';
  if (named.startsWith('sts:')) return [message, "Check the role's name and its trust policy."];
  const right = named.startsWith('s3:') ? PERMISSION[context.action](context) : named;
  return [message, `Allow these credentials ${right}.`];
}

/** What IAM calls the right to do it, and on what. */
const PERMISSION: Record<S3Context['action'], (context: S3Context) => string> = {
  list: ({ bucket }) => `s3:ListBucket on arn:aws:s3:::${bucket}`,
  read: (on) =>
    `s3:GetObject on ${arn(on)}, and s3:ListBucket, without which a missing object is refused too`,
  write: (on) => `s3:PutObject on ${arn(on)}`,
  copy: (on) => `s3:GetObject and s3:PutObject on ${arn(on)}`,
  delete: (on) => `s3:DeleteObject on ${arn(on)}`,
};

function arn({ bucket, key }: S3Context): string {
  return `arn:aws:s3:::${bucket}/${key}`;
}

/** The region that an answer says is the right one. */
export function regionOf(thrown: unknown): string | undefined {
  const { Region, Endpoint, $response, message }: RegionFacts =
    typeof thrown === 'object' && thrown ? thrown : {};
  const expected = /expecting '([a-z0-9-]+)'/.exec(typeof message === 'string' ? message : '')?.[1];
  const host = typeof Endpoint === 'string' ? /s3[.-]([a-z0-9-]+)\.amazonaws/.exec(Endpoint)?.[1] : undefined;
  const region = Region ?? $response?.headers?.['x-amz-bucket-region'] ?? expected ?? host;
  return typeof region === 'string' ? region : undefined;
}

interface RegionFacts {
  Region?: unknown;
  Endpoint?: unknown;
  message?: unknown;
  $response?: { headers?: Record<string, unknown> };
}
