import type { Text } from '../en.ts';

/** Le travail à la file. */
export const worker: Text['worker'] = {
  tab: 'Tâches',
  summary: (numbers, pictures) =>
    numbers && pictures ? 'Nombres et images' : pictures ? 'Images' : 'Nombres',
};
