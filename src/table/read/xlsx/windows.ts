import { isUtf8 } from 'node:buffer';
import { SheetFault } from './xml-bytes.ts';

/** An element that is larger than this is taken for damage. */
const maxElement = 256 * 2 ** 20;

/**
 * Cuts the bytes of an XML part into pieces that end behind a closing tag of the name (the last one
 * with what is left), and tells the length of the prefix that its elements have.
 */
export async function* windows(
  pieces: AsyncIterable<Buffer>,
  root: string,
  name: string,
): AsyncGenerator<{ bytes: Buffer; prefix: number }> {
  let pending: Buffer[] = [];
  let size = 0;
  let enough = 4096;
  let prefix: string | undefined;
  const take = (): Buffer => (pending.length === 1 && pending[0] ? pending[0] : Buffer.concat(pending));
  for await (const piece of pieces) {
    pending.push(piece);
    size += piece.length;
    if (size < enough) continue;
    if (size > maxElement) throw new SheetFault('a row is too large');
    const bytes = take();
    prefix ??= prefixOf(bytes, root);
    const closing = `</${prefix}${name}>`;
    const end = bytes.lastIndexOf(closing, undefined, 'latin1') + closing.length;
    const found = end >= closing.length;
    // What has no end yet is not looked through again before there is twice as much.
    enough = found ? 0 : 2 * size;
    pending = [found ? bytes.subarray(end) : bytes];
    size = pending[0]?.length ?? 0;
    if (found) yield { bytes: checked(bytes.subarray(0, end)), prefix: prefix.length };
  }
  const bytes = take();
  prefix ??= prefixOf(bytes, root);
  yield { bytes: checked(bytes), prefix: prefix.length };
}

function prefixOf(bytes: Buffer, root: string): string {
  const head = bytes.toString('latin1', 0, 64 * 1024);
  const found = new RegExp(`<([\\w.-]+:)?${root}[\\s/>]`).exec(head);
  if (!found) throw new SheetFault(`there is no <${root}> in it`);
  return found[1] ?? '';
}

function checked(bytes: Buffer): Buffer {
  if (!isUtf8(bytes)) throw new SheetFault('it is not UTF-8');
  return bytes;
}
