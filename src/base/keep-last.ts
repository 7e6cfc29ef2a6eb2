/**
 * Keeps the values that were asked for last, as far as their sizes together are no more than `most`;
 * the last one in any case.
 */
export function keepLast<T>(most: number, sizeOf: (value: T) => number): (key: string, make: () => T) => T {
  const kept = new Map<string, T>();
  return (key, make) => {
    const value = kept.get(key) ?? make();
    // A map is in the order in which its keys were set.
    kept.delete(key);
    kept.set(key, value);
    let size = 0;
    for (const [one, other] of [...kept].reverse()) {
      size += sizeOf(other);
      if (size > most && one !== key) kept.delete(one);
    }
    return value;
  };
}
