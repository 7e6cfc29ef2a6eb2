import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { App } from '../app.ts';
import { answerFailure } from '../pages/failure-page.tsx';

/** The most that a request may bring along, in bytes: questions, not files. A part may take more. */
const USUAL_SIZE = 1_000_000;

/** Turns away requests that bring along more than their address takes. */
export function bodySize(app: App): MiddlewareHandler {
  return (c, next) => {
    if (c.req.method !== 'POST') return next();
    const asked = app.parts.flatMap((part) => part.bodySize?.(c.req.path) ?? []);
    const maxSize = Math.max(USUAL_SIZE, ...asked);
    const limit = bodyLimit({
      maxSize,
      onError: () =>
        answerFailure(app, c.req.raw, {
          status: 413,
          detail: (sentences) => sentences.size(String(maxSize / 1e6)),
        }),
    });
    return limit(c, next);
  };
}
