import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { parse } from 'hono/utils/cookie';

/** The secret that lets somebody in. */
export interface Token {
  text: string;
  /** Its hash, which is what is compared. */
  digest: Buffer;
  /** The cookie that a browser keeps in its place; its value does not tell the token. */
  cookie: { name: string; value: string };
}

/** A token with this text, or one that nobody guesses; `app` keeps the cookies of two apps apart. */
export function makeToken(app: string, text: string = randomBytes(18).toString('base64url')): Token {
  const value = digest(`cookie ${text}`).toString('hex');
  return { text, digest: digest(text), cookie: { name: `token-${app}`, value } };
}

/** Whether this is the token's text; takes the same time for any that is not. */
export function isToken(token: Token, text: string): boolean {
  return timingSafeEqual(digest(text), token.digest);
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
  return hash('sha256', text, 'buffer');
}
