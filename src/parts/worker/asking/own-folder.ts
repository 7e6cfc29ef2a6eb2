import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Store } from '../../../store/store.ts';
import { timeOf } from './names.ts';

/** Removes the folder of a client, which is nobody else's, with all that is in it; gives the addresses. */
export async function removeOwnFolder(store: Store, client: string): Promise<string[]> {
  if (timeOf(client) === undefined) throw new Error(`${client} is no name of a client`);
  const removed: string[] = [];
  for await (const { path } of store.list(`${client}/`)) {
    await store.delete(path);
    removed.push(store.addressOf(path));
  }
  // On S3 a folder is gone with what is in it.
  if (store.kind === 'folder') await rm(join(store.address, client), { recursive: true, force: true });
  return removed;
}
