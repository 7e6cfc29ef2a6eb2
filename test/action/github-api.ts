import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';

/** One request as the server saw it. */
export interface ApiRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  token: string | undefined;
  body: unknown;
}

export interface ApiAnswer {
  status?: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** A server that answers in the place of GitHub's API. */
export interface GitHubApi {
  /** For `GITHUB_API_URL`. */
  readonly url: string;
  readonly requests: ApiRequest[];
  stop(): Promise<void>;
}

/** Starts it on a free port; what `answer` has nothing for is not found. */
export async function startGitHubApi(
  answer: (request: ApiRequest) => ApiAnswer | undefined,
): Promise<GitHubApi> {
  const requests: ApiRequest[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const { pathname, searchParams } = new URL(incoming.url ?? '', 'http://localhost');
    const method = incoming.method ?? '';
    const request = {
      method,
      path: decodeURIComponent(pathname),
      query: searchParams,
      token: incoming.headers.authorization,
      body: method === 'GET' ? undefined : await json(incoming),
    };
    requests.push(request);
    const {
      status = 200,
      body,
      headers,
    } = answer(request) ?? { status: 404, body: { message: 'Not Found' } };
    outgoing.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    requests,
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
