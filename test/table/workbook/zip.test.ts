import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { formatUserError, UserError } from '../../../src/base/error.ts';
import { readWorkbookSheets } from '../../../src/table/workbook/sheets.ts';
import { openWorkbookZip } from '../../../src/table/workbook/zip.ts';
import { tempFolder } from '../../support/temp.ts';

const book = () =>
  writeXlsx({
    sheets: [
      { name: 'Prices & more', rows: [['a'], [1]] },
      { name: 'Old', rows: [['b']], hidden: true },
    ],
  });

function from(content: Uint8Array) {
  const file = join(tempFolder(), 'book');
  writeFileSync(file, content);
  return { file, source: 'book.xlsx' };
}

/** What opening the file and reading one part of it says. */
async function fault(content: Uint8Array, part = 'xl/workbook.xml'): Promise<string> {
  try {
    const zip = await openWorkbookZip(from(content));
    try {
      await zip.read(part);
    } finally {
      await zip.close();
    }
  } catch (error) {
    if (error instanceof UserError) return formatUserError(error);
    throw error;
  }
  throw new Error('no problem');
}

async function zipped(parts: Record<string, Buffer>, options = {}): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, bytes] of Object.entries(parts)) zip.addBuffer(bytes, path, options);
  const pieces: Buffer[] = [];
  zip.outputStream.on('data', (piece: Buffer) => pieces.push(piece));
  zip.end();
  await once(zip.outputStream, 'end');
  return Buffer.concat(pieces);
}

const again = 'It may be damaged or cut off: open it in a spreadsheet and save it again as .xlsx.';

describe('the ZIP of a workbook', () => {
  it('lists its parts and its sheets', async () => {
    const file = from(await book());
    const zip = await openWorkbookZip(file);
    expect([...zip.parts.keys()]).toContain('xl/worksheets/sheet1.xml');
    const { path, sheets, epoch1904 } = await readWorkbookSheets(file, zip);
    expect({ path, sheets, epoch1904 }).toEqual({
      path: 'xl/workbook.xml',
      sheets: [
        { name: 'Prices & more', path: 'xl/worksheets/sheet1.xml', hidden: false },
        { name: 'Old', path: 'xl/worksheets/sheet2.xml', hidden: true },
      ],
      epoch1904: false,
    });
    await zip.close();
  });

  it('finds a part whose name has another case, and one behind a slash', async () => {
    const relation = (type: string, target: string) =>
      Buffer.from(
        `<Relationships><Relationship Id="r1" Type="x/${type}" Target="${target}"/></Relationships>`,
      );
    const bytes = await zipped({
      '_rels/.rels': relation('officeDocument', '/XL/Workbook.xml'),
      'xl/workbook.xml': Buffer.from(
        '<x:workbook><x:workbookPr date1904="1"/><x:sheet name="S" d:id="r1"/></x:workbook>',
      ),
      'xl/_rels/workbook.xml.rels': relation('worksheet', 'Worksheets/s.xml'),
      'xl/worksheets/s.xml': Buffer.from('<worksheet/>'),
    });
    const file = from(bytes);
    const zip = await openWorkbookZip(file);
    const { sheets, epoch1904 } = await readWorkbookSheets(file, zip);
    expect(sheets).toEqual([{ name: 'S', path: 'xl/worksheets/s.xml', hidden: false }]);
    expect(epoch1904).toBe(true);
    await zip.close();
  });

  it('can be closed while a part is read', async () => {
    const zip = await openWorkbookZip(from(await book()));
    const stream = await zip.stream('xl/workbook.xml');
    stream.destroy();
    await zip.close();
  });

  it('says what is wrong', async () => {
    const whole = Buffer.from(await book());
    const xml = whole.indexOf('xl/workbook.xml');
    const bent = Buffer.from(whole);
    bent.fill(0xff, xml + 'xl/workbook.xml'.length + 4, xml + 'xl/workbook.xml'.length + 24);
    expect(await fault(bent)).toMatch(/^book.xlsx: The workbook cannot be read: xl\/workbook.xml is damaged/);
    expect(await fault(whole.subarray(0, whole.length - 30))).toBe(
      `book.xlsx: The workbook cannot be read: its end is missing. ${again}`,
    );
    expect(await fault(whole, 'xl/none.xml')).toBe(
      `book.xlsx: The workbook cannot be read: it lacks xl/none.xml. ${again}`,
    );
    const bomb = await zipped({ 'xl/workbook.xml': Buffer.alloc(300e6) });
    expect(await fault(bomb)).toBe(
      'book.xlsx: The file unpacks to more than 500 times its size, as no table does. ' +
        'It may be made to exhaust memory: unpack and look at it yourself.',
    );
    // Its directory tells of little: the size lies 24 bytes into the entry.
    const liar = await zipped({ 'xl/workbook.xml': Buffer.alloc(1e6) });
    const entry = liar.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1'));
    liar.writeUInt32LE(10, entry + 24);
    expect(await fault(liar)).toBe(
      `book.xlsx: The workbook cannot be read: xl/workbook.xml is larger than it is said to be. ${again}`,
    );
    const locked = Buffer.from(whole);
    for (let at = locked.indexOf('PK\x01\x02'); at >= 0; at = locked.indexOf('PK\x01\x02', at + 1)) {
      locked.writeUInt16LE(locked.readUInt16LE(at + 8) | 1, at + 8);
    }
    expect(await fault(locked)).toBe(
      'book.xlsx: The workbook is protected with a password. Save it without the password.',
    );
  });
});
