import { z } from 'zod';
import { bringsIn, colour, rgba } from './colour.ts';
import { type Operation, place, type Size, sameSize } from './operation.ts';

/** The options of `rotate`. */
export const rotateSchema = z
  .strictObject({
    angle: z
      .number({ error: 'The angle is a number of degrees, clockwise, from -360 to 360.' })
      .min(-360)
      .max(360)
      .refine((angle) => angle % 360 !== 0, {
        error: 'An angle of 0 or 360 turns nothing; leave the step out.',
      })
      .describe('Degrees, clockwise; below 0 counterclockwise.'),
    background: colour
      .optional()
      .describe(
        'Colour of the corners that come in, at angles that are not multiples of 90. Default: transparent.',
      ),
  })
  .superRefine(({ angle, background }, context) => {
    if (background === undefined || angle % 90 !== 0) return;
    const message = `Turned by ${angle} degrees a picture has no empty corners; leave out the background.`;
    context.addIssue({ code: 'custom', path: ['background'], message });
  })
  .meta({
    description: 'Turns the picture. The orientation that a camera has noted is always applied before.',
  });

/** Whole quarters are exact; other angles are bilinear, and the picture grows to hold its corners. */
export function rotate({ angle, background = 'transparent' }: z.infer<typeof rotateSchema>): Operation {
  if (angle % 90 !== 0) {
    return {
      size: (before) => turned(before, angle),
      map: (pixels, { from, pixels: done }) =>
        done(
          from(pixels)
            .pipelineColourspace('srgb')
            .rotate(angle, { background: rgba(background) }),
        ),
      ...bringsIn(rgba(background)),
    };
  }
  return {
    place: place.rotate,
    size: angle % 180 === 0 ? sameSize : ({ width, height }) => ({ width: height, height: width }),
    apply: (pipeline) => pipeline.rotate(angle),
  };
}

function turned({ width, height }: Size, angle: number): Size {
  const [sin, cos] = [
    Math.abs(Math.sin((angle * Math.PI) / 180)),
    Math.abs(Math.cos((angle * Math.PI) / 180)),
  ];
  return { width: Math.round(width * cos + height * sin), height: Math.round(width * sin + height * cos) };
}
