import { codeOf, UserError } from '../base/error.ts';

/** What was being done when something failed, and to which full path. */
export interface FolderContext {
  action: 'list' | 'read' | 'write' | 'copy' | 'delete';
  file: string;
}

/** A system error as a sentence that says what to do; anything else as it is. */
export function folderError(thrown: unknown, { action, file }: FolderContext): unknown {
  const say = (message: string, hint?: string) =>
    new UserError(message, { cause: thrown, ...(hint === undefined ? {} : { hint }) });
  switch (codeOf(thrown)) {
    case 'ENOENT':
      return say(`There is no file ${file}.`, 'Check the path; capital letters count.');
    case 'EACCES':
    case 'EPERM':
      return say(`No permission to ${action} ${file}.`, 'Change its permissions or run as another user.');
    case 'EROFS':
      return say(`${file} is on a file system that can only be read.`, 'Choose another folder.');
    case 'ENOSPC':
    case 'EDQUOT':
      return say(`There is no room on the disk to ${action} ${file}.`, 'Make room or choose another folder.');
    case 'EFBIG':
      return say(`${file} becomes larger than a file may be here.`, 'Choose a folder on another disk.');
    case 'ENOTDIR':
      return isBelowFile(file);
    case 'EISDIR':
      return isFolder(file);
    case 'ENAMETOOLONG':
      return say(`The name of ${file} is longer than file systems allow.`, 'Use shorter names.');
    case 'EBUSY':
    case 'ETXTBSY':
      return say(`${file} is in use by another program.`, 'Close that program and try again.');
    default:
      return thrown;
  }
}

/** The error for a folder where a file is wanted. */
export function isFolder(file: string): UserError {
  return new UserError(`${file} is a folder, not a file.`, {
    hint: 'For all that is in it write folder/**.',
  });
}

/** The error for a path that goes through a file as if it were a folder. */
export function isBelowFile(file: string): UserError {
  return new UserError(`${file} cannot be: a part of its path is a file, not a folder.`, {
    hint: 'Check the path.',
  });
}

/** The error for a symbolic link, met by a listing or on the way to a file. */
export function isLink(file: string): UserError {
  return new UserError(`${file} is a symbolic link, and Holdall takes real files only.`, {
    hint: 'Replace it by the file or folder that it points to.',
  });
}

/** The error for a pipe, a socket or a device. */
export function isSpecial(file: string): UserError {
  return new UserError(`${file} is not a regular file but a pipe, a socket or a device.`, {
    hint: 'Take it out of the folder.',
  });
}
