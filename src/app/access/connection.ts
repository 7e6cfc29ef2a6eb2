import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

/** Node's own request and answer behind a request; none where it came without a socket. */
export function connectionOf(c: Context): Partial<HttpBindings> {
  return c.env ?? {};
}
