import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import type { Bench } from './measure.ts';

const page = 'docs/performance.md';

/** A chapter that is being written: its sections are shown as they come. */
export function startChapter(): { section: Bench['section']; text: () => string } {
  const sections: string[] = [];
  return {
    section(title, text) {
      sections.push(`## ${title}\n\n${text}\n`);
      console.log(`\n## ${title}\n\n${text}`);
    },
    text: () => sections.join('\n'),
  };
}

/** Puts a chapter in its place on the page, a new one at the end, and leaves the others as they are. */
export function writeChapter(name: string, text: string): void {
  const old = existsSync(page) ? readFileSync(page, 'utf8') : '';
  const [, ...parts] = old.split(/^<!-- (\w+) -->\n/m);
  const chapters = new Map<string, string>();
  for (let at = 0; at < parts.length; at += 2) {
    chapters.set(parts[at] ?? '', (parts[at + 1] ?? '').replace(/\n+$/, '\n'));
  }
  chapters.set(name, text);
  const head = `# Performance

Made by \`npm run bench\` on ${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Linux, Node ${process.versions.node}.
The machine is a shared one: times vary by a factor of two and more from run to run, ratios of programs run in turn far less. Memory is the peak resident set of the largest process, by GNU time.
`;
  const written = [...chapters].map(([chapter, content]) => `<!-- ${chapter} -->\n${content}`);
  writeFileSync(page, [head, ...written].join('\n'));
  console.log(`\nwrote ${page}`);
}
