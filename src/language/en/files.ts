import type { Noun } from '../en.ts';

/** The files. */
export const files = {
  tab: 'Files',
  file: ['file', 'files'] as Noun,
};
