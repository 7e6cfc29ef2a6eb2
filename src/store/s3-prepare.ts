import type { BucketLocationConstraint } from '@aws-sdk/client-s3';
import { factsOf } from './aws-retry.ts';
import type { StoreOptions } from './options.ts';
import { atBucket } from './s3-bucket.ts';

/**
 * Makes a bucket that is not there yet, and shows folders in it, as file managers do: by an empty
 * object whose name ends in a slash. True when the bucket is new.
 * @param folders below the address; each ends in a slash
 */
export async function makeBucket(
  address: string,
  folders: readonly string[],
  options: StoreOptions = {},
): Promise<boolean> {
  const { CreateBucketCommand, HeadBucketCommand, PutObjectCommand } = await import('@aws-sdk/client-s3');
  return atBucket(address, options, 'write', async (client, Bucket, prefix) => {
    const isThere = await client.send(new HeadBucketCommand({ Bucket })).then(
      () => true,
      (error) => {
        if (factsOf(error).status === 404) return false;
        // Who may not look may still write.
        if (factsOf(error).status === 403) return true;
        throw error;
      },
    );
    if (!isThere) {
      const region = await client.config.region();
      // The SDK's type lists the regions of its day.
      const LocationConstraint = region as BucketLocationConstraint;
      const elsewhere = { CreateBucketConfiguration: { LocationConstraint } };
      // A bucket of the first region must not name it, all others must.
      await client.send(new CreateBucketCommand({ Bucket, ...(region !== 'us-east-1' && elsewhere) }));
    }
    for (const folder of folders) {
      await client.send(new PutObjectCommand({ Bucket, Key: prefix + folder, Body: new Uint8Array() }));
    }
    return !isThere;
  });
}
