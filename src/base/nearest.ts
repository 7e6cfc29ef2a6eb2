import { closest, distance } from 'fastest-levenshtein';

/** The name that a misspelt one was probably meant to be: within a third of its length, and at least 2. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const lower = word.toLowerCase();
  const best = closest(
    lower,
    names.map((name) => name.toLowerCase()),
  );
  const found = names.find((name) => name.toLowerCase() === best);
  const limit = Math.max(2, Math.floor(word.length / 3));
  return found !== undefined && distance(lower, best) <= limit ? found : undefined;
}

/** ` Did you mean "images"?`, or a list of what there is, or nothing when there is nothing. */
export function didYouMean(word: string, names: readonly string[]): string | undefined {
  const near = nearest(word, names);
  if (near !== undefined) return `Did you mean "${near}"?`;
  return names.length > 0 ? `There is ${names.map((name) => `"${name}"`).join(', ')}.` : undefined;
}
