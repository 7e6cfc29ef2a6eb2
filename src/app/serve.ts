import { once } from 'node:events';
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { codeOf, UserError } from '../base/error.ts';
import { type App, closeApp } from './app.ts';
import { openBrowser } from './open-browser.ts';
import { createServer } from './server.tsx';

/** Where to serve; port 0 takes a free one. */
export interface Address {
  host: string;
  port: number;
}

/** Serves the app until the process is told to stop, and says where. */
export async function serve(app: App, options: Address & { open: boolean }): Promise<void> {
  const { url, close } = await listen(app, options);
  // Listened for before anything is said, so that who reads it can stop it at once.
  const stopped = Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)));
  const stop = process.platform === 'win32' ? 'close this window' : 'press Ctrl+C';
  process.stdout.write(`${app.manifest.title} is open at ${url}\n`);
  if (!isLoopback(options.host))
    process.stdout.write(`Everyone who reaches this machine over the network can see it there.\n`);
  process.stdout.write(`To stop it, ${stop}.\n`);
  if (options.open) openBrowser(url);

  await stopped;
  await close();
  closeApp(app);
}

/** Starts to serve; `close` ends every connection. Throws a `UserError` where the address cannot be had. */
export async function listen(
  app: App,
  { host, port }: Address,
): Promise<{ url: string; close(): Promise<void> }> {
  const { fetch } = createServer(app, { loopback: isLoopback(host) });
  const server = createAdaptorServer({ fetch }) as Server;
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw listenError(error, { host, port });
  }
  return {
    url: urlOf(server, host),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** The address for a browser on this machine: `0.0.0.0` and `::` are no addresses to go to. */
function urlOf(server: Server, host: string): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${address.port}/`;
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
