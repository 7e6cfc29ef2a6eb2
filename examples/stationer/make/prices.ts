import { type CellValue, writeXlsx } from 'hucre/xlsx';
import { products } from './products.ts';
import { randomOf } from './random.ts';

/** The price list as an Excel workbook: a sheet for each year. */
export async function pricesFile(): Promise<Uint8Array> {
  const random = randomOf(26);
  const sheet = (name: string, priceOf: (product: (typeof products)[number]) => number | undefined) => ({
    name,
    columns: [
      { header: 'sku', key: 'sku', width: 10 },
      { header: 'product', key: 'product', width: 32 },
      { header: 'category', key: 'category', width: 18 },
      { header: 'price', key: 'price', width: 10, numFmt: '0.00' },
      { header: 'stock', key: 'stock', width: 8, numFmt: '0' },
      { header: 'since', key: 'since', width: 12, numFmt: 'yyyy-mm-dd' },
    ],
    data: products.flatMap((product): Record<string, CellValue>[] => {
      const stock = Math.floor(product.demand * (1 + 5 * random()));
      const price = priceOf(product);
      if (price === undefined) return [];
      const { sku, name, category, since } = product;
      return [
        { sku, product: name, category, price: price / 100, stock, since: new Date(`${since}T00:00:00Z`) },
      ];
    }),
    freezePane: { rows: 1 },
  });
  return writeXlsx({
    sheets: [sheet('2026', ({ price }) => price), sheet('2025', ({ priceBefore }) => priceBefore)],
    properties: {
      title: 'Price list',
      creator: 'The Stationer',
      created: new Date('2026-01-02T09:00:00Z'),
      modified: new Date('2026-01-02T09:00:00Z'),
    },
  });
}
