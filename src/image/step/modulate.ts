import { z } from 'zod';
import { type Operation, place, sameSize } from './operation.ts';

/** The options of `modulate`. */
export const modulateSchema = z
  .strictObject({
    brightness: z.number().min(0).max(10).optional().describe('Lightness is multiplied by it. Default: 1.'),
    saturation: z.number().min(0).max(10).optional().describe('Chroma is multiplied by it. Default: 1.'),
    hue: z.int().min(-360).max(360).optional().describe('Degrees that the hue is turned by. Default: 0.'),
  })
  .refine((options) => Object.values(options).some((value) => value !== undefined), {
    when: ({ issues }) => issues.length === 0,
    error: 'A modulate needs a brightness, a saturation or a hue.',
  })
  .meta({ description: 'Changes lightness, chroma and hue, in CIE LCh.' });

export function modulate({
  brightness = 1,
  saturation = 1,
  hue = 0,
}: z.infer<typeof modulateSchema>): Operation {
  return {
    place: place.modulate,
    size: sameSize,
    apply: (pipeline) => pipeline.modulate({ brightness, saturation, hue }),
    alone: true,
  };
}
