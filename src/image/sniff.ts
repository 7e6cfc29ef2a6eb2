import { isUtf8 } from 'node:buffer';
import type { ImageFormat } from './formats.ts';

/** What a file is by its first bytes: a format that is read here, or what else it looks like. */
export type Sniffed = { format: ImageFormat } | { looksLike: string };

/** How many of a file's first bytes `sniff` looks at. */
export const headLength = 4096;

const magics: [magic: string, at: number, sniffed: Sniffed][] = [
  ['\xff\xd8\xff', 0, { format: 'jpeg' }],
  ['\x89PNG\r\n\x1a\n', 0, { format: 'png' }],
  ['WEBP', 8, { format: 'webp' }],
  ['GIF87a', 0, { format: 'gif' }],
  ['GIF89a', 0, { format: 'gif' }],
  ['II*\0', 0, { format: 'tiff' }],
  ['MM\0*', 0, { format: 'tiff' }],
  ['II+\0', 0, { format: 'tiff' }],
  ['MM\0+', 0, { format: 'tiff' }],
  ['BM', 0, { looksLike: 'a BMP picture' }],
  ['\0\0\x01\0', 0, { looksLike: 'a Windows icon' }],
  ['8BPS', 0, { looksLike: 'a Photoshop file' }],
  ['\xff\x0a', 0, { looksLike: 'a JPEG XL picture' }],
  ['%PDF', 0, { looksLike: 'a PDF document' }],
  ['PK\x03\x04', 0, { looksLike: 'a ZIP archive' }],
  ['\x1f\x8b', 0, { looksLike: 'a gzipped file' }],
  ['version https://git-lfs', 0, { looksLike: 'a Git LFS pointer (`git lfs pull` fetches the picture)' }],
];

/** Says what a file is by its bytes, whatever it is called. */
export function sniff(bytes: Buffer): Sniffed {
  const head = bytes.subarray(0, headLength);
  const characters = head.toString('latin1');
  if (characters.startsWith('ftyp', 4)) return sniffBrands(characters.slice(8, 64));
  const found = magics.find(([magic, at]) => characters.startsWith(magic, at));
  return found?.[2] ?? sniffText(head);
}

/** AVIF, HEIC and MP4 are one container: the brands at its beginning tell them apart. */
function sniffBrands(brands: string): Sniffed {
  if (/avif|avis/.test(brands)) return { format: 'avif' };
  if (/hei[cxms]|mif1/.test(brands)) return { looksLike: 'an HEIC picture, as iPhones take them' };
  return { looksLike: 'a video' };
}

function sniffText(head: Buffer): Sniffed {
  const text = head.toString('utf8');
  if (/^\ufeff?\s*<(!doctype html|html)/i.test(text)) return { looksLike: 'a web page' };
  if (/<svg[\s>]/.test(text) && /^\ufeff?\s*</.test(text)) return { format: 'svg' };
  // The cut at the end of the head may have split a character.
  const isText = [0, 1, 2, 3].some((cut) => isUtf8(head.subarray(0, head.length - cut)));
  if (!isText || head.includes(0)) return { looksLike: 'unknown data' };
  return { looksLike: 'text' };
}
