/** Numbers from 0 up to 1 that look random and are the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Picks from a list, each entry as often as its weight says. */
export function pickerOf<Item>(items: Item[], weightOf: (item: Item) => number): (random: number) => Item {
  let total = 0;
  const ends = items.map((item) => {
    total += weightOf(item);
    return total;
  });
  return (random) => {
    const index = ends.findIndex((end) => random * total < end);
    const item = items[index < 0 ? items.length - 1 : index];
    if (item === undefined) throw new Error('There is nothing to pick from');
    return item;
  };
}
