/** What somebody has typed, as this browser keeps it until the program has it. */
export interface Kept {
  form: string;
  inputs: Record<string, string>;
  of?: { answer: string; version: number };
  /** Whether the program has it. */
  isKept: boolean;
}

/** What the program says of a draft: what is wrong, and how the rest is usually written. */
export interface Said {
  errors: { field: string; name: string; message: string }[];
  texts: Record<string, string>;
}

const PREFIX = 'form-draft ';

export function read(id: string): Kept | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(PREFIX + id) ?? 'null');
    return typeof kept === 'object' && kept !== null ? (kept as Kept) : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps it at once; where the browser keeps nothing, the program alone does. */
export function write(id: string, kept: Kept): void {
  try {
    localStorage.setItem(PREFIX + id, JSON.stringify(kept));
  } catch {
    // No room, or not allowed.
  }
}

/** Sends a draft to the program; undefined where it cannot be reached. */
export async function send(id: string, { form, inputs, of }: Kept): Promise<Said | undefined> {
  try {
    const response = await fetch(`/api/forms/${encodeURIComponent(form)}/drafts/${id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ inputs, of }),
    });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps other pages of this browser from a draft for as long as this page is there. */
export function hold(id: string): void {
  // Browsers have no locks for pages that come over the network without encryption.
  void navigator.locks?.request(PREFIX + id, () => new Promise(() => {}));
}

/** Sends what the program has not got of drafts that no page is at, and forgets what it has. */
export async function sweepDrafts(current: unknown): Promise<void> {
  const ids = Object.keys(localStorage)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => key.slice(PREFIX.length));
  for (const id of ids) {
    if (id === current) continue;
    if (!navigator.locks) await sweep(id);
    else await navigator.locks.request(PREFIX + id, { ifAvailable: true }, (lock) => lock && sweep(id));
  }
}

async function sweep(id: string): Promise<void> {
  const kept = read(id);
  if (!kept || kept.isKept || (await send(id, kept))) localStorage.removeItem(PREFIX + id);
}
