import { z } from 'zod';
import { type Operation, place, sameSize } from './operation.ts';

/** The options of `grayscale`: there are none. */
export const grayscaleSchema = z
  .strictObject({})
  .meta({ description: 'Takes the colours away and keeps how light each is: the luminance of linear sRGB.' });

export function grayscale(): Operation {
  return {
    place: place.grayscale,
    size: sameSize,
    apply: (pipeline) => pipeline.grayscale(),
    gray: 'makes',
    // As plain pixels, gray pictures of sharp have no alpha channel.
    withAlpha: (pixels, { from, pixels: done }) => done(from(pixels).pipelineColourspace('b-w')),
  };
}
