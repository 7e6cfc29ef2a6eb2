import { z } from 'zod';
import type { ImageSteps } from './steps.ts';

// Stands in for what `limits.ts` and `steps.ts` will export; to be removed when they do.

const limit = (description: string) => z.number().positive().optional().describe(description);

export const imageLimitsSchema = z.strictObject({
  megapixels: limit('Width times height in millions, before the steps and after. Default: 50.'),
  frames: limit('Frames of an animated picture. Default: 100.'),
  seconds: limit('Time for one picture. Default: 30.'),
  megabytes: limit('Memory for one picture. Default: 1024.'),
});

export const assetsIn = (_steps: ImageSteps): string[] => [];
