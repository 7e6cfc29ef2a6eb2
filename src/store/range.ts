import { UserError } from '../base/error.ts';
import type { ReadOptions } from './store.ts';

type Range = NonNullable<ReadOptions['range']>;

/** Throws unless a range is one: whole numbers from 0 on, the last not before the first. */
export function checkRange({ start, end }: Range): void {
  if (Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && end >= start) return;
  throw new Error(`Not a range of bytes: ${start}-${end}`);
}

/** The error for a range that begins where the file has ended. */
export function pastTheEnd(address: string, { start }: Range): UserError {
  return new UserError(`${address} is too short: it has no byte ${start}.`, {
    hint: 'It was cut off or replaced by another file; make it anew.',
  });
}
