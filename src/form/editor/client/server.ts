import type { Layout } from '../../layout/types.ts';
import { fieldsOf, type Items } from './model/item.ts';

/** What the server gives to begin with. Addresses are relative to the page, whose own is a secret. */
export interface Loaded {
  /** The name of the file. */
  file: string;
  layout: Layout;
  /** Of the file, to notice when another program changes it; none while there is no file. */
  version: string | null;
  /** The pictures, in the order of the pages, in pixels. */
  pages: readonly { src: string; width: number; height: number }[];
}

type Saved = { kind: 'saved'; version: string } | { kind: 'conflict' } | { kind: 'failed'; message: string };

export async function load(): Promise<Loaded> {
  const answer = await fetch('layout');
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as Loaded;
}

/** Saves the fields; with `version`, only over the file of that version. */
export async function save(items: Items, version: string | null | undefined): Promise<Saved> {
  try {
    const answer = await fetch('layout', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ fields: fieldsOf(items), ...(version === undefined ? {} : { version }) }),
    });
    if (answer.status === 409) return { kind: 'conflict' };
    const body = (await answer.json()) as { version?: string; message?: string };
    if (answer.ok && body.version) return { kind: 'saved', version: body.version };
    return { kind: 'failed', message: body.message ?? 'It was not saved.' };
  } catch {
    const message =
      'Nothing answers any more: "holdall form edit" was ended. Download the layout to keep what you did here.';
    return { kind: 'failed', message };
  }
}

/** Lets the server know whether it may be ended without a loss. */
export async function tellUnsaved(unsaved: boolean): Promise<void> {
  await fetch('unsaved', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ unsaved }),
    // It is said while the page is left, too.
    keepalive: true,
  }).catch(() => undefined);
}
