import { Readable } from 'node:stream';
import { getMimeType } from 'hono/utils/mime';
import { bodyOf } from '../../base/body.ts';
import type { Payload } from '../../payload/payload.ts';

/** A file as it is answered to a browser. */
export interface Sendable {
  /** The name that its type is told by. */
  name: string;
  size: number;
  /** A hash of the content: the strong ETag. */
  hash: string;
  /** The bytes, or a range of them (both ends are included). */
  body(range?: Range): Readable | Uint8Array<ArrayBuffer>;
}

interface Range {
  start: number;
  end: number;
}

/** A file of the payload as something to send; `hash` is the one that the manifest has for it. */
export function sendableOf(payload: Payload, path: string, hash: string | undefined): Sendable | undefined {
  const file = payload.files.get(path);
  if (!file) return undefined;
  return {
    name: path,
    size: file.size,
    hash: hash ?? `${file.size.toString(16)}-${file.crc32.toString(16)}`,
    body: (range) => payload.stream(path, range),
  };
}

/**
 * Answers with a file: ETag and 304, one range and 206, 416 for a range outside, HEAD without a body.
 * Where the address carries the file's hash (`?v=` and its first 16 digits), browsers may keep it for good.
 */
export function send(request: Request, file: Sendable): Response {
  const etag = `"${file.hash}"`;
  const isPinned = new URL(request.url).searchParams.get('v') === file.hash.slice(0, 16);
  const headers = new Headers({
    'content-type': getMimeType(file.name) ?? 'application/octet-stream',
    'accept-ranges': 'bytes',
    'cache-control': isPinned ? 'private, max-age=31536000, immutable' : 'no-cache',
    etag,
  });

  if (matches(request.headers.get('if-none-match'), etag))
    return new Response(null, { status: 304, headers });

  const ifRange = request.headers.get('if-range');
  const asked = ifRange === null || ifRange === etag ? request.headers.get('range') : null;
  const range = asked === null ? undefined : readRange(asked, file.size);
  if (range === 'outside') {
    headers.set('content-range', `bytes */${file.size}`);
    return new Response(null, { status: 416, headers });
  }

  headers.set('content-length', String(range ? range.end - range.start + 1 : file.size));
  if (range) headers.set('content-range', `bytes ${range.start}-${range.end}/${file.size}`);
  const status = range ? 206 : 200;
  if (request.method === 'HEAD') return new Response(null, { status, headers });
  const body = file.body(range);
  return new Response(body instanceof Readable ? bodyOf(body) : body, { status, headers });
}

/** If-None-Match: a list of ETags, each perhaps marked weak, or `*`. */
function matches(header: string | null, etag: string): boolean {
  if (header === null) return false;
  return header.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag);
}

/**
 * One range of a `Range` header. Undefined where the whole file is the answer: another unit, several
 * ranges, no sense in it (RFC 9110, 14.2).
 */
function readRange(header: string, size: number): Range | 'outside' | undefined {
  const found = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(header);
  if (!found) return undefined;
  const [, first = '', last = ''] = found;
  if (first === '' && last === '') return undefined;
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'outside' : { start: size - length, end: size - 1 };
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < start) return undefined;
  return start >= size ? 'outside' : { start, end };
}
