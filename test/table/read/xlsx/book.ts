import { once } from 'node:events';
import { ZipFile } from 'yazl';

/** The XML of a workbook's parts, as far as it is not that of a book with one sheet. */
export interface Book {
  /** The rows of each sheet: what is inside of `sheetData`, and after it. */
  sheets?: Record<string, string | { rows: string; after?: string; state?: string }>;
  /** What is inside of `sst`. */
  strings?: string;
  /** Number formats, as codes or as the numbers of those that are built in: styles 0, 1 ... */
  formats?: (string | number)[];
  date1904?: boolean;
}

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** An XLSX workbook of hand-written XML. */
export async function book({ sheets = {}, strings, formats = [0], date1904 = false }: Book): Promise<Buffer> {
  const list = Object.entries(sheets);
  const codes = formats.filter((format) => typeof format === 'string');
  const id = (format: string | number): number =>
    typeof format === 'number' ? format : 164 + codes.indexOf(format);
  const parts: Record<string, string> = {
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns:r="${office}"><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets>${list
      .map(([name, sheet], index) => {
        const state = typeof sheet === 'object' && sheet.state ? ` state="${sheet.state}"` : '';
        return `<sheet name="${name}" sheetId="${index + 1}"${state} r:id="rId${index + 1}"/>`;
      })
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...list.map((_, index): [string, string] => ['worksheet', `worksheets/sheet${index + 1}.xml`]),
      ['styles', 'styles.xml'],
      ['sharedStrings', 'sharedStrings.xml'],
    ]),
    'xl/styles.xml': `<styleSheet><numFmts>${codes
      .map((code) => `<numFmt numFmtId="${id(code)}" formatCode="${code.replaceAll('"', '&quot;')}"/>`)
      .join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${formats
      .map((format) => `<xf numFmtId="${id(format)}"/>`)
      .join('')}</cellXfs></styleSheet>`,
    ...(strings !== undefined && { 'xl/sharedStrings.xml': `<sst>${strings}</sst>` }),
  };
  for (const [index, [, sheet]] of list.entries()) {
    const { rows, after = '' } = typeof sheet === 'string' ? { rows: sheet } : sheet;
    parts[`xl/worksheets/sheet${index + 1}.xml`] =
      `<?xml version="1.0" encoding="UTF-8"?>\n<worksheet><sheetData>${rows}</sheetData>${after}</worksheet>`;
  }
  return await zipped(parts);
}

/** A ZIP of these parts. */
export async function zipped(parts: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), path);
  const pieces: Buffer[] = [];
  zip.outputStream.on('data', (piece: Buffer) => pieces.push(piece));
  zip.end();
  await once(zip.outputStream, 'end');
  return Buffer.concat(pieces);
}

/** Rows of cells in XML: numbers as they are, texts inline, and what begins with `<` as the cell itself. */
export function rowsXml(...rows: (string | number | null)[][]): string {
  return rows
    .map((cells, row) => {
      const xml = cells.map((cell, column) => cellXml(`${String.fromCharCode(65 + column)}${row + 1}`, cell));
      return `<row r="${row + 1}">${xml.join('')}</row>`;
    })
    .join('');
}

function cellXml(name: string, cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${name}"><v>${cell}</v></c>`;
  if (cell.startsWith('<c')) return cell.replace('<c', `<c r="${name}"`);
  return `<c r="${name}" t="inlineStr"><is><t>${cell}</t></is></c>`;
}

function relations(list: [type: string, target: string][]): string {
  return `<Relationships>${list
    .map(
      ([type, target], index) =>
        `<Relationship Id="rId${index + 1}" Type="${office}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;
}
