import { HTTPException } from 'hono/http-exception';
import { sha256 } from '../../../base/hash.ts';

/** Where to go on in the rows of a query; `key` is whatever makes the query another one. */
export function writeCursor(key: string, offset: number): string {
  return Buffer.from(`${offset}:${mark(key)}`).toString('base64url');
}

/** The place that a cursor stands for. Throws a 400 for what is none, or is one of another query. */
export function readCursor(key: string, cursor: string): number {
  const [, offset, found] = /^(\d{1,15}):(.*)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (offset === undefined)
    throw new HTTPException(400, {
      message: `"${cursor}" is no cursor; take it as it is from "next" of an answer.`,
    });
  if (found !== mark(key))
    throw new HTTPException(400, {
      message: 'This cursor is of another query; go on with the same conditions and order.',
    });
  return Number(offset);
}

function mark(key: string): string {
  return sha256(key).slice(0, 8);
}
