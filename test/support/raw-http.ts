import { connect } from 'node:net';

/**
 * What a server says to bytes as they are: no client in between tidies them up. `from` is the address
 * of this machine to ask from. The connection is to be closed by the server, as `Connection: close` asks.
 */
export async function rawHttp(
  url: string,
  request: string,
  { from, to = '127.0.0.1' }: { from?: string; to?: string } = {},
): Promise<string> {
  const socket = connect({
    port: Number(new URL(url).port),
    host: to,
    ...(from !== undefined && { localAddress: from }),
  });
  socket.write(request);
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** A GET for `rawHttp`. */
export function rawGet(path: string, headers: Record<string, string> = {}): string {
  const all = { host: 'localhost', connection: 'close', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
}
