/**
 * Measures what docs/performance.md says, and writes it there: `npm run bench`, or some chapters of
 * it: `npm run bench -- tables`. Linux, some 12 GB of free disk, half an hour. Every figure is of a
 * whole process; peers run in turn with it.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { images } from './images.ts';
import type { Bench } from './measure.ts';
import { packing } from './packing.ts';
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
};

const page = 'docs/performance.md';
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
    const sections: string[] = [];
    const section = (title: string, text: string): void => {
      sections.push(`## ${title}\n\n${text}\n`);
      console.log(`\n## ${title}\n\n${text}`);
    };
    await chapter({ work, section });
    write(name, sections.join('\n'));
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** Puts a chapter in its place on the page, and leaves the others as they are. */
function write(chapter: string, text: string): void {
  const old = existsSync(page) ? readFileSync(page, 'utf8') : '';
  const marker = (name: string): string => `<!-- ${name} -->\n`;
  const texts = Object.keys(chapters).map((name) => {
    const at = old.indexOf(marker(name));
    const from = at + marker(name).length;
    const next = old.indexOf('\n<!-- ', from);
    const kept = at < 0 ? '' : old.slice(from, next < 0 ? undefined : next);
    return { name, text: name === chapter ? text : kept };
  });
  const head = `# Performance

Made by \`npm run bench\` on ${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Linux, Node ${process.versions.node}.
The machine is a shared one: times vary by a factor of two and more from run to run, ratios of programs run in turn far less. Memory is the peak resident set of the largest process, by GNU time.
`;
  const written = texts.flatMap(({ name, text }) => (text ? [`${marker(name)}${text}`] : []));
  writeFileSync(page, [head, ...written].join('\n'));
  console.log(`\nwrote ${page}`);
}
