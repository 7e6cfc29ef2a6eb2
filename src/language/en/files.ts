import type { Noun } from '../noun.ts';

/** The files. */
export const files = {
  tab: 'Files',
  title: 'Files to download',
  file: ['file', 'files'] as Noun,
  summary: (files: string, size: string) => `${files}, ${size}`,
};
