import type { Row, Selection } from '../query.ts';

/**
 * `n` different rows of a selection at random, all of them in random order where there are no more.
 * The same seed gives the same rows.
 */
export function randomRows(selection: Selection, n: number, seed: string | undefined): Row[] {
  const next = seed === undefined ? Math.random : generatorOf(seed);
  return samplePlaces(selection.count, n, next).flatMap((place) => selection.rows(place, 1));
}

/**
 * `n` different numbers below `count`: the first of a shuffled list (Fisher and Yates) of which only
 * what has moved is kept.
 */
export function samplePlaces(count: number, n: number, next: () => number): number[] {
  const moved = new Map<number, number>();
  return Array.from({ length: Math.min(n, count) }, (_, at) => {
    const from = at + Math.floor(next() * (count - at));
    const place = moved.get(from) ?? from;
    moved.set(from, moved.get(at) ?? at);
    return place;
  });
}

/**
 * Numbers from 0 up to, but without, 1, that a text determines: the generator sfc32 of PractRand,
 * started with the text's FNV-1a hash and run warm.
 */
export function generatorOf(seed: string): () => number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(seed)) hash = Math.imul(hash ^ byte, 0x01000193);
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, hash | 0, 1];
  const step = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let n = 0; n < 15; n++) step();
  // 53 bits, as `Math.random` has at most.
  return () => ((step() >>> 5) * 2 ** 26 + (step() >>> 6)) / 2 ** 53;
}
