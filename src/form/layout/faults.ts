import type { Layout } from './types.ts';

/** Something that a layout's schema lets pass and that cannot be. */
export interface LayoutFault {
  /** Keys from the layout's root. */
  path: (string | number)[];
  /** A sentence, and what to do. */
  message: string;
}

/** What is wrong with a layout that fits its schema, in the order of its fields. */
export function layoutFaults({ pages, fields }: Layout): LayoutFault[] {
  const seen = new Map<string, number>();
  return fields.flatMap(({ id, page, pattern, kind, options, length, columns, rows }, index) => {
    const faults: LayoutFault[] = [];
    const fault = (message: string, key?: string) =>
      faults.push({ path: ['fields', index, ...(key === undefined ? [] : [key])], message });
    const first = seen.get(id);
    if (first === undefined) seen.set(id, index);
    else fault(`Field ${first + 1} has the id "${id}" already: give each an id of its own.`, 'id');
    if (page > pages.length)
      fault(`There is no page ${page}: this layout has ${pages.length}. Name one of them.`, 'page');
    const why = pattern === undefined ? undefined : whyNoPattern(pattern);
    if (why !== undefined) fault(`This is no regular expression: ${why}.`, 'pattern');
    if (kind === 'choice' && !options?.length)
      fault('A choice needs "options": the answers that it has. Add them, or make it a text.');
    if (kind === 'comb' && length === undefined)
      fault('A comb needs "length": how many letters it takes. Add it, or make it a text.');
    if (kind === 'table' && !(columns?.length && rows?.length))
      fault('A table needs "columns" and "rows". Add them, or make it a text.');
    return faults;
  });
}

function whyNoPattern(pattern: string): string | undefined {
  try {
    new RegExp(pattern, 'u');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^.*\/[a-z]*: /, '') : String(error);
  }
}
