import { type Product, products, type Season } from './products.ts';
import { pickerOf, randomOf } from './random.ts';

const rowCount = 100_000;
const firstDay = Date.UTC(2025, 10, 1);
const dayCount = 365;

/** How much is sold in a month, beside the others; January first. */
const months: Record<Season, number[]> = {
  school: [1, 0.8, 0.7, 0.8, 0.7, 0.6, 0.7, 2.3, 2.2, 1.1, 0.9, 0.8],
  gift: [0.6, 0.8, 0.7, 0.8, 0.9, 0.8, 0.7, 0.7, 0.8, 0.9, 1.5, 3],
  office: [1.4, 1, 1.1, 1, 0.9, 0.9, 0.7, 0.7, 1.2, 1.1, 1, 0.7],
};

/** How much a shop sells on a weekday; Sunday first. */
const shops: { name: string; weekdays: number[] }[] = [
  { name: 'Market', weekdays: [0, 8, 7, 8, 8, 10, 17] },
  { name: 'Station', weekdays: [3, 7, 7, 7, 7, 8, 6] },
  { name: 'Harbour', weekdays: [0, 4, 4, 4, 4, 5, 8] },
  { name: 'Online', weekdays: [7, 6, 5, 5, 5, 4, 4] },
];

/** On these days only the online shop sells. */
const closed = new Set(['2025-12-25', '2025-12-26', '2026-01-01', '2026-04-03', '2026-04-06', '2026-05-01']);

const header = 'date,receipt,shop,sku,product,quantity,unit_price,total,payment,member';

/** A year of sales as CSV, 100,000 rows, one for each product on a receipt. */
export function salesFile(): string {
  const random = randomOf(1914);
  const lines = [header];
  let receipt = 100_000;
  for (const { date, month, open, rows } of daysOf(random)) {
    const sold = products.filter(({ since }) => since <= date);
    const pickProduct = pickerOf(sold, ({ demand, season }) => demand * (months[season][month] ?? 0));
    const pickShop = pickerOf(open, ({ sells }) => sells);
    for (let left = rows; left > 0; ) {
      receipt++;
      const shop = pickShop(random()).name;
      const payment = paymentOf(shop, random());
      const member = random() < 0.34 ? String(1000 + Math.floor(random() ** 2 * 2600)) : '';
      const bought = new Set<Product>();
      const most = Math.min(left, 1 + Math.floor(random() ** 2 * 5));
      while (bought.size < most) bought.add(pickProduct(random()));
      for (const product of bought) {
        const price = date < '2026-01-02' ? (product.priceBefore ?? product.price) : product.price;
        const quantity = quantityOf(product, payment, random());
        const { sku, name } = product;
        const quoted = name.includes(',') ? `"${name}"` : name;
        const amounts = `${quantity},${pounds(price)},${pounds(price * quantity)}`;
        lines.push(`${date},${receipt},${shop},${sku},${quoted},${amounts},${payment},${member}`);
      }
      left -= bought.size;
    }
  }
  return `${lines.join('\n')}\n`;
}

interface Day {
  date: string;
  /** From 0. */
  month: number;
  open: { name: string; sells: number }[];
  rows: number;
}

/** The days of the year, with rows shared out by season, weekday and weather. */
function daysOf(random: () => number): Day[] {
  const days = Array.from({ length: dayCount }, (_, index) => {
    const day = new Date(firstDay + index * 86_400_000);
    const date = day.toISOString().slice(0, 10);
    const month = day.getUTCMonth();
    const open = shops
      .map(({ name, weekdays }) => ({ name, sells: weekdays[day.getUTCDay()] ?? 0 }))
      // The online shop sells a third more at the end of the year than at its beginning.
      .map((shop) => (shop.name === 'Online' ? { ...shop, sells: shop.sells * (1 + index / 1000) } : shop))
      .filter(({ name, sells }) => sells > 0 && (name === 'Online' || !closed.has(date)));
    const season = products.reduce(
      (sum, product) => sum + product.demand * (months[product.season][month] ?? 0),
      0,
    );
    const weather = 0.85 + 0.3 * random();
    return { date, month, open, weight: season * weather * open.reduce((sum, { sells }) => sum + sells, 0) };
  });
  const total = days.reduce((sum, { weight }) => sum + weight, 0);
  // Rounded along the running sum, so that the rows add up.
  let [weighed, given] = [0, 0];
  return days.map(({ weight, ...day }) => {
    weighed += weight;
    const rows = Math.round((weighed / total) * rowCount) - given;
    given += rows;
    return { ...day, rows };
  });
}

function paymentOf(shop: string, random: number): string {
  if (shop === 'Online') return random < 0.85 ? 'card' : 'invoice';
  return random < 0.62 ? 'card' : random < 0.93 ? 'cash' : 'invoice';
}

/** Mostly one; firms, who pay by invoice, buy more of what they use up. */
function quantityOf({ price, season }: Product, payment: string, random: number): number {
  const most = payment === 'invoice' && season === 'office' ? 24 : price < 300 ? 6 : price < 1000 ? 3 : 2;
  return 1 + Math.floor(random ** 3 * most);
}

const pounds = (pence: number): string => (pence / 100).toFixed(2);
