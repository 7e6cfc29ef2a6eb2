import { type ImageFormat, imageFormats, promisedFormat } from '../../../image/formats.ts';

/** What browsers show in a page. */
const shown: readonly ImageFormat[] = ['jpeg', 'png', 'webp', 'avif', 'gif', 'svg'];

/** Whether browsers show it in a page. */
export function isShown(name: string): boolean {
  const format = promisedFormat(name);
  return format !== undefined && shown.includes(format);
}

/** The extensions of all pictures, for a file field. */
export const pictureExtensions = Object.values(imageFormats)
  .flatMap(({ extensions }) => extensions)
  .join(',');
