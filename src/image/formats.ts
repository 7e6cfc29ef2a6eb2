import { posix } from 'node:path';
import { UserError } from '../base/error.ts';

/** The formats that pictures are read in, by sharp's names. */
export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif' | 'tiff' | 'svg';

/** What is fixed for a format. */
interface FormatFacts {
  /** As messages name it. */
  title: string;
  /** The extensions that mean it, lower case; new files get the first. */
  extensions: [string, ...string[]];
  /** The longest side, in pixels, that a file of it can have. */
  maxSide: number;
  /** Whether it can move. */
  animated?: true;
}

/** All formats that pictures are read in. */
export const imageFormats: Record<ImageFormat, FormatFacts> = {
  jpeg: { title: 'JPEG', extensions: ['.jpg', '.jpeg', '.jfif'], maxSide: 65_500 },
  png: { title: 'PNG', extensions: ['.png'], maxSide: 1_000_000 },
  webp: { title: 'WebP', extensions: ['.webp'], maxSide: 16_383, animated: true },
  avif: { title: 'AVIF', extensions: ['.avif'], maxSide: 16_384 },
  gif: { title: 'GIF', extensions: ['.gif'], maxSide: 65_535, animated: true },
  tiff: { title: 'TIFF', extensions: ['.tif', '.tiff'], maxSide: 1_000_000 },
  svg: { title: 'SVG', extensions: ['.svg'], maxSide: 32_767 },
};

/** Throws a `UserError` for a size that a file of a format cannot have. */
export function checkSide(
  { width, height }: { width: number; height: number },
  format: ImageFormat,
  name: string,
): void {
  const { title, maxSide } = imageFormats[format];
  if (Math.max(width, height) <= maxSide) return;
  throw new UserError(
    `The picture would be ${width} x ${height} pixels, and a ${title} picture has at most ${maxSide} a side.`,
    { hint: 'Add a resize step, or choose another format.', at: { file: name } },
  );
}

const byExtension = new Map<string, ImageFormat>();
for (const format of Object.keys(imageFormats) as ImageFormat[]) {
  for (const extension of imageFormats[format].extensions) byExtension.set(extension, format);
}

/**
 * The format that a file's extension promises (`.JPG`: `jpeg`), whatever is inside.
 * Throws a `UserError` with the list of extensions for any other.
 */
export function formatOfName(path: string): ImageFormat {
  const extension = posix.extname(path);
  const format = byExtension.get(extension.toLowerCase());
  if (format) return format;
  const allowed = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(byExtension.keys());
  const which = extension ? `with the extension ${extension}` : 'without an extension';
  throw new UserError(`A picture ${which} cannot be processed.`, {
    hint: `Pictures end in ${allowed}; pack other files with "files".`,
    at: { file: path },
  });
}
