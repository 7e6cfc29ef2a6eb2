import type { Reader } from '../../language/reader.ts';
import type { SearchHits } from '../../parts/run.ts';
import type { App } from '../app.ts';

/** Hits shown of each part. */
const LIMIT = 8;

/** What one part found, under its own name and its tab's. */
export interface SearchGroup extends SearchHits {
  part: string;
  title: string;
}

/** Asks every part that can search; those that found nothing are left out. */
export async function searchAll(app: App, reader: Reader, words: string): Promise<SearchGroup[]> {
  const groups = await Promise.all(
    app.parts.map(async (part) => ({
      part: part.name,
      title: part.tab(reader),
      ...((await part.search?.(reader, words, LIMIT)) ?? { hits: [] }),
    })),
  );
  return groups.filter(({ hits }) => hits.length > 0);
}
