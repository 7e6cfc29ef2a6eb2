/** When a product sells more than at other times. */
export type Season = 'school' | 'gift' | 'office';

export interface Product {
  sku: string;
  name: string;
  category: string;
  /** In pence, this year. */
  price: number;
  /** In pence, last year; undefined for what was not sold then. */
  priceBefore: number | undefined;
  /** Sold since this day. */
  since: string;
  /** How often it is sold, beside the others. */
  demand: number;
  season: Season;
}

type Row = [
  name: string,
  price: number,
  priceBefore: number | undefined,
  since: string,
  demand: number,
  season: Season,
];

const catalogue: Record<string, { prefix: string; rows: Row[] }> = {
  Writing: {
    prefix: 'WR',
    rows: [
      ['Pencil HB, yellow', 60, 55, '2016-02-01', 100, 'school'],
      ['Pencils 2B, set of 4', 280, 260, '2016-02-01', 55, 'school'],
      ['Colour pencils, set of 12', 890, 850, '2017-05-15', 40, 'school'],
      ['Ballpoint pen, blue', 120, 110, '2016-02-01', 120, 'office'],
      ['Ballpoint pen, red', 120, 110, '2016-02-01', 60, 'office'],
      ['Gel pens, pastel, set of 5', 650, 620, '2021-08-02', 35, 'school'],
      ['Fountain pen, navy', 4800, 4500, '2018-11-05', 8, 'gift'],
      ['Highlighter, yellow', 150, 140, '2016-02-01', 70, 'office'],
      ['Highlighters, set of 4', 520, 490, '2019-03-11', 38, 'school'],
      ['Permanent marker, black', 220, 210, '2016-09-01', 42, 'office'],
      ['Whiteboard markers, set of 5', 780, 740, '2017-01-09', 30, 'office'],
    ],
  },
  Ink: {
    prefix: 'IN',
    rows: [
      ['Ink, midnight blue, 50 ml', 950, 900, '2018-11-05', 9, 'gift'],
      ['Ink, emerald, 50 ml', 950, 900, '2018-11-05', 6, 'gift'],
      ['Ink, burgundy, 50 ml', 950, undefined, '2026-01-12', 5, 'gift'],
    ],
  },
  Paper: {
    prefix: 'PA',
    rows: [
      ['Notebook A5, red', 1250, 1190, '2016-02-01', 34, 'gift'],
      ['Notebook A5, petrol', 1250, 1190, '2019-09-02', 30, 'gift'],
      ['Spiral pad A5', 380, 350, '2016-02-01', 66, 'school'],
      ['Copy paper A4, 500 sheets', 640, 560, '2016-02-01', 90, 'office'],
      ['Sticky notes, yellow', 240, 220, '2016-02-01', 75, 'office'],
      ['Sticky notes, 4 colours', 690, 650, '2020-04-20', 40, 'office'],
      ['Envelopes C6, kraft, 25', 480, 450, '2017-10-02', 28, 'office'],
      ['Envelopes, lined, 10', 720, 690, '2018-11-05', 18, 'gift'],
      ['Coloured card A4, 50 sheets', 860, 820, '2019-03-11', 22, 'school'],
      ['Wall planner 2026', 1490, 1450, '2025-10-01', 14, 'office'],
    ],
  },
  Desk: {
    prefix: 'DE',
    rows: [
      ['Stapler, red', 1390, 1290, '2016-02-01', 20, 'office'],
      ['Stapler, teal', 1390, 1290, '2018-06-04', 16, 'office'],
      ['Staples 24/6, 1000', 190, 170, '2016-02-01', 58, 'office'],
      ['Hole punch', 1150, 1090, '2016-02-01', 12, 'office'],
      ['Tape dispenser', 990, 940, '2016-09-01', 18, 'office'],
      ['Washi tape, set of 4', 850, 790, '2021-08-02', 26, 'gift'],
      ['Scissors, orange', 740, 690, '2016-02-01', 32, 'school'],
      ['Calculator', 1890, 1790, '2019-01-14', 9, 'school'],
      ['Ring binder A4', 450, 420, '2016-02-01', 44, 'office'],
      ['Desk tidy', 1690, 1590, '2020-11-02', 10, 'gift'],
      ['Clipboard', 620, 590, '2017-01-09', 15, 'office'],
      ['Rubber stamp, star', 1100, 1050, '2022-03-07', 7, 'gift'],
    ],
  },
  'School and craft': {
    prefix: 'SC',
    rows: [
      ['Ruler 30 cm, beech', 320, 300, '2016-02-01', 46, 'school'],
      ['Set square', 410, 390, '2016-02-01', 24, 'school'],
      ['Eraser, white', 130, 120, '2016-02-01', 80, 'school'],
      ['Eraser, pink', 110, 100, '2016-02-01', 48, 'school'],
      ['Pencil sharpener', 270, 250, '2016-02-01', 52, 'school'],
      ['Glue stick', 230, 210, '2016-02-01', 62, 'school'],
      ['Craft glue, 100 ml', 360, 340, '2017-05-15', 20, 'school'],
      ['Correction tape', 340, 320, '2018-06-04', 27, 'school'],
    ],
  },
  'Small things': {
    prefix: 'SM',
    rows: [
      ['Paper clips, 100', 180, 170, '2016-02-01', 54, 'office'],
      ['Binder clips, 3 sizes', 420, 390, '2017-01-09', 26, 'office'],
      ['Push pins, 50', 260, 240, '2016-02-01', 30, 'office'],
      ['Rubber bands, 60 g', 210, 200, '2016-09-01', 22, 'office'],
    ],
  },
};

/** All that the shop sells. */
export const products: Product[] = Object.entries(catalogue).flatMap(([category, { prefix, rows }]) =>
  rows.map(([name, price, priceBefore, since, demand, season], index) => {
    const sku = `${prefix}-${101 + index}`;
    return { sku, name, category, price, priceBefore, since, demand, season };
  }),
);

/** The name of a product as a file's: `ballpoint-pen-blue` for `Ballpoint pen, blue`. */
export const slug = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
