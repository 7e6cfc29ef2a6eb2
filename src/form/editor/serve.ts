import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { codeOf, UserError } from '../../base/error.ts';
import { serverUrl } from '../../base/server-url.ts';
import { bundleEditor } from './bundle.ts';
import { type Edited, editorRoutes } from './routes.ts';

export interface EditorServer {
  /** The address of the page; who does not know it whole gets nothing. */
  url: string;
  /** Whether the page has changes that are not in the file. */
  hasUnsaved(): boolean;
  /** Settles when the page has none any more. */
  allSaved(): Promise<void>;
  close(): Promise<void>;
}

const host = '127.0.0.1';

/**
 * Serves the editor of a layout to this machine; port 0 takes a free one.
 *
 * @throws UserError when the port cannot be had.
 */
export async function serveEditor(edited: Edited, port = 0): Promise<EditorServer> {
  const secret = randomBytes(18).toString('base64url');
  let unsaved = false;
  let waiting: (() => void)[] = [];
  const onUnsaved = (now: boolean): void => {
    unsaved = now;
    if (now) return;
    for (const done of waiting) done();
    waiting = [];
  };
  const routes = editorRoutes({ ...edited, secret, onUnsaved, bundle: await bundleEditor() });
  const answer = getRequestListener(routes.fetch);
  const answering = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    answering.add(response);
    response.once('close', () => answering.delete(response));
    void answer(request, response);
  });
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw portError(error, port);
  }
  return {
    url: `${serverUrl(server, host)}${secret}/`,
    hasUnsaved: () => unsaved,
    allSaved: () => (unsaved ? new Promise((done) => waiting.push(done)) : Promise.resolve()),
    async close() {
      const closed = once(server, 'close');
      server.close();
      // The page is to hear that it is saved.
      await Promise.all([...answering].map((response) => once(response, 'close')));
      server.closeAllConnections();
      await closed;
    },
  };
}

function portError(error: unknown, port: number): unknown {
  const code = codeOf(error);
  const hint = 'Name another with --port, or leave it out to get a free one.';
  if (code === 'EADDRINUSE')
    return new UserError(`Port ${port} is in use by another program.`, { hint, exitCode: 2 });
  if (code === 'EACCES')
    return new UserError(`Port ${port} is not open to programs without special rights.`, {
      hint,
      exitCode: 2,
    });
  return error;
}
