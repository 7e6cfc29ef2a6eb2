import type { Hono } from 'hono';

/** A part brings a Hono of its own, whose way with errors must not hide them from the app's. */
export function mount(server: Hono, path: string, routes: Hono): void {
  routes.onError((error) => {
    throw error;
  });
  server.route(path, routes);
}

/** The methods that an address can be asked with, as an `Allow` header lists them; none where there is nothing. */
export function methodsAt({ router }: Hono, path: string): string[] {
  const hasRoute = (method: string) =>
    router.match(method, path)[0].some(([[, route]]) => route.method === method);
  return [...(hasRoute('GET') ? ['GET', 'HEAD'] : []), ...(hasRoute('POST') ? ['POST'] : [])];
}

/** Whether each `%` of a path begins an escaped character, and all of them are text. */
export function isDecodable(path: string): boolean {
  if (!path.includes('%')) return true;
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
