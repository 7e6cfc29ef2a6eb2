import { checkFolderOrS3, isS3Address, parseS3Address } from './address.ts';
import { openFolder } from './folder.ts';
import type { StoreOptions } from './options.ts';
import { openS3 } from './s3.ts';
import type { Store } from './store.ts';

/**
 * Opens the store at a folder's path (relative paths are relative to the working directory) or at
 * `s3://bucket/prefix/`. Nothing is read or connected to yet.
 */
export function openStore(address: string, options: StoreOptions = {}): Store {
  checkFolderOrS3(address);
  if (!isS3Address(address)) return openFolder(address);
  return openS3(parseS3Address(address), options);
}
