import { type Cell, writeXlsx } from 'hucre/xlsx';
import { everyKind } from '../fields/fields.ts';

export const layout = everyKind;

/** The headings, not in the order of the form, with a column that is nobody's and one that is misspelt. */
const head = [
  ...[
    'Remarks',
    'Name *',
    'Amont',
    'Date of birth',
    'Seen by',
    'E-mail',
    'telephone',
    'news',
    'Size',
    'Days',
    'Code',
  ],
];

const day = (iso: string) => new Date(`${iso}T00:00:00Z`);

const right = [
  [
    null,
    'Anna Ek',
    12.5,
    day('1990-12-31'),
    'KL',
    'anna@example.org',
    '+46 8 123 45',
    true,
    'Small',
    'Mon',
    '00A17',
  ],
  ['None', 'Bo Ek', 3, day('2001-02-03'), null, 'bo@example.org', '112', false, 'Large', 'Mon; Tue', 'AB'],
  [null, 'Cy Ek', null, null, 'KL', null, null, null, null, null, null],
];

/** Ten mistakes of ten kinds, by the cell; the others of their rows are right. */
export const planted: Record<
  string,
  { value: string | number | boolean; after?: unknown; message?: RegExp; proposal?: string }
> = {
  C5: { value: '12,5', after: 12.5 },
  D5: { value: '31/02/1990', message: /^There is no 31 February 1990/ },
  F6: { value: 'anna at example.org', message: /has an @/ },
  G6: { value: 'call me', message: /no part of a telephone number/ },
  H6: { value: 'oui', after: true },
  I7: { value: 'LARGE', after: 'Large' },
  I8: { value: 'Smal', message: /^Choose one of/, proposal: 'Small' },
  K8: { value: '1234567', message: /6 boxes/ },
  D9: { value: '3 March 1990', after: '1990-03-03' },
  B9: { value: '   ', message: /the form needs it/ },
};

/** A workbook with notes above the headings, a formula, a style, another sheet; and the ten mistakes in rows 5 to 9. */
export async function plantedBook(): Promise<Uint8Array> {
  const rows: (string | number | boolean | Date | null)[][] = [
    ['Registration 2026'],
    head,
    right[0] ?? [],
    right[1] ?? [],
    ...[0, 1, 0, 1, 0].map((one) => [...(right[one] ?? [])]),
    right[2] ?? [],
  ];
  for (const [cell, { value }] of Object.entries(planted)) {
    const row = rows[Number(cell.slice(1)) - 1];
    if (row) row[cell.charCodeAt(0) - 65] = value;
  }
  const cells = new Map<string, Partial<Cell>>([
    ['2,2', { formula: '10+2.5', formulaResult: 12.5, value: 12.5 }],
    ['1,0', { value: 'Remarks', style: { font: { bold: true } } }],
  ]);
  return writeXlsx({
    sheets: [
      { name: 'Notes', rows: [['Nothing of the form'], ['Name'], ['stays']] },
      {
        name: 'Answers',
        rows,
        cells,
        columns: head.map((_, at) => (at === 3 ? { numFmt: 'yyyy-mm-dd' } : {})),
      },
    ],
  });
}
