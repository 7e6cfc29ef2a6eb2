import { type Context, Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { bodyOf } from '../../../base/body.ts';
import { toSafeName } from '../../../base/names.ts';
import { attachment } from '../../download.ts';
import type { Picture } from '../catalogue/catalogue.ts';
import { findPicture, type Gallery } from '../gallery.ts';

/** `/zip`: what a filter picks by GET, and the pictures that a form names by POST. */
export function zipRoutes(gallery: Gallery): Hono {
  const { selections } = gallery;
  return new Hono()
    .get('/zip', (c) => {
      const filter = selections.read(new URL(c.req.url).searchParams);
      return sendZip(gallery, c, selections.of(filter).pictures);
    })
    .post('/zip', async (c) => {
      const { id = [] } = await c.req.parseBody({ all: true });
      const ids = new Set([id].flat().filter((one) => typeof one === 'string'));
      return sendZip(
        gallery,
        c,
        [...ids].map((one) => findPicture(gallery, one)),
      );
    });
}

async function sendZip({ context, catalogue }: Gallery, c: Context, pictures: Picture[]): Promise<Response> {
  if (pictures.length === 0)
    throw new HTTPException(400, { message: 'No picture is selected, so there is nothing to pack.' });
  const { name, date } = context.manifest;
  const sets = [...new Set(pictures.map(({ set }) => set))];
  const only = sets.length === 1 && catalogue.sets.length > 1 ? `-${toSafeName(sets[0] ?? '')}` : '';
  const { zipOf } = await import('./stream.ts');
  const { size, stream } = zipOf(context.payload, pictures, date);
  const isHead = c.req.raw.method === 'HEAD';
  if (isHead) stream.destroy();
  return new Response(isHead ? null : bodyOf(stream), {
    headers: {
      'content-type': 'application/zip',
      'content-length': String(size),
      'content-disposition': attachment(`${name}${only}.zip`),
      'cache-control': 'no-store',
    },
  });
}
