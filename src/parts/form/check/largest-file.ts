/** Larger files, in bytes, are no answers that somebody filled by hand. */
export const largestFile = 20_000_000;
