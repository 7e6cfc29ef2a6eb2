/** By pixels: under 0.3 million, under 2 million, and more. */
export const sizeNames = ['small', 'medium', 'large'] as const;
export type Size = (typeof sizeNames)[number];

export const shapeNames = ['landscape', 'portrait', 'square'] as const;
export type Shape = (typeof shapeNames)[number];

/** A picture's size by its number of pixels. */
export function sizeOf(width: number, height: number): Size {
  const pixels = width * height;
  return pixels < 300_000 ? 'small' : pixels < 2_000_000 ? 'medium' : 'large';
}

/** How a picture lies; square where its sides differ by at most a twentieth. */
export function shapeOf(width: number, height: number): Shape {
  if (Math.max(width, height) <= 1.05 * Math.min(width, height)) return 'square';
  return width > height ? 'landscape' : 'portrait';
}
