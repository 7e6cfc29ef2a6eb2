import { Hono } from 'hono';
import type { RunContext } from '../../run.ts';
import type { WorkerSpec } from '../settings.ts';

/** The pages that ask, and the same for programs. */
export function workerPages(context: RunContext, _spec: WorkerSpec) {
  const pages = new Hono().get('/', (c) => {
    const { text } = context.reader(c.req.raw);
    return context.page(c.req.raw, { title: text.worker.tab, body: <h1>{text.worker.tab}</h1> });
  });
  return { pages, api: new Hono(), close() {} };
}
