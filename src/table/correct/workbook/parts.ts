import { posix } from 'node:path';
import { relationsPath } from '../../workbook/sheets.ts';
import type { WorkbookZip } from '../../workbook/zip.ts';
import { appendChild, withoutElements } from '../xml/edit.ts';
import { attribute, encode, prefixOf, tokensOf } from '../xml/tokens.ts';

/** What a part is changed to: a text, the content of a file, or nothing when it is gone. */
export type Change = { text: string } | { file: string } | 'gone';

/** The parts of a workbook, and what is changed of them. */
export interface Parts {
  zip: WorkbookZip;
  changes: Map<string, Change>;
  /** A small part as it is by now; undefined when there is none. */
  text(path: string): Promise<string | undefined>;
  set(path: string, change: Change): void;
  /** A path that no part has: that of the first number that is free. */
  free(path: (number: number) => string): string;
}

/** Names of parts differ by more than case. */
const key = (path: string): string => path.replace(/^\//, '').toLowerCase();

/** The parts of an open workbook. */
export function partsOf(zip: WorkbookZip): Parts {
  const names = new Map([...zip.parts.keys()].map((path) => [key(path), path]));
  const nameOf = (path: string): string => names.get(key(path)) ?? path;
  const changes: Parts['changes'] = new Map();
  return {
    zip,
    changes,
    text: async (path) => {
      const name = nameOf(path);
      const change = changes.get(name);
      if (change === undefined) return zip.parts.has(name) ? (await zip.read(name)).toString() : undefined;
      if (change === 'gone') return undefined;
      if ('file' in change) throw new Error(`${name} is written already.`);
      return change.text;
    },
    set: (path, change) => {
      const name = nameOf(path);
      names.set(key(name), name);
      changes.set(name, change);
    },
    free: (path) => {
      for (let number = 1; ; number++) if (!names.has(key(path(number)))) return path(number);
    },
  };
}

/** A relationship of a part. */
export interface Relationship {
  id: string;
  type: string;
  /** The path of the part that it points at; of something outside, its address. */
  target: string;
}

/** The relationships of a part. */
export async function relationshipsOf(parts: Parts, path: string): Promise<Relationship[]> {
  const text = (await parts.text(relationsPath(path))) ?? '';
  return tokensOf(text).flatMap((token) => {
    if (token.kind === 'close' || !('name' in token) || token.name !== 'Relationship') return [];
    const target = attribute(token.raw, 'Target') ?? '';
    const outside = attribute(token.raw, 'TargetMode') === 'External';
    return {
      id: attribute(token.raw, 'Id') ?? '',
      type: attribute(token.raw, 'Type') ?? '',
      target: outside ? target : posix.resolve('/', posix.dirname(path), target).slice(1),
    };
  });
}

/** An id that no relationship of these has. */
export function freeId(relationships: Relationship[]): string {
  const known = new Set(relationships.map(({ id }) => id.toLowerCase()));
  let number = known.size + 1;
  while (known.has(`rid${number}`)) number++;
  return `rId${number}`;
}

/** Adds a relationship to a part, with the id if one is given, and returns its id. */
export async function relate(
  parts: Parts,
  path: string,
  { type, target, id = '' }: { type: string; target: string; id?: string },
): Promise<string> {
  const wanted = id === '' ? freeId(await relationshipsOf(parts, path)) : id;
  const text =
    (await parts.text(relationsPath(path))) ??
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>';
  const added = appendChild(
    text,
    'Relationships',
    (prefix) => `<${prefix}Relationship Id="${wanted}" Type="${encode(type)}" Target="/${encode(target)}"/>`,
  );
  parts.set(relationsPath(path), { text: added });
  return wanted;
}

/** Takes the relationships of a part to another part out. */
export async function unrelate(parts: Parts, path: string, target: string): Promise<void> {
  const gone = new Set(
    (await relationshipsOf(parts, path)).filter((one) => one.target === target).map(({ id }) => id),
  );
  const text = (await parts.text(relationsPath(path))) ?? '';
  const isGone = (name: string, tag: string): boolean =>
    name === 'Relationship' && gone.has(attribute(tag, 'Id') ?? '');
  parts.set(relationsPath(path), { text: withoutElements(text, isGone) });
}

const contentTypes = '[Content_Types].xml';

/** Says what a new part is. */
export async function declare(parts: Parts, path: string, type: string): Promise<void> {
  const text = (await parts.text(contentTypes)) ?? '';
  const element = (prefix: string): string =>
    `<${prefix}Override PartName="/${encode(path)}" ContentType="${type}"/>`;
  parts.set(contentTypes, { text: appendChild(text, 'Types', element) });
}

/** Says what all parts with an extension are, unless it is said. */
export async function declareExtension(parts: Parts, extension: string, type: string): Promise<void> {
  const text = (await parts.text(contentTypes)) ?? '';
  const known = tokensOf(text).some(
    (token) =>
      'name' in token &&
      token.name === 'Default' &&
      attribute(token.raw, 'Extension')?.toLowerCase() === extension,
  );
  if (known) return;
  // The defaults stand before the parts, for programs that expect it.
  const root = tokensOf(text).find((token) => token.kind === 'open' && token.name === 'Types')?.raw ?? '';
  const at = text.indexOf(root) + root.length;
  const element = `<${prefixOf(root)}Default Extension="${extension}" ContentType="${type}"/>`;
  parts.set(contentTypes, { text: text.slice(0, at) + element + text.slice(at) });
}

/** Takes out what is said of a part. */
export async function undeclare(parts: Parts, path: string): Promise<void> {
  const text = (await parts.text(contentTypes)) ?? '';
  const isPart = (tag: string): boolean => key(attribute(tag, 'PartName') ?? '') === key(path);
  const isGone = (name: string, tag: string): boolean => name === 'Override' && isPart(tag);
  parts.set(contentTypes, { text: withoutElements(text, isGone) });
}
