import { UserError } from '../base/error.ts';

/** Thrown by a write with `ifAbsent` where the path exists already, or another writer was quicker. */
export class AlreadyExistsError extends UserError {
  /** `address` is the full one, as `addressOf` gives it. */
  constructor(address: string, options: { cause?: unknown } = {}) {
    super(`${address} exists already.`, options);
  }
}
