import { createRequire } from 'node:module';
import type Sharp from 'sharp';

const require = createRequire(import.meta.url);

/**
 * sharp, loaded when it is first called and not with the file that imports this: the action has its
 * native packages only once they are installed.
 */
export const sharp = ((...given: Parameters<typeof Sharp>) => {
  const loaded: typeof Sharp = require('sharp');
  // A page is worked on once: what libvips would keep of it is only memory lost.
  loaded.cache(false);
  return loaded(...given);
}) as (...given: Parameters<typeof Sharp>) => ReturnType<typeof Sharp>;
