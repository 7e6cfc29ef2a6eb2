import type { Server } from 'node:http';

/**
 * The address of a server that listens, for who is on this machine; ends in a slash.
 * @param host what it was told to listen at; `0.0.0.0` and `::` are no addresses to go to
 */
export function serverUrl(server: Server, host: string): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${address.port}/`;
}
