/**
 * A path for an address, escaped: `base`, a name that is one segment whatever is in it, and a path
 * whose slashes stay.
 */
export function addressOf(base: string, name: string, path?: string): string {
  const start = `${base}/${encodeURIComponent(name)}`;
  return path === undefined ? start : `${start}/${path.split('/').map(encodeURIComponent).join('/')}`;
}

/** An address with a query behind it, where there is one. */
export function withQuery(address: string, query: string): string {
  return query === '' ? address : `${address}?${query}`;
}
