import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashDistance } from '../../src/image/facts/perceptual-hash.ts';
import { nearBound, nearDuplicates } from '../../src/image/near-duplicates.ts';

const files = (...hashes: (string | undefined)[]) =>
  hashes.map((perceptualHash, n) => ({ file: `${n}.png`, ...(perceptualHash && { perceptualHash }) }));

const hex = (bits: bigint) => bits.toString(16).padStart(16, '0');

/** Some hashes, and near each of them some that differ in a few bits. */
const clustered = fc
  .array(
    fc.tuple(
      fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }),
      fc.array(fc.array(fc.bigInt({ min: 0n, max: 63n }), { maxLength: 8 }), { maxLength: 5 }),
    ),
    { maxLength: 8 },
  )
  .map((clusters) =>
    clusters.flatMap(([hash, flips]) =>
      [[], ...flips].map((bits) => hex(bits.reduce((flipped, bit) => flipped ^ (1n << bit), hash))),
    ),
  );

/** The groups as their definition reads: all pairs, each of the nearest joined until nothing changes. */
function bruteForce(hashes: string[]): Set<string> {
  const flat = (hash: string) => /^[08]0{15}$/.test(hash);
  const groups = hashes.map((_, place) => place);
  for (let changed = true; changed; ) {
    changed = false;
    for (const [a, left] of hashes.entries())
      for (const [b, right] of hashes.entries()) {
        if (flat(left) || flat(right) || hashDistance(left, right) > nearBound) continue;
        const lower = Math.min(groups[a] ?? 0, groups[b] ?? 0);
        if (groups[a] === lower && groups[b] === lower) continue;
        groups[a] = lower;
        groups[b] = lower;
        changed = true;
      }
  }
  const members = hashes.map((_, group) =>
    hashes.flatMap((__, place) => (groups[place] === group ? [place] : [])),
  );
  return new Set(members.filter((places) => places.length > 1).map((places) => places.join()));
}

describe('near duplicates', () => {
  it('are grouped, in the order of the set, each with the distance to its nearest', () => {
    const groups = nearDuplicates(
      files(
        '00000000000000ff',
        'ffff00000000ffff',
        '00000000000000fe',
        'ffff00000000ffff',
        '0f0f0f0f0f0f0f0f',
      ),
    );
    expect(groups).toEqual([
      {
        images: [
          { file: '0.png', distance: 1 },
          { file: '2.png', distance: 1 },
        ],
      },
      {
        images: [
          { file: '1.png', distance: 0 },
          { file: '3.png', distance: 0 },
        ],
      },
    ]);
  });

  it('differ in 6 bits and not in 7, wherever the bits are', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n << 40n, max: (1n << 64n) - 1n }),
        fc.uniqueArray(fc.bigInt({ min: 0n, max: 63n }), { minLength: 7, maxLength: 7 }),
        (hash, bits) => {
          const flip = (some: bigint[]) => some.reduce((flipped, bit) => flipped ^ (1n << bit), hash);
          const pair = (some: bigint[]) => nearDuplicates(files(hex(hash), hex(flip(some))));
          fc.pre(![hash, flip(bits), flip(bits.slice(1))].some((one) => one === 0n || one === 1n << 63n));
          expect(pair(bits)).toEqual([]);
          expect(pair(bits.slice(1))).toHaveLength(1);
        },
      ),
    );
  });

  it('are what comparing all with all gives', () => {
    fc.assert(
      fc.property(clustered, (hashes) => {
        const found = nearDuplicates(files(...hashes));
        const places = found.map(({ images }) => images.map(({ file }) => Number.parseInt(file, 10)).join());
        expect(new Set(places)).toEqual(bruteForce(hashes));
        for (const { images } of found)
          for (const { file, distance } of images) {
            const own = Number.parseInt(file, 10);
            const distances = hashes.flatMap((hash, place) =>
              place === own || /^[08]0{15}$/.test(hash) ? [] : [hashDistance(hash, hashes[own] ?? '')],
            );
            expect(distance).toBe(Math.min(...distances));
          }
      }),
    );
  });

  it('are not pictures of one colour, nor those that could not be processed', () => {
    const plain = ['8000000000000000', '8000000000000000', '0000000000000000', undefined, undefined];
    expect(nearDuplicates(files(...plain))).toEqual([]);
  });
});
