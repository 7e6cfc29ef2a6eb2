/**
 * Measures what docs/performance.md says, and writes it there: `npm run bench`, or some chapters of
 * it: `npm run bench -- tables`. Linux, some 12 GB of free disk, half an hour. Every figure is of a
 * whole process; peers run in turn with it.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forms } from './forms.ts';
import { images } from './images.ts';
import type { Bench } from './measure.ts';
import { packing } from './packing.ts';
import { startChapter, writeChapter } from './page.ts';
import { serving } from './serving.ts';
import { tables } from './tables.ts';
import { worker } from './worker.ts';

/** In the order of the document. */
const chapters: Record<string, (bench: Bench) => void | Promise<void>> = {
  packing,
  images,
  tables,
  serving,
  worker,
  forms,
};

const [, , ...asked] = process.argv;
const unknown = asked.filter((name) => !chapters[name]);
if (unknown.length > 0) {
  console.error(`There is no chapter ${unknown.join(', ')}. There are: ${Object.keys(chapters).join(', ')}.`);
  process.exit(2);
}

const work = join(tmpdir(), `holdall-bench-${process.pid}`);
mkdirSync(work, { recursive: true });
process.env['HOLDALL_CACHE'] ??= join(work, 'cache');
try {
  for (const [name, chapter] of Object.entries(chapters)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    console.log(`\n${name} ...`);
    const { section, text } = startChapter();
    await chapter({ work, section });
    writeChapter(name, text());
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
