import { type CellValue, writeXlsx } from 'hucre/xlsx';
import { products } from './products.ts';
import { randomOf } from './random.ts';

const customers = ['Abbey Primary School', 'Café Miró', 'Dr Okafor', "O'Neill & Sons", 'Town Hall'];

/** What is wrong with some of the orders, by their place in the list: they were typed by hand. */
const slips: Record<number, (order: Record<string, CellValue>) => Record<string, CellValue>> = {
  2: (order) => ({ ...order, customer: `  ${order['customer']} ` }),
  5: (order) => ({ ...order, sku: String(order['sku']).toLowerCase() }),
  9: (order) => ({ ...order, quantity: 'ten' }),
  13: (order) => ({ ...order, customer: 'Town  Hall' }),
  17: (order) => ({ ...order, ordered: '31.02.2026' }),
  21: (order) => ({ ...order, amount: 'n/a' }),
  24: (order) => ({ ...order, quantity: 0 }),
  28: (order) => ({ ...order, customer: null }),
  33: (order) => ({ ...order, sku: `${order['sku']} ` }),
};

/** Orders of customers with an account, as an Excel workbook in which people typed what they liked. */
export async function ordersFile(): Promise<Uint8Array> {
  const random = randomOf(417);
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const orders = Array.from({ length: 40 }, (_, n): Record<string, CellValue> => {
    const product = pick(products);
    const quantity = 5 * (1 + Math.floor(20 * random()));
    const order = {
      // With zeros in front, as the form has them.
      order: String(417 + n).padStart(6, '0'),
      ordered: `${String((n % 28) + 1).padStart(2, '0')}.${n < 28 ? '02' : '03'}.2026`,
      customer: pick(customers) ?? null,
      sku: product?.sku ?? null,
      quantity,
      amount: money(((product?.price ?? 0) * quantity) / 100),
    };
    return slips[n]?.(order) ?? order;
  });
  const twice = orders[11] ?? {};
  const empty = { order: null, ordered: null, customer: null, sku: null, quantity: null, amount: null };
  const rows = [...orders.slice(0, 30), twice, empty, ...orders.slice(30)];
  return writeXlsx({
    sheets: [
      {
        name: 'Orders',
        columns: [
          { header: 'order', key: 'order', width: 10 },
          { header: 'ordered', key: 'ordered', width: 12 },
          { header: 'customer', key: 'customer', width: 24 },
          { header: 'sku', key: 'sku', width: 10 },
          { header: 'quantity', key: 'quantity', width: 10 },
          { header: 'amount', key: 'amount', width: 12 },
        ],
        data: rows,
        freezePane: { rows: 1 },
      },
    ],
    properties: {
      title: 'Orders',
      creator: 'The Stationer',
      created: new Date('2026-03-13T09:00:00Z'),
      modified: new Date('2026-03-13T09:00:00Z'),
    },
  });
}

/** 1234.5 as `1 234,50`. */
function money(amount: number): string {
  const [whole = '', cents = ''] = amount.toFixed(2).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ' ')},${cents}`;
}
