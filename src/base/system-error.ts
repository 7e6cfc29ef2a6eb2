import { codeOf, UserError } from './error.ts';

/** What the user can do about the errors of the system that a build can meet anywhere. */
const hints: Record<string, [what: string, hint: string]> = {
  ENOSPC: [
    'There is no room left on the disk',
    'Free some, or set HOLDALL_CACHE to a folder on another disk.',
  ],
  EDQUOT: ['The disk quota is used up', 'Free some room, or set HOLDALL_CACHE to a folder on another disk.'],
  EACCES: ['The system denies access', 'Check the permissions.'],
  EPERM: ['The system denies access', 'Check the permissions.'],
  EROFS: ['The file system is read-only', 'Choose a folder that can be written.'],
  EMFILE: ['Too many files are open', 'Raise the limit ("ulimit -n"), or lower --concurrency.'],
  EFBIG: ['A file became larger than the file system allows', 'Choose a folder on another disk.'],
  EIO: ['The disk could not be read or written', 'Check the disk.'],
};

/** A system error as a `UserError`, when it is one that the user can mend; anything else as it is. */
export function explainSystemError(error: unknown): unknown {
  if (error instanceof UserError) return error;
  const known = hints[codeOf(error) ?? ''];
  if (!known || !(error instanceof Error)) return error;
  const path = 'path' in error && typeof error.path === 'string' ? `: ${error.path}` : '';
  return new UserError(`${known[0]}${path}.`, { hint: known[1], cause: error });
}
