import { buffer } from 'node:stream/consumers';
import { formatUserError, UserError } from '../../base/error.ts';
import { formatCount } from '../../base/format.ts';
import type { Layout } from '../../form/layout/types.ts';
import { checkLayout } from '../../spec/layout.ts';
import type { LoadedSpec } from '../../spec/load.ts';
import type { Problem } from '../../spec/problem.ts';
import { isS3Address, splitAddress } from '../../store/address.ts';
import { type FindOptions, findFile, type LocatedFile, type Source } from '../sources.ts';

/** Layouts are some kilobytes; a picture given by mistake is not read to its end. */
const MAX_BYTES = 16 << 20;

/**
 * Reads the layouts that forms name, by the forms' names. What is wrong with one is a problem at its
 * place in the layout, and whether it fits the form at the place in the spec that names it.
 */
export async function findLayouts(
  loaded: LoadedSpec,
  options: FindOptions,
  sources: readonly Source[],
  problems: Problem[],
): Promise<Map<string, Layout>> {
  const layouts = new Map<string, Layout>();
  for (const [name, { layout: path }] of Object.entries(loaded.spec.forms ?? {})) {
    if (path === undefined) continue;
    const at = ['forms', name, 'layout'];
    const found = await findFile(loaded, at, path, options);
    if ('problems' in found) {
      problems.push(...found.problems);
      continue;
    }
    try {
      const text = await textOf(found.source, options.signal);
      const checked = checkLayout(text, besideSpec(loaded, found.source.name));
      if ('problems' in checked) problems.push(...checked.problems);
      else {
        layouts.set(name, checked.layout);
        const pages = pagesOf(sources, name);
        if (pages !== undefined) ensurePages(checked.layout, pages);
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(loaded.problemAt(at, { message: formatUserError(error) }));
    }
  }
  return layouts;
}

/** Throws a `UserError` for a layout that has more or fewer pages than its form. */
export function ensurePages({ pages }: Layout, count: number): void {
  if (pages.length === count) return;
  throw new UserError(
    `The layout has ${formatCount(pages.length, 'page')}, and the form's pictures make ${count}.`,
    { hint: 'Name the pictures that it was made of, in their order, or make the layout anew.' },
  );
}

/** How many pages a form has, as far as its sources' names tell: a PDF has any number. */
function pagesOf(sources: readonly Source[], form: string): number | undefined {
  const own = sources.filter(({ kind, set }) => kind === 'forms' && set === form);
  return own.length === 0 || own.some(({ path }) => /\.pdf$/i.test(path)) ? undefined : own.length;
}

async function textOf({ name, store, object }: LocatedFile, signal: AbortSignal): Promise<string> {
  if (object.size > MAX_BYTES)
    throw new UserError(`${name} is no layout: it has ${object.size} bytes.`, {
      hint: 'Name the JSON file that "holdall form layout" wrote.',
    });
  const bytes = await buffer(await store.read(object.path, { signal }));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UserError(`${name} is no layout: it is not UTF-8 text.`, {
      hint: 'Name the JSON file that "holdall form layout" wrote.',
      cause,
    });
  }
}

/** A source as messages show it beside the spec: as the user would write it from where the spec was named. */
function besideSpec({ address }: LoadedSpec, name: string): string {
  if (isS3Address(name) || name.startsWith('/')) return name;
  const { place } = splitAddress(address);
  return `${place === './' ? '' : place}${name}`;
}
