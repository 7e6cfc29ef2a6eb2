import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import type { Access } from './access.ts';

/** Tells browsers that scripts of some other origins may read the answers, and answers their question beforehand. */
export function withCors({ cors: origins }: Access): MiddlewareHandler {
  return cors({
    origin: origins.includes('*') ? '*' : [...origins],
    allowMethods: ['GET', 'HEAD', 'POST'],
    allowHeaders: ['accept', 'authorization', 'content-type', 'if-none-match', 'range'],
    exposeHeaders: ['content-disposition', 'content-range', 'etag', 'link'],
    maxAge: 86_400,
  });
}
