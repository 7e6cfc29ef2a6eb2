/** Text as it is compared: without accents and capitals, what is no letter or digit being a blank. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * The words of what somebody typed, folded. A plural's s or x is left off, so that "staplers" finds a
 * stapler: a word is looked for inside of names, and what is left is in both.
 */
export function wordsOf(text: string): string[] {
  return fold(text)
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => (word.length > 3 ? word.replace(/[sx]$/, '') : word));
}
