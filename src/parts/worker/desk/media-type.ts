import { posix } from 'node:path';
import { type ImageFormat, imageFormats } from '../../../image/formats.ts';

/** What browsers show in a page. */
const shown: readonly ImageFormat[] = ['jpeg', 'png', 'webp', 'avif', 'gif', 'svg'];

/** The media type that a picture's name promises; bytes of no kind for all else. */
export function mediaType(name: string): string {
  const format = formatOf(name);
  if (format === undefined) return 'application/octet-stream';
  return format === 'svg' ? 'image/svg+xml' : `image/${format}`;
}

/** Whether browsers show it in a page. */
export function isShown(name: string): boolean {
  const format = formatOf(name);
  return format !== undefined && shown.includes(format);
}

/** The extensions of all pictures, for a file field. */
export const pictureExtensions = Object.values(imageFormats)
  .flatMap(({ extensions }) => extensions)
  .join(',');

function formatOf(name: string): ImageFormat | undefined {
  const extension = posix.extname(name).toLowerCase();
  const formats = Object.keys(imageFormats) as ImageFormat[];
  return formats.find((format) => imageFormats[format].extensions.includes(extension));
}
