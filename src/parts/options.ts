/** A list of names out of a part's options, as its build half has left it there. */
export function namesIn(options: unknown, list: 'images' | 'tables' | 'files'): string[] {
  const names: unknown =
    typeof options === 'object' && options !== null && Object.hasOwn(options, list)
      ? Object.getOwnPropertyDescriptor(options, list)?.value
      : undefined;
  if (Array.isArray(names) && names.every((name) => typeof name === 'string')) return names;
  throw new Error(`the part's options have no list "${list}"`);
}
