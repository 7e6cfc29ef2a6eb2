import type { MiddlewareHandler } from 'hono';
import { setCookie } from 'hono/cookie';
import type { App } from '../app.ts';
import { answerFailure } from '../pages/failure-page.tsx';
import { bringsToken, isToken, type Token } from './token.ts';

/** What a page for strangers is made of; nothing of what is packed. */
const OPEN = /^\/(assets\/app\.(css|js)|favicon\.(svg|ico))$/;

/**
 * Lets in only who brings the token. `?token=` becomes a cookie and leads to the address without it,
 * so that it stays in no history and no log but the first.
 */
export function signIn(app: App, token: Token): MiddlewareHandler {
  return async (c, next) => {
    const url = new URL(c.req.url);
    const given = url.searchParams.get('token');
    if (given !== null && (c.req.method === 'GET' || c.req.method === 'HEAD')) {
      if (!isToken(token, given)) return refuse(c.req.raw, 'wrongToken');
      url.searchParams.delete('token');
      const { name, value } = token.cookie;
      setCookie(c, name, value, { path: '/', httpOnly: true, sameSite: 'Strict' });
      c.header('cache-control', 'no-store');
      return c.redirect(url.pathname.replace(/^\/+/, '/') + url.search, 303);
    }
    const [authorization, cookie] = [c.req.header('authorization'), c.req.header('cookie')];
    if (bringsToken(token, { authorization, cookie }) || OPEN.test(url.pathname)) return next();
    return refuse(c.req.raw, authorization === undefined ? 'noToken' : 'wrongToken');
  };

  function refuse(request: Request, why: 'noToken' | 'wrongToken'): Response {
    return answerFailure(app, request, {
      status: 401,
      detail: (sentences) => sentences[why],
      headers: { 'www-authenticate': 'Bearer' },
      isStranger: true,
    });
  }
}
