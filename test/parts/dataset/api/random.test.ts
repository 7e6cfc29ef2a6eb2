import fc from 'fast-check';
import { expect, it } from 'vitest';
import { generatorOf, samplePlaces } from '../../../../src/parts/dataset/api/random.ts';

it('a seed stands for the same rows for good', () => {
  expect(samplePlaces(1_000_000, 5, generatorOf('7'))).toEqual([477928, 49345, 21765, 487525, 564254]);
  expect(samplePlaces(10, 10, generatorOf('é'))).toEqual([6, 9, 5, 4, 3, 0, 7, 1, 2, 8]);
});

it('a sample has different places, and all of them when it may', () => {
  fc.assert(
    fc.property(fc.nat(300), fc.nat(300), fc.string(), (count, n, seed) => {
      const places = samplePlaces(count, n, generatorOf(seed));
      expect(places).toHaveLength(Math.min(count, n));
      expect(new Set(places).size).toBe(places.length);
      for (const place of places) expect(place >= 0 && place < count).toBe(true);
      if (n >= count) expect(places.toSorted((a, b) => a - b)).toEqual([...Array(count).keys()]);
    }),
  );
});

it('every place comes about as often as any other', () => {
  const counts = new Array<number>(10).fill(0);
  for (let seed = 0; seed < 20_000; seed++)
    for (const place of samplePlaces(10, 3, generatorOf(String(seed))))
      counts[place] = (counts[place] ?? 0) + 1;
  // 6,000 each; 5 standard deviations of a binomial are 325.
  for (const count of counts) expect(Math.abs(count - 6000)).toBeLessThan(325);
});
