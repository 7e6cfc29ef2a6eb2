import type { Text } from '../en.ts';

/** Les données. */
export const dataset: Text['dataset'] = {
  tab: 'Tables',
  table: ['table', 'tables'],
  row: ['ligne', 'lignes'],
  column: ['colonne', 'colonnes'],
  found: {
    row: (table: string, number: number) => `${table}, ligne ${number}`,
    column: (table: string) => `colonne de ${table}`,
  },
};
