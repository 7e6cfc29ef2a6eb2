import { z } from 'zod';

const opaque = '#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})|white|black';

/** A colour that covers: `#rrggbb`, `#rgb`, `white` or `black`. */
export const opaqueColour = z.string().regex(new RegExp(`^(?:${opaque})$`), {
  error: 'A colour here is written #rrggbb or #rgb, or is white or black.',
});

/** A colour that may let through what is behind it: also `#rrggbbaa` and `transparent`. */
export const colour = z.string().regex(new RegExp(`^(?:${opaque}|#[0-9a-fA-F]{8}|transparent)$`), {
  error: 'A colour is written #rrggbb, #rrggbbaa or #rgb, or is white, black or transparent.',
});

/** Red, green and blue from 0 to 255, alpha from 0 to 1. */
export interface Rgba {
  r: number;
  g: number;
  b: number;
  alpha: number;
}

/** The numbers of a colour that was checked. */
export function rgba(text: string): Rgba {
  // Transparent white: what is flattened later, as for JPEG, is flattened on white.
  if (text === 'transparent') return { r: 255, g: 255, b: 255, alpha: 0 };
  if (text === 'white') return { r: 255, g: 255, b: 255, alpha: 1 };
  if (text === 'black') return { r: 0, g: 0, b: 0, alpha: 1 };
  const digits = text.length === 4 ? text.replace(/[^#]/g, '$&$&') : text;
  const channel = (at: number) => Number.parseInt(digits.slice(at, at + 2), 16);
  const alpha = digits.length === 9 ? channel(7) / 255 : 1;
  return { r: channel(1), g: channel(3), b: channel(5), alpha };
}

/** What filling with a colour may bring into a picture. */
export function bringsIn({ r, g, b, alpha }: Rgba): { gray?: 'breaks'; transparent?: true } {
  const isGray = r === g && g === b;
  return { ...(!isGray && { gray: 'breaks' }), ...(alpha < 1 && { transparent: true }) };
}
