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
  /** Its MIME type. */
  mediaType: `image/${string}`;
  /** The longest side, in pixels, that a file of it can have. */
  maxSide: number;
  /** Whether it can move. */
  animated?: true;
}

/** All formats that pictures are read in. */
export const imageFormats: Record<ImageFormat, FormatFacts> = {
  jpeg: { title: 'JPEG', extensions: ['.jpg', '.jpeg', '.jfif'], mediaType: 'image/jpeg', maxSide: 65_500 },
  png: { title: 'PNG', extensions: ['.png'], mediaType: 'image/png', maxSide: 1_000_000 },
  webp: { title: 'WebP', extensions: ['.webp'], mediaType: 'image/webp', maxSide: 16_383, animated: true },
  avif: { title: 'AVIF', extensions: ['.avif'], mediaType: 'image/avif', maxSide: 16_384 },
  gif: { title: 'GIF', extensions: ['.gif'], mediaType: 'image/gif', maxSide: 65_535, animated: true },
  tiff: { title: 'TIFF', extensions: ['.tif', '.tiff'], mediaType: 'image/tiff', maxSide: 1_000_000 },
  svg: { title: 'SVG', extensions: ['.svg'], mediaType: 'image/svg+xml', maxSide: 32_767 },
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

/** The format that a file's extension promises (`.JPG`: `jpeg`), whatever is inside; undefined for any other. */
export function promisedFormat(path: string): ImageFormat | undefined {
  return byExtension.get(posix.extname(path).toLowerCase());
}

/** The MIME type that a picture's name promises; bytes of no kind for all else. */
export function mediaTypeOf(path: string): string {
  const format = promisedFormat(path);
  return format ? imageFormats[format].mediaType : 'application/octet-stream';
}

/** As `promisedFormat`, but throws a `UserError` with the list of extensions for any other. */
export function formatOfName(path: string): ImageFormat {
  const format = promisedFormat(path);
  if (format) return format;
  const extension = posix.extname(path);
  const allowed = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(byExtension.keys());
  const which = extension ? `with the extension ${extension}` : 'without an extension';
  throw new UserError(`A picture ${which} cannot be processed.`, {
    hint: `Pictures end in ${allowed}; pack other files with "files".`,
    at: { file: path },
  });
}
