import { Hono } from 'hono';
import type { RunContext, RunningPart } from '../run.ts';
import type { FormSpec } from './spec.ts';

/** The forms that were packed, as pictures. */
export function start(context: RunContext, options: unknown): RunningPart {
  const { forms } = options as FormSpec;
  const list = (
    <ul>
      {forms.map(({ name, title }) => (
        <li key={name}>{title}</li>
      ))}
    </ul>
  );
  return {
    tab: () => 'Forms',
    summary: () => forms.map(({ title }) => title).join(', '),
    pages: new Hono().get('/', (c) => context.page(c.req.raw, { title: 'Forms', body: list })),
    selftest() {
      for (const { layout, pages } of forms)
        for (const file of [layout, ...pages.map((page) => page.file)])
          if (!context.payload.files.has(file)) throw new Error(`${file} is missing`);
    },
  };
}
