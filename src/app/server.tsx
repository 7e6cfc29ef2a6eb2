import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { App } from './app.ts';
import { type Failure, failure, failureOf, isBug, problemResponse } from './failure.ts';
import { page } from './frame.tsx';
import { homePage } from './home.tsx';
import { send } from './send.ts';

/**
 * The app's pages and its API. `loopback` is for a server that only this machine can reach: it
 * answers nobody who got here under another name.
 */
export function createServer(app: App, { loopback = true }: { loopback?: boolean } = {}): Hono {
  const server = new Hono({ strict: false });
  server.use(headers);
  if (loopback) {
    // A foreign page can point its own name at 127.0.0.1 and read what it likes: DNS rebinding.
    server.use(async (c, next) => {
      if (!isLoopbackHost(c.req.header('host')))
        return answer(app, c.req.path, failure(403, 'This app answers under 127.0.0.1 and localhost only.'));
      await next();
    });
  }

  server.get('/', () => homePage(app));
  server.get('/health', (c) => c.json(health(app)));
  server.get('/app.css', (c) => send(c.req.raw, app.assets.css));
  server.get('/favicon.svg', (c) => send(c.req.raw, app.assets.icon));
  server.get('/favicon.ico', (c) => send(c.req.raw, app.assets.icon));
  for (const { name, pages, api } of app.parts) {
    mount(server, `/${name}`, pages);
    if (api) mount(server, `/api/${name}`, api);
  }

  server.notFound((c) => answer(app, c.req.path, failure(404, 'There is nothing at this address.')));
  server.onError((error, c) => {
    if (isBug(error)) console.error(error);
    return answer(app, c.req.path, failureOf(error));
  });
  return server;
}

/** What `/health` says. */
export function health({ manifest, parts }: App) {
  return {
    status: 'ok',
    name: manifest.name,
    version: manifest.version,
    parts: parts.map((part) => part.name),
  };
}

/** Everything comes from this server, and nothing of it runs or is framed elsewhere. */
const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    imgSrc: ["'self'"],
    styleSrc: ["'self'"],
    fontSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'same-origin',
  xFrameOptions: 'DENY',
  // Over plain HTTP it means nothing.
  strictTransportSecurity: false,
  permissionsPolicy: { camera: [], geolocation: [], microphone: [] },
});

/** A part brings a Hono of its own, whose way with errors must not hide them from the app's. */
function mount(server: Hono, path: string, routes: Hono): void {
  routes.onError((error) => {
    throw error;
  });
  server.route(path, routes);
}

/** A failure as JSON for programs, and as a page for people. */
function answer(app: App, path: string, failed: Failure): Response {
  if (path.startsWith('/api/') || path === '/health') return problemResponse(failed);
  const body = (
    <div class="hero">
      <p class="status">{failed.status}</p>
      <h1>{failed.title}</h1>
      <p>{failed.detail}</p>
      <p>
        <a class="button" href="/">
          To the first page
        </a>
      </p>
    </div>
  );
  return page(app, { title: failed.title, body, status: failed.status });
}

/** Whether a `Host` header names this machine to itself; browsers always send one. */
function isLoopbackHost(host: string | undefined): boolean {
  if (host === undefined) return true;
  const name = /^(.*?)(:\d*)?$/.exec(host.toLowerCase())?.[1] ?? '';
  return name === 'localhost' || name === '[::1]' || /^127(\.\d{1,3}){3}$/.test(name);
}
