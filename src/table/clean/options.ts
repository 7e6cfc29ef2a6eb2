import { z } from 'zod';

/** What is done to the values of a table before they are typed. */
export const cleanOptions = z.strictObject({});

export type CleanOptions = z.infer<typeof cleanOptions>;
