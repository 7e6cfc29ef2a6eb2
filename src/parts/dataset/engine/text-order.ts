/**
 * Compares texts by their code points, as SQLite and DuckDB do: below 0 when the first comes first. The
 * `<` of JavaScript compares halves of code points, which puts emoji before some other letters.
 */
export function compareText(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at++) {
    const [a, b] = [one.charCodeAt(at), other.charCodeAt(at)];
    if (a === b) continue;
    const [first, second] = [isSurrogate(a), isSurrogate(b)];
    // A surrogate is half of a code point that is past all those of one unit.
    return first === second ? a - b : first ? 1 : -1;
  }
  return one.length - other.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}
