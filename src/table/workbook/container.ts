import { createReadStream } from 'node:fs';
import { UserError } from '../../base/error.ts';
import { readHead } from '../file-head.ts';
import type { TableFile } from '../raw.ts';

/**
 * Throws a `UserError` unless the file is a ZIP, as workbooks are. In the container of old Office
 * files lies an old workbook or an encrypted one.
 */
export async function checkContainer({ file, source }: TableFile): Promise<void> {
  const at = { file: source };
  const { bytes } = await readHead(file, 512);
  if (bytes.length === 0) {
    throw new UserError('The file is empty.', { hint: 'Save the workbook again as .xlsx.', at });
  }
  const start = bytes.toString('hex', 0, 4);
  if (start === 'd0cf11e0') {
    if (await includes(file, Buffer.from('EncryptedPackage', 'utf16le'))) {
      throw new UserError('The workbook is protected with a password.', {
        hint: 'Save it without the password.',
        at,
      });
    }
    throw new UserError('The file is an old Excel workbook (.xls), not XLSX.', {
      hint: 'Open it in a spreadsheet and save it as .xlsx.',
      at,
    });
  }
  if (/^\s*<(!doctype html|html|table|meta)\b/i.test(bytes.toString('latin1').replace(/^ï»¿/, ''))) {
    throw new UserError('The file is an HTML page, not XLSX.', {
      hint: 'Open it in a spreadsheet and save it as .xlsx.',
      at,
    });
  }
  if (start !== '504b0304' && start !== '504b0506') {
    throw new UserError('The file is not an XLSX workbook.', {
      hint: 'Save it as .xlsx, or give it the extension of what it is.',
      at,
    });
  }
}

/** Whether the bytes occur in the file. */
async function includes(file: string, bytes: Buffer): Promise<boolean> {
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    const together = Buffer.concat([rest, chunk]);
    if (together.includes(bytes)) return true;
    rest = together.subarray(-bytes.length);
  }
  return false;
}
