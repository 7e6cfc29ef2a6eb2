import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { type Context, Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { bodyOf } from '../../../base/body.ts';
import { mediaTypeOf } from '../../../image/formats.ts';
import { attachment } from '../../download.ts';
import { cannotBe, notFound } from '../../unknown.ts';
import type { Desk } from '../desk/desk.ts';
import { askAsSent } from '../desk/numbers.ts';
import { findPicture, listPictures, type Made, pictureAddress, processUpload } from '../desk/pictures.ts';
import { type Side, sides, type WorkerSpec } from '../settings.ts';
import { statusOf } from './status.ts';

/** Seconds to wait for an answer. */
export const timeouts = { usual: 60, most: 600 };

/** How many pictures are listed. */
export const listed = { usual: 100, most: 1000 };

/** Every answer is another one each time. */
const NO_STORE = { 'cache-control': 'no-store' };

/** `/api/worker`: how things stand, and jobs for programs. */
export function workerApi(desk: Desk, spec: WorkerSpec): Hono {
  const api = new Hono().get('/worker', async (c) => c.json(await statusOf(desk, spec), 200, NO_STORE));
  if (spec.numbers) api.post('/worker/numbers', (c) => numbers(c, desk));
  if (!spec.images) return api;
  const { presets } = spec.images;
  return api
    .post('/worker/images/:name{.+}', (c) => image(c, desk, Object.keys(presets)))
    .get('/worker/pictures/:side', (c) => list(c, desk))
    .get('/worker/pictures/:side/:name{.+}', (c) => picture(c, desk));
}

async function numbers(c: Context, desk: Desk): Promise<Response> {
  const { form, body, ms } = await askAsSent(desk, await c.req.text(), waitingOf(c));
  const type = form === 'json' ? 'application/json' : 'text/plain; charset=utf-8';
  return c.body(form === 'json' ? body : `${body}\n`, 200, {
    ...NO_STORE,
    'content-type': type,
    // How long the answer was waited for, for who reads text.
    'server-timing': `answer;dur=${ms.toFixed(1)}`,
  });
}

async function image(c: Context, desk: Desk, presets: string[]): Promise<Response> {
  const preset = c.req.query('preset');
  if (preset !== undefined && !presets.includes(preset)) throw cannotBe('preset', preset, presets);
  const { body } = c.req.raw;
  if (!body || c.req.header('content-length') === '0') {
    throw new HTTPException(400, { message: 'The body of the request is the picture, and it is empty.' });
  }
  const stream = Readable.fromWeb(body as ReadableStream);
  const made = await processUpload(desk, { name: nameOf(c), body: stream }, preset, waitingOf(c));
  const after = pictureAddress('outgoing', made.name);
  if (!/\bimage\//.test(c.req.header('accept') ?? '')) {
    return c.json(describeMade(made), 200, { ...NO_STORE, 'content-location': after });
  }
  return sendPicture(c, desk, 'outgoing', made.name);
}

/** What was made, for programs. */
function describeMade({ source, ...made }: Made) {
  return {
    ...made,
    before: pictureAddress('incoming', source),
    after: pictureAddress('outgoing', made.name),
  };
}

async function list(c: Context, desk: Desk): Promise<Response> {
  const side = sideOf(c);
  const most = numberIn(c, 'limit', listed);
  const { pictures, isCut } = await listPictures(desk, side, {
    most,
    prefix: c.req.query('prefix') ?? '',
    signal: c.req.raw.signal,
  });
  const described = pictures.map(({ path, size, modified }) => ({
    name: path,
    size,
    modified: modified.toISOString(),
    address: pictureAddress(side, path),
  }));
  return c.json({ pictures: described, truncated: isCut }, 200, NO_STORE);
}

async function picture(c: Context, desk: Desk): Promise<Response> {
  return sendPicture(c, desk, sideOf(c), nameOf(c));
}

async function sendPicture(c: Context, desk: Desk, side: Side, name: string): Promise<Response> {
  const { store, found } = await findPicture(desk, side, name);
  const etag = `"${found.etag.replaceAll('"', '')}"`;
  const headers = {
    'content-type': mediaTypeOf(name),
    'content-length': String(found.size),
    // A picture of a stranger may be an SVG: opened by itself it must do nothing.
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
    'cache-control': 'private, no-cache',
    etag,
    'last-modified': found.modified.toUTCString(),
    ...(c.req.query('download') !== undefined && {
      'content-disposition': attachment(name.slice(name.lastIndexOf('/') + 1)),
    }),
  };
  if (c.req.header('if-none-match') === etag) {
    const { 'content-length': _, ...kept } = headers;
    return c.body(null, 304, kept);
  }
  if (c.req.method === 'HEAD') return c.body(null, 200, headers);
  return c.body(bodyOf(await store.read(name)), 200, headers);
}

function sideOf(c: Context): Side {
  const named = c.req.param('side') ?? '';
  const side = sides.find((one) => one === named);
  if (side) return side;
  throw notFound('place for pictures', named, sides);
}

function nameOf(c: Context): string {
  return c.req.param('name') ?? '';
}

function waitingOf(c: Context) {
  return { timeoutMs: 1000 * numberIn(c, 'timeout', timeouts), signal: c.req.raw.signal };
}

function numberIn(c: Context, name: string, { usual, most }: { usual: number; most: number }): number {
  const text = c.req.query(name);
  if (text === undefined) return usual;
  const number = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= most) return number;
  throw new HTTPException(400, {
    message: `"${name}" is a whole number from 1 to ${most}, not "${text.slice(0, 40)}".`,
  });
}
