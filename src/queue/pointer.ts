import { UserError } from '../base/error.ts';
import { sha256 } from '../base/hash.ts';
import { isS3Address, parseS3Address } from '../store/address.ts';
import { readInto } from '../store/read-into.ts';
import type { Store } from '../store/store.ts';

/** Bodies over so many bytes travel through the bucket. */
export const LARGEST_INLINE = 200_000;

/** What a body may hold that travels through the bucket. */
const LARGEST_POINTED = 64 * 1024 * 1024;

/** Where in the bucket they lie. */
export const PAYLOADS = 'payloads/';

/** The name that the extended client libraries for SQS have given to what they send. */
const POINTER = 'software.amazon.payloadoffloading.PayloadS3Pointer';

/**
 * A body as it travels: itself, or where it is large what the extended client libraries for SQS send,
 * with the content in the bucket, under its hash.
 */
export async function offload(body: string, bucket: Store | undefined): Promise<string> {
  if (bucket === undefined || Buffer.byteLength(body) <= LARGEST_INLINE) return body;
  const key = `${PAYLOADS}${sha256(body)}.txt`;
  // The name is the hash of the content, so who writes it again writes the same.
  await bucket.write(key, body, { contentType: 'text/plain; charset=utf-8' });
  const { name, prefix } = placeOf(bucket);
  return JSON.stringify([POINTER, { s3BucketName: name, s3Key: prefix + key }]);
}

/** A pointer that leads to nothing that a client could have sent, whenever it is tried. */
export class WrongPointerError extends UserError {}

/** True for a body that points into a bucket. */
export function isPointer(body: string): boolean {
  return body.startsWith(`["${POINTER}"`);
}

/** The content of a body, from the bucket where it points there; see `onloadBytes`. */
export async function onload(body: string, bucket: Store | undefined): Promise<string> {
  return isPointer(body) ? Buffer.from(await onloadBytes(body, bucket)).toString() : body;
}

/**
 * The UTF-8 of what a body points to, in memory that threads can share. A pointer is no way to read
 * anything else: only what lies in the folder for large bodies of this bucket is read.
 */
export async function onloadBytes(pointer: string, bucket: Store | undefined): Promise<SharedArrayBuffer> {
  if (bucket === undefined) throw new UserError('A large message lies in a bucket, and none is named here.');
  const { name, key } = pointerIn(pointer);
  const { name: own, prefix } = placeOf(bucket);
  const path = key.slice(prefix.length);
  if (name !== own || !key.startsWith(prefix) || !isPayload(path)) {
    throw new WrongPointerError(
      `A large message does not lie where it should, below ${bucket.addressOf(PAYLOADS)}.`,
    );
  }
  const found = await bucket.head(path);
  if (!found) throw new UserError(`A large message is missing: there is no ${bucket.addressOf(path)}.`);
  if (found.size > LARGEST_POINTED) throw new WrongPointerError('A large message is larger than 64 MiB.');
  const shared = new SharedArrayBuffer(found.size);
  // Its name is the hash of its content, so nobody who plays by the rules changes it.
  if (!(await readInto(new Uint8Array(shared), bucket, path)))
    throw new UserError('A large message was changed while it was read.');
  return shared;
}

/** What pointers call a bucket, and what its keys begin with. */
function placeOf({ address }: Store): { name: string; prefix: string } {
  if (!isS3Address(address)) return { name: 'local', prefix: '' };
  const { bucket, key } = parseS3Address(address);
  return { name: bucket, prefix: key };
}

/** Whether a path is that of a large body, and leads nowhere else. */
function isPayload(path: string): boolean {
  return path.startsWith(PAYLOADS) && /^[\w.-]+$/.test(path.slice(PAYLOADS.length)) && !path.includes('..');
}

function pointerIn(body: string): { name: string; key: string } {
  try {
    const [, pointer]: unknown[] = JSON.parse(body);
    if (typeof pointer === 'object' && pointer && 's3BucketName' in pointer && 's3Key' in pointer) {
      return { name: String(pointer.s3BucketName), key: String(pointer.s3Key) };
    }
  } catch {
    // Said below.
  }
  throw new WrongPointerError('A large message points nowhere: it is no pointer as SQS clients write it.');
}
