import { crc32 } from 'node:zlib';
import type { MiddlewareHandler } from 'hono';
import { sha256 } from '../../base/hash.ts';
import type { Manifest } from '../../payload/manifest.ts';
import { readerFor, themeFor } from '../pages/reader.ts';

/** Gives the weak ETag of an answer: by its address, and what else it depends on. */
export type Tagger = (address: string, variant?: string) => string;

/**
 * ETags without looking at answers: what is packed never changes while the app runs, so an address
 * has one answer for each language, appearance and kind that may be asked for.
 */
export function makeTagger({ content, holdall }: Manifest): Tagger {
  const seed = sha256(`${holdall} ${content}`).slice(0, 16);
  return (address, variant) => {
    const check = crc32(address, variant === undefined ? 0 : crc32(variant));
    return `W/"${seed}-${check.toString(16)}"`;
  };
}

/**
 * Answers with a 304 whoever has the answer already, before anything is done for it, and gives all
 * others its ETag. An answer that has an ETag of its own keeps it; one that must not be kept says so
 * by `cache-control: no-store`, and gets none. So do failures.
 */
export function conditional(tag: Tagger): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return next();
    const { pathname, search } = new URL(c.req.url);
    const request = c.req.raw;
    const accept = request.headers.get('accept') ?? '';
    const etag = tag(pathname + search, `${readerFor(request).language} ${themeFor(request)} ${accept}`);
    if (hasTag(request.headers.get('if-none-match'), etag)) {
      c.header('vary', VARY);
      c.header('cache-control', 'no-cache');
      c.header('etag', etag);
      return c.body(null, 304);
    }
    await next();
    const { headers, status } = c.res;
    if (status !== 200 || headers.has('etag') || /\bno-store\b/.test(headers.get('cache-control') ?? ''))
      return;
    headers.set('etag', etag);
    if (!headers.has('vary')) headers.set('vary', VARY);
    if (!headers.has('cache-control')) headers.set('cache-control', 'no-cache');
  };
}

const VARY = 'accept, accept-language, cookie';

/** Whether an `If-None-Match` header lists the ETag. */
function hasTag(header: string | null, etag: string): boolean {
  return header?.split(',').some((one) => one.trim() === etag) ?? false;
}
