/** A list of names out of a part's options, as its build half has left it there. */
export function namesIn(options: unknown, list: 'images' | 'tables' | 'files'): string[] {
  const names = valueIn(options, list);
  if (Array.isArray(names) && names.every((name) => typeof name === 'string')) return names;
  throw new Error(`the part's options have no list "${list}"`);
}

/** A count out of a part's options, as its build half has left it there. */
export function countIn(options: unknown, key: string): number {
  const count = valueIn(options, key);
  if (typeof count === 'number') return count;
  throw new Error(`the part's options have no count "${key}"`);
}

function valueIn(options: unknown, key: string): unknown {
  return typeof options === 'object' && options !== null && Object.hasOwn(options, key)
    ? Object.getOwnPropertyDescriptor(options, key)?.value
    : undefined;
}
