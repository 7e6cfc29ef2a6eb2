import type { Noun } from '../en.ts';

/** The gallery. */
export const gallery = {
  tab: 'Gallery',
  picture: ['picture', 'pictures'] as Noun,
  set: ['set', 'sets'] as Noun,
  summary: (pictures: string, sets: string) => `${pictures} in ${sets}`,
};
