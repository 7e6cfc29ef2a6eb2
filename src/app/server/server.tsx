import { Hono } from 'hono';
import { matchedRoutes } from 'hono/route';
import { type Access, onlyThisMachine, refusalOf } from '../access/access.ts';
import { connectionOf } from '../access/connection.ts';
import { withCors } from '../access/cors.ts';
import { signIn } from '../access/sign-in.ts';
import { apiRoutes } from '../api/routes.ts';
import { type App, sendFile } from '../app.ts';
import { assetPath } from '../pages/assets.ts';
import { answerFailure } from '../pages/failure-page.tsx';
import { homePage } from '../pages/home.tsx';
import { searchPage } from '../pages/search.tsx';
import { settings } from '../pages/settings.ts';
import { bodySize } from './body-size.ts';
import { compress } from './compress.ts';
import { conditional, makeTagger, type Tagger } from './conditional.ts';
import { type Failure, failureOf, isBug } from './failure.ts';
import { withSecurityHeaders } from './headers.ts';
import { type Metrics, makeMetrics, measured, metricsText } from './metrics.ts';
import { isDecodable, methodsAt, mount } from './routing.ts';
import { send } from './send.ts';

/** What the server shares with the quick answers beside it. */
export interface ServerOptions {
  access?: Access;
  metrics?: Metrics;
  tag?: Tagger;
}

/** The app's pages and its API, for those who are let in. */
export function createServer(app: App, options: ServerOptions = {}): Hono {
  const { access = onlyThisMachine, metrics = makeMetrics(), tag = makeTagger(app.manifest) } = options;
  const server = new Hono({ strict: false });

  server.use(measured(metrics));
  server.use(withSecurityHeaders);
  server.use(async (c, next) => {
    const address = connectionOf(c).incoming?.socket.remoteAddress;
    const visitor = { address, host: c.req.header('host'), origin: c.req.header('origin') };
    const refusal = refusalOf(visitor, access);
    if (refusal === undefined) return next();
    const detail: Failure['detail'] = (sentences) => sentences[refusal];
    return answerFailure(app, c.req.raw, { status: 403, detail, isStranger: true });
  });
  if (access.cors.length > 0) server.use(withCors(access));
  if (access.token) server.use(signIn(app, access.token));
  server.use(async (c, next) => {
    if (isDecodable(new URL(c.req.url).pathname)) return next();
    return answerFailure(app, c.req.raw, { status: 400, detail: (sentences) => sentences.encoding });
  });
  server.use(compress);
  server.use(conditional(tag));
  server.use(bodySize(app));

  server.get('/', (c) => homePage(app, c.req.raw));
  server.get('/search', (c) => searchPage(app, c.req.raw));
  server.get('/settings', settings);
  server.get('/healthz', (c) => c.json(health(app), 200, NO_STORE));
  server.get('/metrics', (c) =>
    c.body(
      metricsText(metrics, app.manifest) + app.parts.map((part) => part.metrics?.() ?? '').join(''),
      200,
      {
        ...NO_STORE,
        'content-type': 'text/plain; version=0.0.4; charset=utf-8',
      },
    ),
  );
  server.get('/assets/:name{.+}', (c) => {
    const path = assetPath(c.req.param('name'));
    return path === undefined ? c.notFound() : sendFile(app, c.req.raw, path);
  });
  server.get('/favicon.svg', (c) => send(c.req.raw, app.assets.icon));
  server.get('/favicon.ico', (c) => send(c.req.raw, app.assets.icon));
  server.route('/api', apiRoutes(app, access));
  const dataPaths = new Set(app.parts.flatMap(({ root }) => root?.routes.map(({ path }) => path) ?? []));
  for (const { name, pages, api, root } of app.parts) {
    mount(server, `/${name}`, pages);
    if (api) mount(server, '/api', api);
    if (root) mount(server, '/', root);
  }

  server.notFound((c) => {
    const allowed = methodsAt(server, c.req.path);
    if (allowed.length === 0 || allowed.includes(c.req.method))
      return answerFailure(app, c.req.raw, { status: 404, detail: (sentences) => sentences.nothing });
    const headers = { allow: allowed.join(', ') };
    return answerFailure(app, c.req.raw, { status: 405, headers, detail: (sentences) => sentences.method });
  });
  server.onError((error, c) => {
    if (isBug(error)) console.error(error);
    const isData = matchedRoutes(c).some(({ path }) => dataPaths.has(path));
    return answerFailure(app, c.req.raw, { ...failureOf(error), isData });
  });
  return server;
}

const NO_STORE = { 'cache-control': 'no-store' };

/** What `/healthz` says. */
export function health({ manifest, parts }: App) {
  return {
    status: 'ok',
    name: manifest.name,
    version: manifest.version,
    parts: parts.map((part) => part.name),
  };
}
