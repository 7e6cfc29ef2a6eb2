import { messageOf, UserError } from '../base/error.ts';
import { factsOf, isTransient, isUnreachable } from './aws-retry.ts';
import { accessDenied, byCode, regionOf, wrongRegion } from './s3-codes.ts';
import { PAST, plain, type S3Context, type Said, targetOf } from './s3-context.ts';

/** A failure of the AWS SDK as a sentence that names bucket and key and says what to do; anything else as it is. */
export function s3Error(thrown: unknown, context: S3Context): unknown {
  if (thrown instanceof UserError) return thrown;
  const said = byCode(thrown, context) ?? byConnection(thrown, context) ?? byStatus(thrown, context);
  if (!said) return thrown;
  const [message, hint] = said;
  return new UserError(message, { cause: thrown, ...(hint && { hint }) });
}

/** The error for an answer that S3 would not have given. */
export function notS3(context: S3Context, cause?: unknown): UserError {
  const [message, hint] = notS3Sentence(context);
  return new UserError(message, { cause, ...(hint && { hint }) });
}

function byConnection(thrown: unknown, context: S3Context): Said | undefined {
  const { action, endpoint, deadlineMs } = context;
  const { code, status } = factsOf(thrown);
  const target = targetOf(context);
  const server = endpoint ?? 'S3';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    const host = hostOf(thrown);
    return [
      `Cannot ${action} ${target}: ${host ? `the host ${host}` : server} was not found.`,
      endpoint
        ? 'Check the endpoint, and path style: without it the bucket is a part of the host.'
        : 'Check the network, and the region in AWS_REGION.',
    ];
  }
  if (isUnreachable(thrown)) {
    return [
      `Cannot ${action} ${target}: nothing answers at ${server} (${code}).`,
      endpoint ? 'Check the endpoint, its port, and that the server runs.' : 'Check the network.',
    ];
  }
  if (code === 'EPROTO' || code === 'ERR_SSL_WRONG_VERSION_NUMBER') {
    return [
      `Cannot ${action} ${target}: ${server} does not speak TLS.`,
      'Write the endpoint with http:// or the right port.',
    ];
  }
  if (code && /CERT|ERR_TLS|UNABLE_TO|SELF_SIGNED/.test(code)) {
    return [
      `Cannot ${action} ${target}: the certificate of ${server} is not trusted (${code}).`,
      'Name the authority that signed it in NODE_EXTRA_CA_CERTS, or check the endpoint.',
    ];
  }
  if ((status === undefined || status < 300) && isTransient(thrown)) {
    return [
      `Cannot ${action} ${target}: the connection to ${server} broke or stalled again and again for ${seconds(deadlineMs)}.`,
      'Try again when the network is better.',
    ];
  }
  if (/^Checksum mismatch/.test(messageOf(thrown))) {
    return [
      `${target} was damaged on its way: its checksum differs.`,
      'Try again; if it stays so, upload it anew.',
    ];
  }
  return undefined;
}

function byStatus(thrown: unknown, context: S3Context): Said | undefined {
  const { action, deadlineMs } = context;
  const { name, status, attempts = 1 } = factsOf(thrown);
  if (status === undefined) return undefined;
  const target = targetOf(context);
  const answer = isCode(name) ? `${status} ${name}` : `${status}`;
  if (isTransient(thrown)) {
    return [
      `Cannot ${action} ${target}: the server answered ${answer} ${attempts} times within ${seconds(deadlineMs)}.`,
      'Try again later, or with a lower concurrency.',
    ];
  }
  if (status < 400 && regionOf(thrown)) return wrongRegion(thrown, context);
  if (status === 403) return accessDenied(context);
  if (isCode(name)) {
    return [`Cannot ${action} ${target}: the server answered ${answer}, ${plain(messageOf(thrown))}`];
  }
  return notS3Sentence(context, status);
}

function notS3Sentence(context: S3Context, status?: number): Said {
  const server = context.endpoint ?? 'The server';
  return [
    `${server} does not answer as S3 does${status === undefined ? '' : ` (${status})`}: ${targetOf(context)} cannot be ${PAST[context.action]}.`,
    'Check the endpoint: the address of the S3 interface, not of a web page.',
  ];
}

/** S3's names of errors are words in one; other servers' answers leave the SDK with its own names. */
function isCode(name: string | undefined): name is string {
  return (
    name !== undefined && !['Error', 'Unknown', 'UnknownError', 'NotFound', 'SyntaxError'].includes(name)
  );
}

function hostOf(thrown: unknown): string | undefined {
  const { hostname }: { hostname?: unknown } = typeof thrown === 'object' && thrown ? thrown : {};
  return typeof hostname === 'string' ? hostname : undefined;
}

function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}
