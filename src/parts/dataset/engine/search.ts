/** What SQLite's index takes for a word: letters, digits, and what people have made of private code points. */
const inWords = /[\p{L}\p{N}\p{Co}]/u;

/** Of a longer text the beginning is looked for: nobody types more, and the time grows with every word. */
const longest = 200;

/**
 * Words as typed, as FTS5 takes them: all must be there, in any text column, and the last may go on.
 * They are quoted, so that nothing in them has a meaning of its own; what is one word here and two in
 * the index, `black-tie`, is a phrase. Undefined where there is no word.
 */
export function searchExpression(text: string): string | undefined {
  const words = text
    .trim()
    .slice(0, longest)
    .replaceAll('\0', ' ')
    .split(/\s+/u)
    .filter((word) => inWords.test(word));
  const last = words.pop();
  if (last === undefined) return undefined;
  // Each word once: every other time costs as much again.
  const asked = [...new Set(words), last];
  return `${asked.map((word) => `"${word.replaceAll('"', '""')}"`).join(' ')}*`;
}
