import { QueueNameError } from './errors.ts';
import type { Outgoing } from './queue.ts';

/** Throws a `QueueNameError` unless SQS would take it as the name of a queue. */
export function checkQueueName(name: string): void {
  if (!/^[\w-]{1,80}$/.test(name) && !/^[\w-]{1,75}\.fifo$/.test(name)) throw new QueueNameError(name);
}

/** Whether a queue is named by its URL, which holds its account and region. */
export function isQueueUrl(queue: string): boolean {
  return /^https?:\/\//.test(queue);
}

/** The name of a queue that is named by that or by its URL. */
export function queueName(nameOrUrl: string): string {
  return nameOrUrl.slice(nameOrUrl.lastIndexOf('/') + 1);
}

/** The name of a queue of the same account as another, or its URL where the other is named by that. */
export function beside(queue: string, name: string): string {
  return isQueueUrl(queue) ? queue.replace(/[^/]+$/, name) : name;
}

/** Why a text cannot be the body of a message, or undefined when it can; the rules are those of SQS. */
export function whyNoBody(body: string): string | undefined {
  if (body === '') return 'A message cannot be empty.';
  if (Buffer.byteLength(body) > LARGEST_BODY) return TOO_LARGE;
  if (body.search(FORBIDDEN) !== -1 || !body.isWellFormed())
    return 'A message cannot have control characters.';
  return undefined;
}

/** Why a message cannot be sent, its attributes included; SQS would refuse others of the request with it. */
export function whyNoMessage(message: Outgoing): string | undefined {
  const fault = whyNoBody(message.body);
  if (fault !== undefined || !message.attributes) return fault;
  const values = Object.values(message.attributes);
  if (values.length > MOST_ATTRIBUTES) return `A message cannot have over ${MOST_ATTRIBUTES} attributes.`;
  if (values.includes('')) return 'An attribute of a message cannot be empty.';
  if (values.some((value) => whyNoBody(value) !== undefined))
    return 'An attribute of a message cannot have control characters.';
  return bytesOf(message) > LARGEST_BODY ? TOO_LARGE : undefined;
}

/** A text as a body or an attribute can have it: what neither can have is replaced, the same each time. */
export function asBody(text: string): string {
  return text.toWellFormed().replace(FORBIDDEN, '\ufffd') || '-';
}

/** What a message counts for towards the size of a request: names and types of attributes count too. */
export function bytesOf({ body, attributes = {} }: Outgoing): number {
  let bytes = Buffer.byteLength(body);
  for (const key in attributes)
    bytes += Buffer.byteLength(key) + Buffer.byteLength(attributes[key] ?? '') + 6;
  return bytes;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** In bytes of UTF-8, attributes included; SQS takes no more in one request by default. */
export const LARGEST_BODY = 256 * 1024;

const TOO_LARGE = 'A message cannot be larger than 256 KiB.';

/** SQS takes so many beside a body. */
export const MOST_ATTRIBUTES = 10;
