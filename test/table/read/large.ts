/**
 * Makes large tables, and measures reading one: time, processor time and the most memory.
 *
 *     node test/table/read/large.ts make xlsx 1000000 FILE      also csv
 *     node test/table/read/large.ts read FILE
 */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { ZipFile } from 'yazl';
import { withDuck } from '../../../src/table/duckdb.ts';
import { readTable } from '../../../src/table/read/read.ts';

/** The columns of a large table: an id, a date, two texts of few and of many values, an integer, a price, a boolean. */
const header = ['id', 'date', 'shop', 'product', 'amount', 'price', 'paid'];
const shops = 50;
const products = 5000;

/** Rows of `header`'s values, the same for the same number. */
function* rows(count: number): Generator<[number, number, number, number, number, number, boolean]> {
  let state = 42;
  const random = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (let id = 1; id <= count; id++) {
    const [day, shop, product] = [random() * 1500, random() * shops, random() * products].map(Math.floor);
    const price = Math.floor(random() * 100_000) / 100;
    yield [id, day ?? 0, shop ?? 0, product ?? 0, Math.floor(random() * 100), price, random() < 0.5];
  }
}

function* csv(count: number): Generator<string> {
  let text = `${header.join()}\n`;
  for (const [id, day, shop, product, amount, price, paid] of rows(count)) {
    const date = new Date(Date.UTC(2020, 0, 1) + day * 864e5).toISOString().slice(0, 10);
    text += `${id},${date},Shop ${shop},product number ${product},${amount},${price.toFixed(2)},${paid}\n`;
    if (text.length < 1 << 20) continue;
    yield text;
    text = '';
  }
  yield text;
}

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

function* sheet(count: number): Generator<string> {
  const cells = header.map(
    (name, index) => `<c r="${'ABCDEFG'[index]}1" t="inlineStr"><is><t>${name}</t></is></c>`,
  );
  let text = `<?xml version="1.0" encoding="UTF-8"?>\n<worksheet ${main}><sheetData><row r="1">${cells.join('')}</row>`;
  for (const [id, day, shop, product, amount, price, paid] of rows(count)) {
    const r = id + 1;
    text +=
      `<row r="${r}" spans="1:7"><c r="A${r}"><v>${id}</v></c><c r="B${r}" s="1"><v>${43_831 + day}</v></c>` +
      `<c r="C${r}" t="s"><v>${shop}</v></c><c r="D${r}" t="s"><v>${shops + product}</v></c>` +
      `<c r="E${r}"><v>${amount}</v></c><c r="F${r}"><v>${price}</v></c><c r="G${r}" t="b"><v>${paid ? 1 : 0}</v></c></row>`;
    if (text.length < 1 << 20) continue;
    yield text;
    text = '';
  }
  yield `${text}</sheetData></worksheet>`;
}

/** A workbook as spreadsheets write it, with shared strings and one style for dates. */
export function largeXlsx(count: number): NodeJS.ReadableStream {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relations = (...list: [string, string][]): string =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list
      .map(
        ([type, target], index) =>
          `<Relationship Id="rId${index + 1}" Type="${office}/${type}" Target="${target}"/>`,
      )
      .join('')}</Relationships>`;
  const strings = [
    ...Array.from({ length: shops }, (_, index) => `Shop ${index}`),
    ...Array.from({ length: products }, (_, index) => `product number ${index}`),
  ];
  const zip = new ZipFile();
  const add = (path: string, text: string): void => zip.addBuffer(Buffer.from(text), path);
  add('_rels/.rels', relations(['officeDocument', 'xl/workbook.xml']));
  add(
    'xl/workbook.xml',
    `<workbook ${main} xmlns:r="${office}"><sheets><sheet name="Sales" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  );
  add(
    'xl/_rels/workbook.xml.rels',
    relations(
      ['worksheet', 'worksheets/sheet1.xml'],
      ['sharedStrings', 'sharedStrings.xml'],
      ['styles', 'styles.xml'],
    ),
  );
  add(
    'xl/styles.xml',
    `<styleSheet ${main}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
  );
  add(
    'xl/sharedStrings.xml',
    `<sst ${main}>${strings.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
  );
  zip.addReadStream(Readable.from(sheet(count)), 'xl/worksheets/sheet1.xml', { compressionLevel: 6 });
  zip.end();
  return zip.outputStream;
}

/** A CSV text with the same values. */
export function largeCsv(count: number): NodeJS.ReadableStream {
  return Readable.from(csv(count));
}

async function measure(file: string): Promise<void> {
  const temp = await mkdtemp(join(tmpdir(), 'holdall-large-'));
  try {
    const start = performance.now();
    await withDuck(temp, undefined, async (duck) => {
      const context = { duck, table: 't', temp, signal: undefined };
      const { rows, columns } = await readTable(context, [{ file, source: file }], {});
      console.log(`${rows} rows, ${columns.length} columns`);
    });
    const { user, system } = process.cpuUsage();
    const seconds = (performance.now() - start) / 1000;
    const { maxRSS } = process.resourceUsage();
    console.log(
      `${seconds.toFixed(2)} s, ${((user + system) / 1e6).toFixed(2)} s of processors, ${Math.round(maxRSS / 1024)} MB`,
    );
  } finally {
    await rm(temp, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , action, ...rest] = process.argv;
  if (action === 'make') {
    const [format, count, file = ''] = rest;
    const make = format === 'xlsx' ? largeXlsx : largeCsv;
    await pipeline(make(Number(count)), createWriteStream(file));
  } else await measure(rest[0] ?? '');
}
