import type { Context } from 'hono';
import { setCookie } from 'hono/cookie';
import { HTTPException } from 'hono/http-exception';
import { isLanguage } from '../../language/languages.ts';
import { isTheme } from './reader.ts';

/** A year, in seconds. */
const YEAR = 365 * 24 * 60 * 60;

/**
 * Keeps the language or the appearance that somebody chose in a cookie, and leads back to where they
 * were: `/settings?language=fr&theme=dark&back=/gallery/`. Throws a 400 for a choice that there is not.
 */
export function settings(c: Context): Response {
  const { language, theme, back } = c.req.query();
  const options = { path: '/', maxAge: YEAR, sameSite: 'Lax' } as const;
  if (language !== undefined) {
    if (!isLanguage(language)) throw noChoice('language', language);
    setCookie(c, 'language', language, options);
  }
  if (theme !== undefined) {
    if (!isTheme(theme)) throw noChoice('appearance', theme);
    setCookie(c, 'theme', theme, options);
  }
  c.header('cache-control', 'no-store');
  return c.redirect(localPath(back), 303);
}

/** An address of this app; the first page in place of one that leads elsewhere. */
export function localPath(text: string | undefined): string {
  const here = 'http://here.invalid';
  if (text === undefined || !/^\/(?![/\\])/.test(text) || !URL.canParse(text, here)) return '/';
  const url = new URL(text, here);
  // `/..//evil.example` is a path here and would be another server there.
  return url.origin === here && !url.pathname.startsWith('//') ? url.pathname + url.search + url.hash : '/';
}

function noChoice(kind: string, value: string): HTTPException {
  return new HTTPException(400, { message: `There is no ${kind} "${value}".` });
}
