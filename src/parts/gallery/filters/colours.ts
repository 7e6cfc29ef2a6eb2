/** The named colours, in the order in which they are shown; `sample` is what stands for one on a page. */
export const colours = {
  red: '#d6322f',
  orange: '#f08a24',
  yellow: '#f5cf2e',
  green: '#3f9b47',
  teal: '#1f9a9a',
  blue: '#2f6fd6',
  purple: '#8247b8',
  pink: '#ee86b4',
  brown: '#84542c',
  black: '#1b1b1d',
  gray: '#8c8f94',
  white: '#ffffff',
} as const;

export type Colour = keyof typeof colours;

export const colourNames = Object.keys(colours) as Colour[];

/** A colour in OKLCh: lightness from 0 to 1, chroma from 0 to about 0.32, hue in degrees. */
export interface Oklch {
  lightness: number;
  chroma: number;
  hue: number;
}

/** From `#rrggbb`, by Björn Ottosson, "A perceptual color space for image processing" (2020). */
export function oklch(hex: string): Oklch {
  const byte = Number.parseInt(hex.slice(1), 16);
  const [r, g, b] = [linear(byte >> 16), linear((byte >> 8) & 255), linear(byte & 255)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const x = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const y = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(x, y),
    hue: ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360,
  };
}

/** The value of an sRGB byte in light, from 0 to 1. */
function linear(byte: number): number {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** Where a hue ends and the next one begins, in degrees of OKLCh. */
const HUES: [end: number, colour: Colour][] = [
  [10, 'pink'],
  [42, 'red'],
  [80, 'orange'],
  [118, 'yellow'],
  [168, 'green'],
  [222, 'teal'],
  [288, 'blue'],
  [335, 'purple'],
  [360, 'pink'],
];

/**
 * The name of a colour `#rrggbb`: black, white and gray by lightness and chroma, else by its hue. A
 * light tint is seen as one at less chroma than a dark one. A light red is pink; a dull dark orange,
 * yellow or red is brown.
 */
export function colourOf(hex: string): Colour {
  const { lightness, chroma, hue } = oklch(hex);
  if (lightness < 0.25) return 'black';
  if (chroma < (lightness > 0.8 ? 0.013 : 0.03)) return lightness > 0.93 ? 'white' : 'gray';
  const colour = HUES.find(([end]) => hue < end)?.[1] ?? 'pink';
  if (colour === 'pink' && lightness < 0.55) return 'red';
  if (colour === 'red' && lightness > 0.72) return 'pink';
  const isDull = lightness < 0.62 && chroma < (colour === 'red' ? 0.11 : 0.13);
  return isDull && (colour === 'red' || (hue > 42 && hue <= 95)) ? 'brown' : colour;
}
