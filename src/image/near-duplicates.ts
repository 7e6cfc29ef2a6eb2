import { countBits, halfOf } from './facts/perceptual-hash.ts';
import type { NearDuplicates, PackedImage } from './index-file.ts';

/**
 * The most bits of 64 that the perceptual hashes of two near duplicates differ in. A picture that
 * was scaled or encoded again differs in 0 to 4; pictures that have nothing in common differ in some
 * 32, and in fewer than 12 hardly ever.
 */
export const nearBound = 6;

/**
 * The groups of pictures that look alike (single linkage), in the order of their first picture: any
 * two within the bound are in one group. Left out are pictures without structure (of one colour),
 * which would all be alike, and those that have no hash.
 */
export function nearDuplicates(images: Pick<PackedImage, 'file' | 'perceptualHash'>[]): NearDuplicates[] {
  const byHash = new Map<string, string[]>();
  for (const { file, perceptualHash } of images) {
    if (perceptualHash === undefined || isFlat(perceptualHash)) continue;
    const files = byHash.get(perceptualHash);
    if (files) files.push(file);
    else byHash.set(perceptualHash, [file]);
  }
  const hashes = [...byHash.keys()];
  const { groupOf, nearest } = link(hashes);

  const groups = new Map<number, NearDuplicates>();
  const places = new Map(hashes.map((hash, place) => [hash, place]));
  for (const { file, perceptualHash = '' } of images) {
    const place = places.get(perceptualHash);
    if (place === undefined) continue;
    const isCopied = (byHash.get(perceptualHash)?.length ?? 0) > 1;
    const distance = isCopied ? 0 : (nearest[place] ?? Number.POSITIVE_INFINITY);
    if (distance > nearBound) continue;
    const group = groups.get(groupOf(place)) ?? { images: [] };
    group.images.push({ file, distance });
    groups.set(groupOf(place), group);
  }
  return [...groups.values()];
}

/** A picture of one colour has no frequency but the lowest. */
const isFlat = (hash: string) => /^[08]0{15}$/.test(hash);

/** Links all hashes within the bound, and notes for each how far its nearest is. */
function link(hashes: string[]): { groupOf: (place: number) => number; nearest: (number | undefined)[] } {
  const parents = hashes.map((_, place) => place);
  const nearest: (number | undefined)[] = [];
  const groupOf = (place: number) => {
    let root = place;
    for (let parent = parents[root] ?? root; parent !== root; parent = parents[root] ?? root) {
      parents[root] = parents[parent] ?? parent;
      root = parent;
    }
    return root;
  };
  for (const [a, b, distance] of pairs(hashes)) {
    nearest[a] = Math.min(distance, nearest[a] ?? distance);
    nearest[b] = Math.min(distance, nearest[b] ?? distance);
    parents[groupOf(b)] = groupOf(a);
  }
  return { groupOf, nearest };
}

/** A hash is cut into so many quarters, each of 16 bits. */
const QUARTERS = [0, 4, 8, 12];

/**
 * All pairs within the bound; some more than once. Of two hashes that differ in at most 6 bits, one
 * quarter differs in at most one: so each looks only at those that have a quarter in common with it
 * but for a bit (multi-index hashing: Norouzi, Punjani and Fleet, CVPR 2012).
 */
function* pairs(hashes: string[]): Generator<[a: number, b: number, distance: number]> {
  const upper = Uint32Array.from(hashes, (hash) => halfOf(hash, 0));
  const lower = Uint32Array.from(hashes, (hash) => halfOf(hash, 1));
  const distanceOf = (a: number, b: number) =>
    countBits((upper[a] ?? 0) ^ (upper[b] ?? 0)) + countBits((lower[a] ?? 0) ^ (lower[b] ?? 0));
  for (const start of QUARTERS) {
    const quarters = hashes.map((hash) => Number.parseInt(hash.slice(start, start + 4), 16));
    const seen = new Map<number, number[]>();
    for (const [place, quarter] of quarters.entries()) {
      for (let flip = 0; flip <= 16; flip++) {
        // The 17th flips a bit that there is not: none.
        for (const other of seen.get((quarter ^ (1 << flip)) & 0xffff) ?? []) {
          const distance = distanceOf(other, place);
          if (distance <= nearBound) yield [other, place, distance];
        }
      }
      const alike = seen.get(quarter);
      if (alike) alike.push(place);
      else seen.set(quarter, [place]);
    }
  }
}
