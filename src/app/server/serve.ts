import { once } from 'node:events';
import { createServer as createHttpServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { getRequestListener } from '@hono/node-server';
import { codeOf, UserError } from '../../base/error.ts';
import { openBrowser } from '../../base/open-browser.ts';
import { serverUrl } from '../../base/server-url.ts';
import { type Access, type AccessOptions, onlyThisMachine, readAccess } from '../access/access.ts';
import { type App, closeApp } from '../app.ts';
import { makeTagger } from './conditional.ts';
import { type Metrics, makeMetrics } from './metrics.ts';
import { makeQuick } from './quick.ts';
import { createServer } from './server.tsx';

/** Where to serve; port 0 takes a free one. */
export interface Address {
  host: string;
  port: number;
}

/** How long answers that have begun may take when the server is told to stop, in milliseconds. */
const PATIENCE = 1000;

/** Serves the app until the process is told to stop, and says where. */
export async function serve(app: App, options: Address & AccessOptions & { open: boolean }): Promise<void> {
  const access = readAccess(app.manifest.name, options);
  const { url, close } = await listen(app, options, access);
  // Listened for before anything is said, so that who reads it can stop it at once.
  const stopped = Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)));
  const stop = process.platform === 'win32' ? 'close this window' : 'press Ctrl+C';
  const query = access.token ? `?token=${encodeURIComponent(access.token.text)}` : '';
  const address = `${url}${query}`;
  process.stdout.write(`${app.manifest.title} is open at ${address}\n`);
  for (const other of fromElsewhere(url, options.host))
    process.stdout.write(`From other machines: ${other}${query}\n`);
  if (!access.loopback) process.stdout.write(`${whoSeesIt(access)}\n`);
  process.stdout.write(`To stop it, ${stop}.\n`);
  if (options.open) openBrowser(address);
  for (const part of app.parts) part.serving?.();

  await stopped;
  await close();
  await closeApp(app);
}

function whoSeesIt({ token, allow }: Access): string {
  const who = allow
    ? 'Who has one of the allowed addresses'
    : 'Everyone who reaches this machine over the network';
  return token ? `${who} and knows the token can see it there.` : `${who} can see it there.`;
}

/**
 * Starts to serve; `close` lets answers that have begun end. Throws a `UserError` where the address
 * cannot be had.
 */
export async function listen(
  app: App,
  { host, port }: Address,
  access: Access = onlyThisMachine,
): Promise<{ url: string; close(): Promise<void> }> {
  const metrics = makeMetrics();
  const tag = makeTagger(app.manifest);
  const answer = getRequestListener(createServer(app, { access, metrics, tag }).fetch);
  const quick = makeQuick(app.parts, { access, metrics, tag });
  const server = createHttpServer((request, response) => {
    if (!quick(request, response)) void answer(request, response);
  });
  metrics.sentBytes = countBytes(server);
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw listenError(error, { host, port });
  }
  return { url: serverUrl(server, host), close: () => stop(server, metrics) };
}

/** Takes no more requests, and ends when the last answer is sent or patience is at its end. */
async function stop(server: Server, metrics: Metrics): Promise<void> {
  const closed = once(server, 'close');
  const end = performance.now() + PATIENCE;
  server.close();
  // A connection that is kept open between answers is idle only once the last of them is sent.
  const timer = setInterval(() => {
    if (metrics.inFlight === 0 || performance.now() > end) server.closeAllConnections();
  }, 10);
  await closed;
  clearInterval(timer);
  metrics.delay.disable();
}

/** The bytes that went over all of a server's connections so far. */
function countBytes(server: Server): () => number {
  const open = new Set<Socket>();
  let closed = 0;
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      closed += socket.bytesWritten;
    });
  });
  return () => [...open].reduce((sum, socket) => sum + socket.bytesWritten, closed);
}

/** The addresses of a server on all of this machine's addresses, as others reach it. */
function fromElsewhere(url: string, host: string): string[] {
  if (host !== '0.0.0.0' && host !== '::') return [];
  const { port } = new URL(url);
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => `http://${address}:${port}/`);
}

function listenError(error: unknown, { host, port }: Address): unknown {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new UserError(`Port ${port} is in use by another program.`, {
        hint: 'Name another with --port, or leave it out to get a free one.',
      });
    case 'EACCES':
      return new UserError(`Port ${port} is not open to programs without special rights.`, {
        hint: 'Name one above 1023 with --port, or leave it out to get a free one.',
      });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new UserError(`This machine has no address ${host}.`, {
        hint: 'Leave out --host to serve this machine alone, or use 0.0.0.0 for all of its addresses.',
      });
    default:
      return error;
  }
}
