import type { LifecycleRule, S3Client } from '@aws-sdk/client-s3';
import { factsOf } from './aws-retry.ts';
import type { StoreOptions } from './options.ts';
import { atBucket } from './s3-bucket.ts';

/** Objects that a bucket removes by itself. */
export interface Expiry {
  /** Below the address; ends in a slash. */
  folder: string;
  /** After so many days without being written. */
  days: number;
}

/**
 * Those for which a bucket has no lifecycle rule yet. A rule of ours that somebody has changed, and
 * one for more than the folder, is taken for a rule.
 * @param address `s3://BUCKET/PREFIX/`
 */
export async function missingExpiries(
  address: string,
  expiries: readonly Expiry[],
  options: StoreOptions = {},
): Promise<Expiry[]> {
  return atBucket(address, options, 'read', async (client, bucket, prefix) => {
    const { Rules = [] } = await currentRules(client, bucket);
    return expiries.filter((expiry) => !isThere(Rules, ruleFor(prefix, expiry)));
  });
}

/** Adds rules for those that have none; all other rules of the bucket stay as they are. Gives those added. */
export async function addExpiries(
  address: string,
  expiries: readonly Expiry[],
  options: StoreOptions = {},
): Promise<Expiry[]> {
  return atBucket(address, options, 'write', async (client, Bucket, prefix) => {
    const { Rules = [], TransitionDefaultMinimumObjectSize: size } = await currentRules(client, Bucket);
    const missing = expiries.filter((expiry) => !isThere(Rules, ruleFor(prefix, expiry)));
    if (missing.length === 0) return missing;
    const { PutBucketLifecycleConfigurationCommand } = await import('@aws-sdk/client-s3');
    // All rules are written as one, so what is not sent along is gone.
    const command = new PutBucketLifecycleConfigurationCommand({
      Bucket,
      LifecycleConfiguration: { Rules: [...Rules, ...missing.map((expiry) => ruleFor(prefix, expiry))] },
      ...(size && { TransitionDefaultMinimumObjectSize: size }),
    });
    await client.send(command);
    return missing;
  });
}

async function currentRules(client: S3Client, Bucket: string) {
  const { GetBucketLifecycleConfigurationCommand } = await import('@aws-sdk/client-s3');
  return client.send(new GetBucketLifecycleConfigurationCommand({ Bucket })).catch((error) => {
    if (factsOf(error).name === 'NoSuchLifecycleConfiguration')
      return { Rules: undefined, TransitionDefaultMinimumObjectSize: undefined };
    throw error;
  });
}

/** An id has up to 255 characters, and what tells rules apart is at its end. */
function ruleFor(prefix: string, { folder, days }: Expiry) {
  const Prefix = prefix + folder;
  return {
    ID: `holdall-${Prefix}`.slice(-255),
    Status: 'Enabled',
    Filter: { Prefix },
    Expiration: { Days: days },
    // Where versions are kept, an object that has expired is one of them.
    NoncurrentVersionExpiration: { NoncurrentDays: 1 },
  } satisfies LifecycleRule;
}

function isThere(rules: readonly LifecycleRule[], { ID, Filter }: ReturnType<typeof ruleFor>): boolean {
  return rules.some((rule) => {
    if (rule.ID === ID) return true;
    const { Prefix = rule.Prefix ?? '', ...others } = rule.Filter ?? {};
    const isForAll = Object.values(others).every((value) => value === undefined);
    const expires = rule.Status === 'Enabled' && rule.Expiration?.Days !== undefined;
    return expires && isForAll && Filter.Prefix.startsWith(Prefix);
  });
}
