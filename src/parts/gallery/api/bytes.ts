import { basename } from 'node:path/posix';
import { type Context, Hono } from 'hono';
import { attachment } from '../../download.ts';
import { notFound } from '../../unknown.ts';
import { offersOf, preferred } from '../catalogue/variants.ts';
import { findPicture, type Gallery } from '../gallery.ts';
import { picturePath } from '../paths.ts';

/** `/images/ID` and `/images/ID/VARIANT`: the bytes of a picture, in the format that is liked best. */
export function bytes(gallery: Gallery): Hono {
  return new Hono()
    .get('/images/:id', (c) => sendPicture(gallery, c, c.req.param('id'), ''))
    .get('/images/:id/:variant', (c) => sendPicture(gallery, c, c.req.param('id'), c.req.param('variant')));
}

/**
 * A file of a picture. `?v=` pins what a name stands for by the hash of its first file, so the answer
 * may be kept for good even where it depends on `Accept`; `Vary` says so. `?download` saves it.
 */
function sendPicture(gallery: Gallery, c: Context, id: string, variant: string): Response {
  const { set, image } = findPicture(gallery, id);
  const offers = offersOf(image, variant);
  const file = preferred(offers, c.req.header('accept') ?? null);
  if (!file) throw notFound('variant', variant, Object.keys(image.variants ?? {}));
  const address = new URL(c.req.url);
  if (address.searchParams.get('v') === offers[0]?.sha256.slice(0, 16))
    address.searchParams.set('v', file.sha256.slice(0, 16));
  const { method, headers } = c.req.raw;
  const response = gallery.context.sendFile(
    new Request(address, { method, headers }),
    picturePath(set, file.file),
  );
  if (offers.length > 1) response.headers.append('vary', 'Accept');
  if (address.searchParams.has('download'))
    response.headers.set('content-disposition', attachment(basename(file.file)));
  return response;
}
