import { type Context, Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { within } from '../../../base/within.ts';
import type { Reader } from '../../../language/reader.ts';
import type { RunContext } from '../../run.ts';
import { placeOf, statusOf } from '../api/status.ts';
import type { Desk } from '../desk/desk.ts';
import { listPictures } from '../desk/pictures.ts';
import type { Status } from '../desk/status.ts';
import type { WorkerSpec } from '../settings.ts';
import { askForList, askForPictures } from './ask.ts';
import type { StoredProps } from './stored.tsx';
import { type Asked, WorkerPage } from './worker-page.tsx';

/** How long a page waits for the queue and the bucket to say how they stand, in milliseconds. */
const PATIENCE_MS = 1500;

/** How many pictures of each place are shown. */
const SHOWN = 10;

/** The page of the worker, and the same with an answer in it for each of its forms. */
export function workerPages(context: RunContext, desk: Desk, spec: WorkerSpec): Hono {
  const show = (c: Context, asked: Asked = {}) => page(c, context, desk, spec, asked);
  const pages = new Hono().get('/', (c) => show(c));
  if (spec.numbers) {
    pages.post('/numbers', async (c) => {
      const asked = await askForList(desk, readerOf(c), await formOf(c), c.req.raw.signal);
      return show(c, asked);
    });
  }
  const { images } = spec;
  if (images) {
    pages.post('/pictures', async (c) => {
      const asked = await askForPictures(desk, readerOf(c), images, await formOf(c), c.req.raw.signal);
      return show(c, asked);
    });
  }
  const readerOf = (c: Context): Reader => context.reader(c.req.raw);
  // Who chooses another language on an answer comes back to its address, and the answer is gone.
  return pages.get('/:form{numbers|pictures}', (c) => c.redirect('/worker/', 303));
}

async function page(
  c: Context,
  { reader: readerOf, page, manifest }: RunContext,
  desk: Desk,
  spec: WorkerSpec,
  asked: Asked,
): Promise<Response> {
  const request = c.req.raw;
  const reader = readerOf(request);
  // The script of the page asks again for what is not known in time.
  const [place, status, stored] = await Promise.all([
    within<Status['place']>(PATIENCE_MS, placeOf(desk)),
    within<Status>(PATIENCE_MS, statusOf(desk, spec)),
    spec.images ? within<StoredProps['stored']>(PATIENCE_MS, storedAt(desk, request.signal)) : undefined,
  ]);
  const response = page(request, {
    title: reader.text.worker.tab,
    body: (
      <WorkerPage
        reader={reader}
        spec={spec}
        status={status}
        place={place}
        stored={stored}
        start={`${manifest.name} worker run`}
        asked={asked}
      />
    ),
  });
  response.headers.set('cache-control', 'no-store');
  return response;
}

async function storedAt(desk: Desk, signal: AbortSignal): Promise<StoredProps['stored']> {
  try {
    const [incoming, outgoing] = await Promise.all([
      listPictures(desk, 'incoming', { most: SHOWN, signal }),
      listPictures(desk, 'outgoing', { most: SHOWN, signal }),
    ]);
    return { incoming, outgoing };
  } catch (error) {
    if (error instanceof HTTPException) return { problem: error.message };
    throw error;
  }
}

/** The fields of a form. Throws a 400 for what is no form. */
async function formOf(c: Context): Promise<FormData> {
  try {
    return await c.req.formData();
  } catch {
    throw new HTTPException(400, { message: 'The body of the request is no form.' });
  }
}
