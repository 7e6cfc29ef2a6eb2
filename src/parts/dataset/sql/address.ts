/** The address of the page for queries: with a query that it runs, with a table to begin with. */
export function sqlAddress(parameters: { q?: string; table?: string } = {}): string {
  const search = new URLSearchParams(parameters).toString();
  return search ? `/dataset/sql?${search}` : '/dataset/sql';
}
