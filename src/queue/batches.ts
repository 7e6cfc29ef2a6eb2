/** SQS takes so many things in one request, and so many bytes. */
const MOST = 10;
const MOST_BYTES = 256 * 1024;

/** Things in requests of at most 10 and 256 KiB, in their order; what is larger stands alone. */
export function batchesOf<T>(things: readonly T[], bytesOf: (thing: T) => number = () => 0): T[][] {
  const batches: T[][] = [];
  let last: T[] = [];
  let bytes = 0;
  for (const thing of things) {
    const size = bytesOf(thing);
    if (last.length === MOST || (last.length > 0 && bytes + size > MOST_BYTES)) {
      batches.push(last);
      last = [];
      bytes = 0;
    }
    last.push(thing);
    bytes += size;
  }
  if (last.length > 0) batches.push(last);
  return batches;
}
