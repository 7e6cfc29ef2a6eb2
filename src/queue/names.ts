import { UserError } from '../base/error.ts';

/** Throws a `UserError` unless SQS would take it as the name of a queue. */
export function checkQueueName(name: string): void {
  if (/^[\w-]{1,80}$/.test(name)) return;
  if (/^[\w-]{1,75}\.fifo$/.test(name)) return;
  throw new UserError(`${JSON.stringify(name)} is no name of a queue.`, {
    hint: 'A name has up to 80 letters, digits, hyphens and underscores, and may end in .fifo.',
    exitCode: 2,
  });
}

/** The error for a queue that is not there. */
export function noQueue(name: string, where: string, cause?: unknown): UserError {
  return new UserError(`There is no queue ${name}${where}.`, {
    hint: 'Check its name, or make it with "worker setup".',
    ...(cause !== undefined && { cause }),
  });
}

/** Why a text cannot be the body of a message, or undefined when it can; the rules are those of SQS. */
export function whyNoBody(body: string): string | undefined {
  if (body === '') return 'A message cannot be empty.';
  if (Buffer.byteLength(body) > LARGEST_BODY) return 'A message cannot be larger than 256 KiB.';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(body) || !body.isWellFormed())
    return 'A message cannot have control characters.';
  return undefined;
}

/** In bytes of UTF-8, attributes included; SQS takes no more in one request by default. */
export const LARGEST_BODY = 256 * 1024;
