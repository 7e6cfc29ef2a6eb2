import type { Text } from '../en.ts';

/** Les fichiers. */
export const files: Text['files'] = {
  tab: 'Fichiers',
  title: 'Fichiers à télécharger',
  file: ['fichier', 'fichiers'],
  summary: (files, size) => `${files}, ${size}`,
};
