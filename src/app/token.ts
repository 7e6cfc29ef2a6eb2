import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { parse } from 'hono/utils/cookie';

/** The secret that lets somebody in. */
export interface Token {
  text: string;
  /** The cookie that a browser keeps in its place; its value does not tell the token. */
  cookie: { name: string; value: string };
}

/** A token with this text, or one that nobody guesses; `app` keeps the cookies of two apps apart. */
export function makeToken(app: string, text: string = randomBytes(18).toString('base64url')): Token {
  return { text, cookie: { name: `token-${app}`, value: digest(`cookie ${text}`).toString('hex') } };
}

/** Whether this is the token's text; takes the same time for any that is not. */
export function isToken(token: Token, text: string): boolean {
  return timingSafeEqual(digest(text), digest(token.text));
}

/** Whether a request brings the token, by its `Authorization` or its cookie. */
export function bringsToken(
  token: Token,
  { authorization, cookie }: { authorization: string | undefined; cookie: string | undefined },
): boolean {
  const bearer = authorization === undefined ? undefined : /^bearer +(\S+) *$/i.exec(authorization)?.[1];
  if (bearer !== undefined && isToken(token, bearer)) return true;
  const { name, value } = token.cookie;
  const kept = cookie === undefined ? undefined : parse(cookie, name)[name];
  return kept !== undefined && timingSafeEqual(digest(kept), digest(value));
}

/** Texts of any length as bytes of one, which can be compared in constant time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
