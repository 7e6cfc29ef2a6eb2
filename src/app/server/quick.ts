import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Access, refusalOf } from '../access/access.ts';
import { bringsToken } from '../access/token.ts';
import type { AppPart } from '../app.ts';
import type { Tagger } from './conditional.ts';
import { count, type Metrics } from './metrics.ts';

/**
 * Answers what programs ask for by the thousand: JSON that a part has at hand for an address, sent
 * before anything is made of the request. Returns false where that is not so, and for everything out
 * of the ordinary (strangers, other origins, a token in the address): then the server looks at it
 * as at any other request.
 */
export function makeQuick(
  parts: readonly AppPart[],
  options: { access: Access; metrics: Metrics; tag: Tagger },
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const { access, metrics, tag } = options;
  const answers = parts.flatMap(({ name, quick }) => (quick ? [{ quick, route: `${name} (quick)` }] : []));
  if (answers.length === 0) return () => false;
  return (request, response) => {
    const { method, url } = request;
    if ((method !== 'GET' && method !== 'HEAD') || url === undefined) return false;
    const begin = performance.now();
    const { headers } = request;
    if (headers.origin !== undefined || headers.host === undefined) return false;
    const visitor = { address: request.socket.remoteAddress, host: headers.host, origin: undefined };
    if (refusalOf(visitor, access) !== undefined) return false;
    if (access.token) {
      const { authorization, cookie } = headers;
      if (url.includes('token=') || !bringsToken(access.token, { authorization, cookie })) return false;
    }
    for (const { quick, route } of answers) {
      const body = attempt(quick, url);
      if (body === undefined) continue;
      const etag = tag(url);
      const status = headers['if-none-match'] === etag ? 304 : 200;
      response.writeHead(status, [
        'content-type',
        'application/json',
        'content-length',
        String(typeof body === 'string' ? Buffer.byteLength(body) : body.length),
        'etag',
        etag,
        'cache-control',
        'no-cache',
        'x-content-type-options',
        'nosniff',
        'cross-origin-resource-policy',
        'same-origin',
      ]);
      response.end(status === 304 ? undefined : body);
      count(metrics.series(method, route, status), (performance.now() - begin) / 1000);
      return true;
    }
    return false;
  };
}

/** What a part says at once; where it fails, the ordinary way tells why. */
function attempt(quick: NonNullable<AppPart['quick']>, address: string): string | Uint8Array | undefined {
  try {
    return quick(address);
  } catch {
    return undefined;
  }
}
