import { checkFolderOrS3, isS3Address, parseS3Address } from './address.ts';
import { openFolder } from './folder.ts';
import { openS3 } from './s3.ts';
import type { Store } from './store.ts';

/** How to reach S3. Whatever is left out comes from the environment and the profile, as the AWS SDK has it. */
export interface StoreOptions {
  /** Of an S3-compatible server: `http://localhost:9000`. Default: `AWS_ENDPOINT_URL_S3`, `AWS_ENDPOINT_URL`. */
  endpointUrl?: string;
  region?: string;
  /** `endpoint/bucket/key` instead of `bucket.endpoint/key`. Default: true when there is an endpoint. */
  pathStyle?: boolean;
  /** Milliseconds for which one request is tried again. Default: 120,000. */
  deadlineMs?: number;
  /** How many parts of one file are uploaded at once. Default: 4. */
  concurrency?: number;
}

/**
 * Opens the store at a folder's path (relative paths are relative to the working directory) or at
 * `s3://bucket/prefix/`. Nothing is read or connected to yet.
 */
export function openStore(address: string, options: StoreOptions = {}): Store {
  checkFolderOrS3(address);
  if (!isS3Address(address)) return openFolder(address);
  return openS3(parseS3Address(address), options);
}
