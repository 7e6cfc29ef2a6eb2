import { HTTPException } from 'hono/http-exception';

/** One page of a long list. */
export interface Page {
  /** From 1. */
  number: number;
  count: number;
  /** The first thing on the page, from 0, and the one behind the last. */
  start: number;
  end: number;
}

/**
 * The page that `?page=` asks for; the first when it does not. Throws a 400 for what is no number
 * and a 404 for a page that there is not.
 */
export function readPage(query: string | undefined, total: number, size: number): Page {
  const count = Math.max(1, Math.ceil(total / size));
  const number = query === undefined ? 1 : Number(query);
  if (query !== undefined && !/^\d{1,15}$/.test(query))
    throw new HTTPException(400, { message: `The page "${query}" is no number.` });
  if (number < 1 || number > count)
    throw new HTTPException(404, { message: `There is no page ${number}; the last one is ${count}.` });
  return { number, count, start: (number - 1) * size, end: Math.min(number * size, total) };
}

/** A link that looks like a button; without an address it is there and cannot be used. */
export function Step({ href, rel, children }: { href: string | undefined; rel: string; children: string }) {
  return href === undefined ? (
    <span class="button" aria-disabled="true">
      {children}
    </span>
  ) : (
    <a class="button" href={href} rel={rel}>
      {children}
    </a>
  );
}
