import type { Text } from '../en.ts';

/** La galerie. */
export const gallery: Text['gallery'] = {
  tab: 'Galerie',
  picture: ['image', 'images'],
  set: ['série', 'séries'],
  summary: (pictures, sets) => `${pictures} en ${sets}`,
};
