import { UserError } from '../base/error.ts';

/** The error of a command line that asks for what is not there, or for what does not go together. */
export function wrongUsage(message: string, hint?: string): UserError {
  return new UserError(message, { exitCode: 2, ...(hint === undefined ? {} : { hint }) });
}
