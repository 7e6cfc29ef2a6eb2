/** Device names that Windows reserves in every folder, with or without an extension. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

/**
 * Why a name cannot be a file's name on every system, as the end of a sentence ("has a slash"),
 * or undefined when it can. Windows is the strictest, so its rules are the ones.
 */
export function whyUnsafeName(name: string): string | undefined {
  if (name === '') return 'is empty';
  if (/[/\\]/.test(name)) return 'has a slash, which separates folders';
  if (name === '.' || name === '..') return 'means a folder';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u001f\u007f<>:"|?*]/.test(name))
    return 'has a character that file names cannot have on Windows';
  if (/[. ]$/.test(name)) return 'ends in a dot or a space, which Windows drops';
  if (RESERVED.test(name)) return 'is reserved by Windows';
  if (Buffer.byteLength(name) > 120) return 'is longer than 120 bytes';
  return undefined;
}

/** A name made safe: what a file name cannot have becomes a dash. */
export function toSafeName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
  const safe = name.replace(/[\u0000-\u001f\u007f<>:"|?*/\\]+/g, '-').replace(/^[-.\s]+|[-.\s]+$/g, '');
  return whyUnsafeName(safe) ? `x-${safe}` : safe;
}
