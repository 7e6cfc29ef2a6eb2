import { type Context, Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { choiceNames, type Filter, queryOf } from '../filters/filter.ts';
import { findPicture, type Gallery } from '../gallery.ts';
import { imageJson } from './json.ts';

/** How many pictures one answer has unless asked otherwise, and at most. */
export const LIMIT = { default: 100, most: 1000 };

/** `/images` below the API: the list, what can be filtered by, the sets, and a picture. */
export function api(gallery: Gallery): Hono {
  const { catalogue, selections, statistics } = gallery;
  const filterOf = (c: Context) => selections.read(new URL(c.req.url).searchParams);
  return new Hono()
    .get('/images', (c) => list(gallery, c, filterOf(c)))
    .get('/images/sets', (c) => {
      const counts = new Map(catalogue.sets.map((name) => [name, 0]));
      for (const { set } of catalogue.pictures()) counts.set(set, (counts.get(set) ?? 0) + 1);
      return c.json({ sets: [...counts].map(([name, images]) => ({ name, images })) });
    })
    .get('/images/facets', (c) => {
      const { facets, pictures } = selections.of(filterOf(c));
      const counts = choiceNames.map((choice) => [choice, Object.fromEntries(facets[choice])]);
      return c.json({ count: pictures.length, facets: Object.fromEntries(counts) });
    })
    .get('/images/:id', (c) => {
      const picture = findPicture(gallery, c.req.param('id'));
      return c.json({ ...imageJson(picture), channels: statistics(picture) });
    });
}

function list({ selections }: Gallery, c: Context, filter: Filter): Response {
  const { pictures } = selections.of(filter);
  const limit = readLimit(c.req.query('limit'));
  const start = readCursor(c.req.query('cursor'), pictures);
  const shown = pictures.slice(start, start + limit);
  const last = shown.at(-1);
  const next = last && start + limit < pictures.length ? nextAddress(filter, limit, last.id) : undefined;
  if (next !== undefined) c.header('link', `<${next}>; rel="next"`);
  return c.json({
    count: pictures.length,
    images: shown.map(imageJson),
    ...(next !== undefined && { next }),
  });
}

function nextAddress(filter: Filter, limit: number, cursor: string): string {
  const query = new URLSearchParams(queryOf(filter));
  if (limit !== LIMIT.default) query.set('limit', String(limit));
  query.set('cursor', cursor);
  return `/api/images?${query}`;
}

function readLimit(text: string | undefined): number {
  if (text === undefined) return LIMIT.default;
  const limit = Number(text);
  if (/^\d+$/.test(text) && limit >= 1 && limit <= LIMIT.most) return limit;
  throw new HTTPException(400, {
    message: `"limit" is "${text}"; it takes a number from 1 to ${LIMIT.most}.`,
  });
}

/** The place behind the picture that a cursor names: the last one of the answer before. */
function readCursor(id: string | undefined, pictures: { id: string }[]): number {
  if (id === undefined) return 0;
  const place = pictures.findIndex((picture) => picture.id === id);
  if (place >= 0) return place + 1;
  throw new HTTPException(400, {
    message: `The cursor "${id}" is none of this list. Take it from "next", and keep the filters as they are.`,
  });
}
