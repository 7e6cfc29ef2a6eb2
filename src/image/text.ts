import type { Sharp } from 'sharp';
import { UserError } from '../base/error.ts';
import { imageEngine } from './engine.ts';
import type { Size } from './step/operation.ts';

/** Dots per inch that a text is measured at. */
const measuring = 720;

/**
 * A text in the sans-serif font of the machine, in a colour (`#rrggbb`), as large as fits into a
 * size. Throws a `UserError` without a place where the machine has no font for it.
 */
export async function drawnText(text: string, colour: string, { width, height }: Size): Promise<Sharp> {
  const sharp = await imageEngine();
  const escaped = text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  const markup = `<span foreground="${colour}">${escaped}</span>`;
  const at = (dpi: number) =>
    sharp({ text: { text: markup, font: 'sans', rgba: true, dpi }, limitInputPixels: false });
  const { data, info } = await at(measuring)
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((thrown: unknown) => {
      throw noFont(text, thrown);
    });
  if (!data.some((_, index) => index % 4 === 3 && data[index] !== 0)) throw noFont(text);
  const scale = Math.min(width / info.width, height / info.height);
  const drawn = at(Math.max(1, Math.round(measuring * scale)));
  return drawn.resize({ width, height, fit: 'inside' });
}

function noFont(text: string, cause?: unknown): UserError {
  return new UserError(`The text "${text}" of a watermark comes out empty: no font here can write it.`, {
    hint: 'Install a font, such as Debian\'s "fonts-dejavu-core", or use a picture as the watermark.',
    cause,
  });
}
