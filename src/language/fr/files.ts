import type { Text } from '../en.ts';

/** Les fichiers. */
export const files: Text['files'] = {
  tab: 'Fichiers',
  file: ['fichier', 'fichiers'],
};
