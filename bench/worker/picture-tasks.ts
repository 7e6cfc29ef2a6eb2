import type { Sharp } from 'sharp';

/** What is done to each picture: by a worker's steps, and by sharp alone. */
export const picturePresets = {
  resize: {
    title: 'resize to 1600 wide',
    steps: [{ resize: { width: 1600 } }, { encode: { format: 'jpeg', quality: 80 } }],
    plain: (picture: Sharp) => picture.autoOrient().resize({ width: 1600 }).jpeg({ quality: 80 }),
  },
  grayscale: {
    title: 'grayscale',
    steps: [{ grayscale: {} }, { encode: { format: 'jpeg', quality: 80 } }],
    plain: (picture: Sharp) => picture.autoOrient().grayscale().jpeg({ quality: 80 }),
  },
  monochrome: {
    title: 'monochrome (sharp: `threshold`, which does not dither)',
    steps: [{ monochrome: {} }, { encode: { format: 'jpeg', quality: 80 } }],
    plain: (picture: Sharp) => picture.autoOrient().threshold(128).jpeg({ quality: 80 }),
  },
};

export type PictureTask = keyof typeof picturePresets;
