import { basename } from 'node:path';
import { Hono } from 'hono';
import { z } from 'zod';
import { UserError } from '../../base/error.ts';
import { type Layout, layoutSchema } from '../layout/types.ts';
import type { PagePicture } from '../page-picture.ts';
import type { Bundle } from './bundle.ts';
import { itemsOf } from './client/model/item.ts';
import { problemsOf } from './client/model/problems.ts';
import { readLayout, versionOf, writeLayout } from './file.ts';

/** What is edited. */
export interface Edited {
  file: string;
  /** The layout to begin with while there is no file: what the form is made of, and what was detected. */
  fresh?: Layout | undefined;
  pages: readonly PagePicture[];
}

export interface Editing extends Edited {
  bundle: Bundle;
  /** The part of each address that nobody else knows. */
  secret: string;
  /** Is told whether the page has changes that are not in the file. */
  onUnsaved(unsaved: boolean): void;
}

const saved = z.object({ fields: z.array(z.unknown()), version: z.string().nullable().optional() });

/** The editor's page, its pictures, and its file. Every address begins with the secret. */
export function editorRoutes(editing: Editing): Hono {
  const { bundle, pages, secret } = editing;
  // What the file lacks when somebody removed it meanwhile, and wants it back.
  let last = editing.fresh;
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of headers) c.header(name, value);
  });
  app.get(`/${secret}/`, (c) => c.html(pageOf(basename(editing.file))));
  app.get(`/${secret}/script.js`, (c) =>
    c.body(bundle.script, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  );
  app.get(`/${secret}/style.css`, (c) =>
    c.body(bundle.style, 200, { 'content-type': 'text/css; charset=utf-8' }),
  );
  app.get(`/${secret}/pages/:page`, (c) => {
    const picture = pages[Number(c.req.param('page')) - 1];
    if (!picture) return c.notFound();
    return c.body(Uint8Array.from(picture.jpeg), 200, { 'content-type': 'image/jpeg' });
  });
  app.get(`/${secret}/layout`, async (c) => {
    const there = await readLayout(editing.file);
    const layout = there?.layout ?? last;
    last = layout;
    if (!layout) return c.text(`${editing.file} is gone.`, 404);
    return c.json({
      file: basename(editing.file),
      layout,
      version: there?.version ?? null,
      pages: pages.map(({ width, height }, index) => ({ src: `pages/${index + 1}`, width, height })),
    });
  });
  app.put(`/${secret}/layout`, async (c) => {
    const given = saved.safeParse(await c.req.json().catch(() => undefined));
    if (!given.success) return c.json({ message: 'No fields were sent.' }, 400);
    const { fields, version } = given.data;
    const now = await versionOf(editing.file);
    if (version !== undefined && version !== now)
      return c.json({ message: `${basename(editing.file)} was changed by another program.` }, 409);
    const { data, error } = layoutSchema.safeParse({ ...(await layoutNow(editing.file, last)), fields });
    const problems = data ? problemsOf(itemsOf(data)).filter(({ canWait }) => !canWait) : [];
    const [problem] = problems;
    if (!data || problem) {
      const [issue] = error?.issues ?? [];
      const message =
        problem?.message ?? `It is no layout of a form: /${issue?.path.join('/')}: ${issue?.message}.`;
      return c.json({ message, problems }, 422);
    }
    last = data;
    return c.json({ version: await writeLayout(editing.file, data) });
  });
  app.put(`/${secret}/unsaved`, async (c) => {
    const body: unknown = await c.req.json().catch(() => undefined);
    editing.onUnsaved(
      typeof body === 'object' && body !== null && 'unsaved' in body && body.unsaved === true,
    );
    return c.body(null, 204);
  });
  app.onError((error, c) => {
    if (!(error instanceof UserError)) throw error;
    return c.json({ message: [error.message, error.hint].filter(Boolean).join(' ') }, 500);
  });
  return app;
}

/** The file's, for what else it has than fields; one that somebody spoiled meanwhile has nothing. */
async function layoutNow(file: string, last: Layout | undefined): Promise<Layout | undefined> {
  return (await readLayout(file).catch(() => undefined))?.layout ?? last;
}

const headers: readonly [name: string, value: string][] = [
  [
    'content-security-policy',
    "default-src 'none'; img-src 'self' data:; script-src 'self'; connect-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  ],
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['cache-control', 'no-store'],
];

const pageOf = (file: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(file)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="style.css">
<script type="module" src="script.js"></script>
</head>
<body><div id="editor"><noscript>The editor needs JavaScript.</noscript></div></body>
</html>
`;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0)};`);
