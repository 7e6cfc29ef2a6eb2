import type { Text } from '../en.ts';

/** Les données. */
export const dataset: Text['dataset'] = {
  tab: 'Tables',
  table: ['table', 'tables'],
  row: ['ligne', 'lignes'],
  column: ['colonne', 'colonnes'],
};
