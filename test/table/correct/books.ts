import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { openWorkbookZip } from '../../../src/table/workbook/zip.ts';

/** Writes an archive of these parts. */
export async function writeBook(file: string, parts: Record<string, string>): Promise<string> {
  const zip = new ZipFile();
  for (const [path, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), path);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
  return file;
}

/** All parts of an archive as texts. */
export async function readBook(file: string): Promise<Record<string, string>> {
  const zip = await openWorkbookZip({ file, source: file });
  const parts: Record<string, string> = {};
  for (const path of zip.parts.keys()) parts[path] = (await zip.read(path)).toString();
  await zip.close();
  return parts;
}
