import { createHash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';

/**
 * The content security policy: everything comes from this server, nothing of it is framed elsewhere,
 * and no script or style stands in a page but the one style that its hash allows.
 */
export function contentPolicy(style?: string): string {
  const styleHash =
    style === undefined ? '' : ` 'sha256-${createHash('sha256').update(style).digest('base64')}'`;
  return [
    "default-src 'none'",
    "img-src 'self' data: blob:",
    "script-src 'self'",
    "connect-src 'self'",
    `style-src 'self'${styleHash}`,
    "font-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Gives every answer the headers that keep other pages out of it, and a policy for its own content. */
export const withSecurityHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  for (const [name, value] of securityHeaders) c.res.headers.set(name, value);
  // The headers of a 304 take the place of the kept answer's (RFC 9111, 3.2), whose policy knows its style.
  if (c.res.status !== 304 && !c.res.headers.has('content-security-policy'))
    c.res.headers.set('content-security-policy', contentPolicy());
};

const securityHeaders: readonly [name: string, value: string][] = [
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'same-origin'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['origin-agent-cluster', '?1'],
  ['permissions-policy', 'camera=(), geolocation=(), microphone=()'],
];
