import { randomUUID } from 'node:crypto';
import { factsOf } from './aws-retry.ts';
import type { StoreOptions } from './options.ts';
import { atBucket } from './s3-bucket.ts';

/**
 * Whether the server of a bucket knows conditional writes, on which `ifAbsent` rests where two write
 * at once. Tried with an object below the address, `s3://BUCKET/PREFIX/`, that is removed again.
 */
export async function knowsConditionalWrites(address: string, options: StoreOptions = {}): Promise<boolean> {
  const { DeleteObjectCommand, PutObjectCommand } = await import('@aws-sdk/client-s3');
  return atBucket(address, options, 'write', async (client, Bucket, prefix) => {
    const Key = `${prefix}probe-${randomUUID()}`;
    const isWritten = async () => {
      try {
        await client.send(new PutObjectCommand({ Bucket, Key, Body: 'probe', IfNoneMatch: '*' }));
        return true;
      } catch (error) {
        const { status } = factsOf(error);
        if (status === 412) return false;
        // It says itself that it does not know them.
        if (status === 501) return undefined;
        throw error;
      }
    };
    const first = await isWritten();
    if (first === undefined) return false;
    // The first may have been told of itself, when its answer got lost on the way.
    const second = await isWritten();
    await client.send(new DeleteObjectCommand({ Bucket, Key }));
    return second === false;
  });
}
