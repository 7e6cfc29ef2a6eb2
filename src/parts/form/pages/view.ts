import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

/** How a form is shown: its page with inputs laid over it, or a list of labels and inputs. */
export const views = ['page', 'list'] as const;
export type View = (typeof views)[number];

const COOKIE = 'form-view';

/**
 * The view that the address asks for, which is remembered, else the one of the last time, else the
 * page; on a phone the list.
 */
export function viewOf(c: Context): View {
  const asked = isView(c.req.query('view'));
  if (asked) {
    setCookie(c, COOKIE, asked, { path: '/form', sameSite: 'Lax', maxAge: 365 * 24 * 3600 });
    return asked;
  }
  const usual = /\bMobi/.test(c.req.header('user-agent') ?? '') ? 'list' : 'page';
  return isView(getCookie(c, COOKIE)) ?? usual;
}

export function isView(text: string | undefined): View | undefined {
  return views.find((view) => view === text);
}
