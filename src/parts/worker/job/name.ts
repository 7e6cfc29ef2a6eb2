import { cut } from '../../../base/cut.ts';

/** S3 takes keys of so many bytes; a prefix stands before a name. */
const LONGEST_NAME = 900;

/**
 * Why a text cannot be the name of a picture, as a sentence, or undefined when it can. A name is a
 * key below the incoming place, and never a path on the worker's disk.
 */
export function whyWrongName(name: string): string | undefined {
  const said = JSON.stringify(cut(name, 60));
  if (name.trim() === '') return 'The name of the picture is empty.';
  if (/^([/\\]|[a-z]:)/i.test(name))
    return `${said} is an absolute path, not a name below the incoming place.`;
  const parts = name.split(/[/\\]/);
  if (parts.includes('..')) return `${said} leads out of the incoming place.`;
  if (name.includes('\\')) return `${said} has a backslash; names are apart by slashes.`;
  if (parts.some((part) => part === '' || part === '.')) return `${said} has an empty name between slashes.`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(name) || !name.isWellFormed()) {
    return `${said} has a character that names do not have.`;
  }
  if (Buffer.byteLength(name) > LONGEST_NAME) return `${said} is longer than ${LONGEST_NAME} bytes.`;
  return undefined;
}
