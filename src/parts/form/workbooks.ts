type Workbooks = typeof import('./bundles/workbooks.ts');

let load: (() => unknown) | undefined;

/** How a packed app comes by the bundle for workbooks, once somebody needs it. */
export function useWorkbooks(loadBundle: () => unknown): void {
  load = loadBundle;
}

/** What reads, writes and corrects workbooks. Its errors are of classes of its own: `isUserError` knows them. */
export function workbooks(): Workbooks {
  if (!load) throw new Error('nobody has said where the bundle for workbooks is');
  return load() as Workbooks;
}
