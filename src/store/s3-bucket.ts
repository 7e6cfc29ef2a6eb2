import type { S3Client } from '@aws-sdk/client-s3';
import { parseS3Address } from './address.ts';
import type { StoreOptions } from './options.ts';
import { connect } from './s3-client.ts';
import { s3Error } from './s3-errors.ts';

/**
 * Does something with a bucket that is no reading or writing of its objects, by a client of its own.
 * Throws a `UserError` for what somebody can mend.
 * @param address `s3://BUCKET/PREFIX/`
 * @param action what messages call it
 */
export async function atBucket<T>(
  address: string,
  options: StoreOptions,
  action: 'read' | 'write',
  work: (client: S3Client, bucket: string, prefix: string) => Promise<T>,
): Promise<T> {
  const { bucket, key } = parseS3Address(address);
  const connection = connect(options);
  const client = await connection.client();
  try {
    return await work(client, bucket, key);
  } catch (error) {
    throw s3Error(error, { ...connection, action, bucket, key });
  } finally {
    client.destroy();
  }
}
