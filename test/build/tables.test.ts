import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { buildReport, pathsBelow, writeFiles } from '../support/holdall.ts';
import { tempFolder } from '../support/temp.ts';

const rows = [
  ['id', 'name', 'amount', 'day'],
  ['001', ' Eva ', '1 234,56', '31.12.2024'],
  ['002', 'Bert', '2,5', '01.01.2025'],
  ['002', 'Bert', '2,5', '01.01.2025'],
  ['003', 'n/a', '-4', '02.01.2025'],
];

const clean = [
  { trim: {} },
  { nulls: { markers: ['n/a'] } },
  { numbers: { format: '1 234,56', columns: ['amount'] } },
  { dates: { format: 'DD.MM.YYYY', columns: ['day'] } },
  { dropDuplicates: {} },
  { compute: { column: 'double', value: 'amount * 2' } },
  { rename: { name: 'customer' } },
];

/** A spec with one table out of a workbook, of which data are published. */
async function specOf(changes: object = {}): Promise<string> {
  const folder = writeFiles(tempFolder(), {
    'spec.json': {
      name: 'shop',
      version: '1',
      targets: ['linux-x64'],
      tables: {
        orders: {
          from: 'orders.xlsx',
          clean,
          columns: { amount: { type: 'decimal', min: 0 } },
          onError: 'reject',
        },
      },
      publish: { to: 'out/', data: true },
      ...changes,
    },
  });
  writeFileSync(
    join(folder, 'orders.xlsx'),
    await writeXlsx({
      sheets: [
        { name: 'Orders', rows },
        { name: 'Other', rows: [['as it was']] },
      ],
    }),
  );
  return join(folder, 'spec.json');
}

const dataOf = (spec: string): string => join(spec, '../out/shop/1/data');

describe('published tables', () => {
  it('are the rows, what was done to them, and the corrected workbook', async () => {
    const spec = await specOf();
    const report = await buildReport([spec]);
    const data = dataOf(spec);
    const paths = [
      'orders.changes.csv',
      'orders.csv',
      'orders.original.xlsx',
      'orders.rejects.csv',
      'orders.xlsx',
    ];
    expect(pathsBelow(data)).toEqual(paths);
    expect(report.data).toMatchObject({ files: 5, uploaded: 5 });
    const original = readFileSync(join(data, 'orders.original.xlsx'));
    expect(original.equals(readFileSync(join(spec, '../orders.xlsx')))).toBe(true);
    expect(readFileSync(join(data, 'orders.csv'), 'utf8')).toBe(
      'id,customer,amount,day,double\r\n001,Eva,1234.56,2024-12-31,2469.12\r\n002,Bert,2.5,2025-01-01,5\r\n',
    );
    expect(readFileSync(join(data, 'orders.rejects.csv'), 'utf8')).toMatchInlineSnapshot(`
      "source,line,column,value,rule,reason
      orders.xlsx,5,amount,-4,min,is less than 0
      "
    `);
    expect(readFileSync(join(data, 'orders.changes.csv'), 'utf8')).toMatchInlineSnapshot(`
      "source,line,column,before,after,rule
      orders.xlsx,2,name, Eva ,Eva,trim
      orders.xlsx,2,amount,"1 234,56",1234.56,numbers
      orders.xlsx,2,day,31.12.2024,2024-12-31,dates
      orders.xlsx,3,amount,"2,5",2.5,numbers
      orders.xlsx,3,day,01.01.2025,2025-01-01,dates
      orders.xlsx,4,amount,"2,5",2.5,numbers
      orders.xlsx,4,day,01.01.2025,2025-01-01,dates
      orders.xlsx,4,,,,dropDuplicates
      orders.xlsx,5,name,n/a,,nulls
      orders.xlsx,5,day,02.01.2025,2025-01-02,dates
      "
    `);
    const { sheets } = await readXlsx(readFileSync(join(data, 'orders.xlsx')));
    expect(sheets.map(({ name }) => name)).toEqual(['Orders', 'Other', 'Rejects', 'Corrections']);
    expect(sheets[0]?.rows).toMatchInlineSnapshot(`
      [
        [
          "id",
          "name",
          "amount",
          "day",
        ],
        [
          "001",
          "Eva",
          1234.56,
          2024-12-31T00:00:00.000Z,
        ],
        [
          "002",
          "Bert",
          2.5,
          2025-01-01T00:00:00.000Z,
        ],
        [
          "002",
          "Bert",
          2.5,
          2025-01-01T00:00:00.000Z,
        ],
        [
          "003",
          null,
          "-4",
          2025-01-02T00:00:00.000Z,
        ],
      ]
    `);
    expect(await buildReport([spec])).toMatchObject({ status: 'unchanged', data: { files: 5, uploaded: 0 } });
  });

  it('come out of the cache when the publication is gone', async () => {
    const spec = await specOf();
    const cache = tempFolder();
    expect((await buildReport([spec, '--cache', cache])).worked.tables).toBe(true);
    const before = readFileSync(join(dataOf(spec), 'orders.xlsx'));
    rmSync(join(spec, '../out'), { recursive: true });
    expect((await buildReport([spec, '--cache', cache])).worked.tables).toBe(false);
    expect(readFileSync(join(dataOf(spec), 'orders.xlsx')).equals(before)).toBe(true);
  });
});
