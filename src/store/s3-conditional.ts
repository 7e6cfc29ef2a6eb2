import { randomUUID } from 'node:crypto';
import { parseS3Address } from './address.ts';
import type { StoreOptions } from './options.ts';
import { connect } from './s3-client.ts';
import { s3Error } from './s3-errors.ts';
import { factsOf } from './s3-retry.ts';

/**
 * Whether the server of a bucket knows conditional writes, on which `ifAbsent` rests where two write
 * at once. Tried with an object below the address, `s3://BUCKET/PREFIX/`, that is removed again.
 */
export async function knowsConditionalWrites(address: string, options: StoreOptions = {}): Promise<boolean> {
  const { bucket, key: prefix } = parseS3Address(address);
  const key = `${prefix}probe-${randomUUID()}`;
  const connection = connect(options);
  const { DeleteObjectCommand, PutObjectCommand } = await import('@aws-sdk/client-s3');
  const client = await connection.client();
  const isWritten = async () => {
    try {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: 'probe', IfNoneMatch: '*' }));
      return true;
    } catch (error) {
      const { status } = factsOf(error);
      if (status === 412) return false;
      // It says itself that it does not know them.
      if (status === 501) return undefined;
      throw s3Error(error, { ...connection, action: 'write', bucket, key });
    }
  };
  try {
    const first = await isWritten();
    if (first === undefined) return false;
    // The first may have been told of itself, when its answer got lost on the way.
    const second = await isWritten();
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    return second === false;
  } finally {
    client.destroy();
  }
}
