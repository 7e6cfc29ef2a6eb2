import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { UserError } from '../../base/error.ts';
import { readHead } from '../file-head.ts';
import type { LoadContext, TableFile } from '../raw.ts';
import type { ReadOptions } from './options.ts';
import { hasBom } from './text-file.ts';

/** How a text is written as bytes. */
type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin-1' | 'windows-1252';

/**
 * The file itself when it is UTF-8, else a copy in UTF-8 in the folder for temporary files. Unless
 * the encoding is given it is known by a byte order mark, or for UTF-16 by its zero bytes; all else
 * is taken for UTF-8, and `checkTextFile` finds out that it is not. Throws a `UserError`.
 */
export async function toUtf8(
  { temp, table, signal }: LoadContext,
  from: TableFile,
  given: ReadOptions['encoding'],
): Promise<TableFile> {
  const { bytes } = await readHead(from.file, 4096);
  const encoding = findEncoding(bytes, given, from.source);
  if (encoding === 'utf-8') return from;
  const file = join(temp, `${table}-utf8`);
  const decode = decoder(encoding, from.source);
  await pipeline(
    createReadStream(from.file, { highWaterMark: 1 << 20 }),
    async function* (pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) {
        signal?.throwIfAborted();
        yield decode(piece);
      }
      yield decode(undefined);
    },
    createWriteStream(file),
  );
  return { file, source: from.source };
}

function findEncoding(head: Buffer, given: ReadOptions['encoding'], source: string): Encoding {
  const mark = hasBom(head) ? 'utf-8' : markOfUtf16(head);
  if (mark !== undefined && given !== undefined && !mark.startsWith(given)) {
    throw new UserError(
      `The file begins with the byte order mark of ${mark}, and "encoding" is "${given}".`,
      {
        hint: 'Take "encoding" out: the mark says it.',
        at: { file: source },
        exitCode: 2,
      },
    );
  }
  if (mark !== undefined) return mark;
  if (given === 'utf-16') return zeroBytes(head) ?? 'utf-16le';
  return given ?? zeroBytes(head) ?? 'utf-8';
}

function markOfUtf16(head: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const mark = head.toString('hex', 0, 2);
  return mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : undefined;
}

/** UTF-16 that is mostly ASCII has a zero in every other byte. */
function zeroBytes(head: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const zeros = [0, 0];
  for (const [at, byte] of head.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (head.length < 4 || Math.min(even, odd) > 0 || Math.max(even, odd) <= head.length / 4) return undefined;
  return odd > 0 ? 'utf-16le' : 'utf-16be';
}

/** Decodes a text piece by piece; undefined is its end. */
function decoder(
  encoding: Exclude<Encoding, 'utf-8'>,
  source: string,
): (piece: Buffer | undefined) => string {
  if (encoding === 'latin-1') return (piece) => piece?.toString('latin1') ?? '';
  const strict = new TextDecoder(encoding, { fatal: true });
  const lenient = new TextDecoder(encoding);
  let line = 1;
  const linesOf = (text: string): number => text.split(/\r\n?|\n/).length - 1;
  return (piece) => {
    try {
      const text = strict.decode(piece, { stream: piece !== undefined });
      line += linesOf(text);
      return text;
    } catch (cause) {
      const before = lenient.decode(piece).split('\ufffd')[0] ?? '';
      throw new UserError(
        `The file is not ${encoding.toUpperCase()} throughout: half a character is there.`,
        {
          hint: 'It may be damaged or cut off: save it again as UTF-8.',
          at: { file: source, line: line + linesOf(before) },
          cause,
        },
      );
    }
  };
}
