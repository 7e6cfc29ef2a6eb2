import { Hono } from 'hono';
import { type App, sendFile } from './app.ts';
import { assetPath } from './assets.ts';
import { type Failure, failure, failureOf, isBug, problemResponse } from './failure.ts';
import { page } from './frame.tsx';
import { contentPolicy, securityHeaders } from './headers.ts';
import { homePage } from './home.tsx';
import { readerFor } from './reader.ts';
import { send } from './send.ts';

/**
 * The app's pages and its API. `loopback` is for a server that only this machine can reach: it
 * answers nobody who got here under another name.
 */
export function createServer(app: App, { loopback = true }: { loopback?: boolean } = {}): Hono {
  const server = new Hono({ strict: false });
  server.use(async (c, next) => {
    await next();
    for (const [name, value] of securityHeaders) c.res.headers.set(name, value);
    if (!c.res.headers.has('content-security-policy'))
      c.res.headers.set('content-security-policy', contentPolicy());
  });
  if (loopback) {
    // A foreign page can point its own name at 127.0.0.1 and read what it likes: DNS rebinding.
    server.use(async (c, next) => {
      if (!isLoopbackHost(c.req.header('host')))
        return answer(app, c.req.raw, failure(403, 'This app answers under 127.0.0.1 and localhost only.'));
      await next();
    });
  }

  server.get('/', (c) => homePage(app, c.req.raw));
  server.get('/healthz', (c) => c.json(health(app)));
  server.get('/assets/:name{.+}', (c) => {
    const path = assetPath(c.req.param('name'));
    return path === undefined ? c.notFound() : sendFile(app, c.req.raw, path);
  });
  server.get('/favicon.svg', (c) => send(c.req.raw, app.assets.icon));
  server.get('/favicon.ico', (c) => send(c.req.raw, app.assets.icon));
  for (const { name, pages, api, root } of app.parts) {
    mount(server, `/${name}`, pages);
    if (api) mount(server, '/api', api);
    if (root) mount(server, '/', root);
  }

  server.notFound((c) => answer(app, c.req.raw, failure(404, 'There is nothing at this address.')));
  server.onError((error, c) => {
    if (isBug(error)) console.error(error);
    return answer(app, c.req.raw, failureOf(error));
  });
  return server;
}

/** What `/healthz` says. */
export function health({ manifest, parts }: App) {
  return {
    status: 'ok',
    name: manifest.name,
    version: manifest.version,
    parts: parts.map((part) => part.name),
  };
}

/** A part brings a Hono of its own, whose way with errors must not hide them from the app's. */
function mount(server: Hono, path: string, routes: Hono): void {
  routes.onError((error) => {
    throw error;
  });
  server.route(path, routes);
}

/** A failure as JSON for programs, and as a page for people. */
function answer(app: App, request: Request, failed: Failure): Response {
  const path = new URL(request.url).pathname;
  if (path.startsWith('/api/') || path === '/healthz') return problemResponse(failed);
  const body = (
    <div class="hero">
      <p class="status">{failed.status}</p>
      <h1>{failed.title}</h1>
      <p>{failed.detail}</p>
      <p>
        <a class="button" href="/">
          {readerFor(request).text.frame.toFirstPage}
        </a>
      </p>
    </div>
  );
  return page(app, request, { title: failed.title, body, status: failed.status });
}

/** Whether a `Host` header names this machine to itself; browsers always send one. */
function isLoopbackHost(host: string | undefined): boolean {
  if (host === undefined) return true;
  const name = /^(.*?)(:\d*)?$/.exec(host.toLowerCase())?.[1] ?? '';
  return name === 'localhost' || name === '[::1]' || /^127(\.\d{1,3}){3}$/.test(name);
}
