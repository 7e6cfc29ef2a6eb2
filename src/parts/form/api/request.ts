import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';

/** Data that is another one each time. */
export function json(c: Context, data: object, status: 200 | 201 = 200): Response {
  return c.json(data, status, { 'cache-control': 'no-store' });
}

/** An RFC 9457 answer with more in it than a sentence. */
export function problem(status: 409 | 422, title: string, detail: string, more: object): Response {
  return new Response(JSON.stringify({ type: 'about:blank', title, status, detail, ...more }), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  });
}

/** The object that was sent as JSON. Throws a 400 for anything else. */
export async function objectOf(c: Context): Promise<Record<string, unknown>> {
  const body: unknown = await c.req.json().catch(() => undefined);
  if (isObject(body)) return body;
  throw new HTTPException(400, { message: 'The body of the request is a JSON object.' });
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A whole number of the address. Throws a 400 for what is none, or too small or large. */
export function numberIn(
  c: Context,
  name: string,
  { usual, least, most }: { usual?: number; least: number; most: number },
): number {
  const text = c.req.query(name);
  if (text === undefined && usual !== undefined) return usual;
  const number = /^\d{1,12}$/.test(text ?? '') ? Number(text) : -1;
  if (number >= least && number <= most) return number;
  throw new HTTPException(400, {
    message: `"${name}" is a whole number from ${least} to ${most}, not "${(text ?? '').slice(0, 40)}".`,
  });
}
