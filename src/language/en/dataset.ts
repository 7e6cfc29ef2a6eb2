import type { Noun } from '../en.ts';

/** The dataset. */
export const dataset = {
  tab: 'Tables',
  table: ['table', 'tables'] as Noun,
  row: ['row', 'rows'] as Noun,
  column: ['column', 'columns'] as Noun,
  found: {
    row: (table: string, number: number) => `${table}, row ${number}`,
    column: (table: string) => `column of ${table}`,
  },
};
