import { buffer } from 'node:stream/consumers';
import { UserError } from '../base/error.ts';
import { sha256 } from '../base/hash.ts';
import { splitAddress } from '../store/address.ts';
import { openStore } from '../store/open.ts';
import type { StoreOptions } from '../store/options.ts';
import type { Store, StoredObject } from '../store/store.ts';
import { checkSpec } from './check.ts';
import type { Document } from './document.ts';
import { SpecError } from './problem.ts';
import type { Spec } from './schema.ts';

/** A spec that has been read and found right. */
export interface LoadedSpec {
  spec: Spec;
  /** As the user wrote it: a path or an `s3://` address. */
  address: string;
  /** The place that the spec lies in; paths in the spec are relative to it. */
  store: Store;
  /** The spec's own name in that place. */
  file: string;
  /** Of the spec's text. */
  sha256: string;
  modified: Date;
  /** A problem that shows only later, at a value of the spec. */
  problemAt: Document['problemAt'];
}

/** No spec is near this size; a data file given by mistake is not read to its end. */
const MAX_BYTES = 16 << 20;

/**
 * Reads and checks a spec from a path or an `s3://` address. Throws a `SpecError` with every
 * problem, or a `UserError` when there is no such spec or it cannot be read.
 */
export async function loadSpec(address: string, options: StoreOptions = {}): Promise<LoadedSpec> {
  const { place, name } = splitAddress(address);
  const store = openStore(place, options);
  const at = { file: address };
  const found = await findSpec(store, name, address);
  if (found.size > MAX_BYTES)
    throw new UserError(`This is no spec: it has ${found.size} bytes.`, {
      hint: 'Name the JSON file that says what to build, not the data.',
      at,
      exitCode: 2,
    });
  const bytes = await buffer(await store.read(name));
  const checked = checkSpec(decode(bytes, address), address);
  if ('problems' in checked) throw new SpecError(checked.problems);
  const { spec, problemAt } = checked;
  return { spec, address, store, file: name, sha256: sha256(bytes), modified: found.modified, problemAt };
}

async function findSpec(store: Store, name: string, address: string): Promise<StoredObject> {
  const fail = (message: string, hint: string, cause?: unknown) =>
    new UserError(message, { hint, exitCode: 2, cause });
  const inFolder = `${address.replace(/\/$/, '')}/spec.json`;
  try {
    const found = await store.head(name);
    if (found) return found;
  } catch (error) {
    // A folder store says so when the path is one.
    const inside = await store.head(`${name}/spec.json`).catch(() => undefined);
    if (inside) throw fail(`${address} is a folder.`, `Did you mean ${inFolder}?`, error);
    throw error;
  }
  throw fail(`There is no spec at ${address}.`, 'Check the path, or write one with "holdall init".');
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError('This spec is not UTF-8 text.', {
      hint: 'Save it as UTF-8.',
      at: { file },
      exitCode: 2,
    });
  }
}
