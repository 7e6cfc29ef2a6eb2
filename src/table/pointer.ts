/** Where a table is in the spec, as a JSON pointer (RFC 6901). */
export function tablePointer(name: string): string {
  return `/tables/${escaped(name)}`;
}

/** A name as a part of a JSON pointer. */
export function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
