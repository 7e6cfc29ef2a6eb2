import sharp from 'sharp';
import type { Grey } from '../../src/form/picture.ts';

/** A page of 1000 x 800 pixels, drawn in SVG: at 200 pixels to the inch some 13 x 10 cm. */
export async function page(svg: string, { width = 1000, height = 800, paper = '#fff' } = {}): Promise<Grey> {
  const { data, info } = await sharp(Buffer.from(drawing(svg, width, height, paper)))
    .flatten({ background: paper })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

export const drawing = (svg: string, width: number, height: number, paper: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" fill="${paper}"/>${svg}</svg>`;

export const text = (x: number, y: number, words: string, size = 28): string =>
  `<text x="${x}" y="${y}" font-family="DejaVu Sans" font-size="${size}">${words}</text>`;

export const box = (x: number, y: number, width: number, height: number, more = ''): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="none" stroke="#000" stroke-width="2" ${more}/>`;

export const line = (x0: number, y0: number, x1: number, y1: number, more = ''): string =>
  `<line x1="${x0}" y1="${y0}" x2="${x1}" y2="${y1}" stroke="#000" stroke-width="2" ${more}/>`;
