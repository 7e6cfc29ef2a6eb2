import { once } from 'node:events';
import { createServer } from 'node:http';
import { codeOf, UserError } from '../../../../base/error.ts';
import { serverUrl } from '../../../../base/server-url.ts';
import type { Hired } from '../../hire.ts';

/**
 * Serves `/healthz` and `/metrics` (for Prometheus). `/healthz` is 200 while the worker takes jobs,
 * and 503 with the reason while it cannot, or is being stopped.
 * @param at where; port 0: a free one
 */
export async function serveHealth(
  at: { host: string; port: number },
  hired: Hired,
  stopped: AbortSignal,
): Promise<{ url: string; close(): void }> {
  const server = createServer(({ url, method }, response) => {
    const [path] = (url ?? '').split('?');
    const answer = (status: number, type: string, body: string) =>
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
    if (method !== 'GET' && method !== 'HEAD') return answer(405, 'text/plain', 'Only GET is supported.\n');
    if (path === '/metrics') return answer(200, 'text/plain; version=0.0.4', hired.metrics());
    if (path !== '/healthz') return answer(404, 'text/plain', 'There is /healthz and /metrics.\n');
    const trouble = hired.trouble();
    const status = stopped.aborted ? 'stopping' : trouble ? 'failing' : 'ok';
    const body = { status, worker: hired.id, inFlight: hired.inFlight(), ...(trouble && { trouble }) };
    return answer(status === 'ok' ? 200 : 503, 'application/json', `${JSON.stringify(body)}\n`);
  });
  server.listen(at.port, at.host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw listenError(error, at);
  }
  return {
    url: serverUrl(server, at.host),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function listenError(error: unknown, { host, port }: { host: string; port: number }): unknown {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
    case 'EACCES':
      return new UserError(`Port ${port} cannot be had (${codeOf(error)}).`, {
        hint: 'Name another with --port, or leave it out to get a free one.',
        cause: error,
      });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new UserError(`This machine has no address ${host}.`, {
        hint: 'Leave out --host for this machine alone, or use 0.0.0.0 for all of its addresses.',
        cause: error,
      });
    default:
      return error;
  }
}
