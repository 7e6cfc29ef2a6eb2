import { once } from 'node:events';
import { createServer } from 'node:http';
import { codeOf, UserError } from '../../../../base/error.ts';
import type { Hired } from '../../hire.ts';

/**
 * Serves `/healthz` and `/metrics` (for Prometheus) on this machine alone. `/healthz` is 200 while
 * the worker takes jobs, and 503 with the reason while it cannot, or is being stopped.
 * @param port 0: a free one
 */
export async function serveHealth(
  port: number,
  hired: Hired,
  stopped: AbortSignal,
): Promise<{ url: string; close(): void }> {
  const server = createServer(({ url, method }, response) => {
    const [path] = (url ?? '').split('?');
    const answer = (status: number, type: string, body: string) =>
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
    if (method !== 'GET' && method !== 'HEAD') return answer(405, 'text/plain', 'GET alone is answered.\n');
    if (path === '/metrics') return answer(200, 'text/plain; version=0.0.4', hired.metrics());
    if (path !== '/healthz') return answer(404, 'text/plain', 'There is /healthz and /metrics.\n');
    const trouble = hired.trouble();
    const status = stopped.aborted ? 'stopping' : trouble ? 'failing' : 'ok';
    const body = { status, worker: hired.id, inFlight: hired.inFlight(), ...(trouble && { trouble }) };
    return answer(status === 'ok' ? 200 : 503, 'application/json', `${JSON.stringify(body)}\n`);
  });
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    if (codeOf(error) !== 'EADDRINUSE' && codeOf(error) !== 'EACCES') throw error;
    throw new UserError(`Port ${port} cannot be had (${codeOf(error)}).`, {
      hint: 'Name another with --port, or leave it out to get a free one.',
      cause: error,
    });
  }
  const address = server.address();
  const taken = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://127.0.0.1:${taken}/`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
