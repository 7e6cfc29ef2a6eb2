import { z } from 'zod';
import type { Operation } from './operation.ts';

/** The options of `rotate`. */
export const rotateSchema = z
  .strictObject({
    angle: z
      .literal([90, 180, 270], { error: 'The angle is 90, 180 or 270.' })
      .describe('Degrees, clockwise: 90, 180 or 270.'),
  })
  .meta({
    description: 'Turns the picture. The orientation that a camera has noted is always applied before.',
  });

export function rotate({ angle }: z.infer<typeof rotateSchema>): Operation {
  return {
    place: 1,
    size: ({ width, height }) => (angle === 180 ? { width, height } : { width: height, height: width }),
    apply: (pipeline) => pipeline.rotate(angle),
  };
}
