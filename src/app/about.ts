import { statSync } from 'node:fs';
import { formatBytes, formatCount } from '../base/format.ts';
import { readerOf } from '../language/reader.ts';
import { printable } from '../parts/terminal.ts';
import type { App } from './app.ts';

/** The command line speaks English. */
const reader = readerOf('en');

/** What is inside, from what, when, and by which version. */
export function aboutApp({ manifest, payload, parts }: App, file: string) {
  const { name, title, version, target, date, holdall, node, commit, content, spec, sources } = manifest;
  const packed = [...payload.files.values()];
  const sum = (sizes: number[]) => sizes.reduce((total, size) => total + size, 0);
  return {
    name,
    title,
    version,
    target,
    date,
    holdall,
    node,
    ...(commit === undefined ? {} : { commit }),
    content,
    spec,
    sources,
    parts: parts.map((part) => ({ name: part.name, title: part.tab(reader), summary: part.summary(reader) })),
    files: packed.length,
    sizes: {
      executable: statSync(file).size,
      unpacked: sum(packed.map((one) => one.size)),
      packed: sum(packed.map((one) => one.packedSize)),
    },
  };
}

/** The same for people. */
export function aboutText(about: ReturnType<typeof aboutApp>): string {
  const { sizes } = about;
  const sourceBytes = about.sources.reduce((total, source) => total + source.size, 0);
  const facts: [string, string][] = [
    ...about.parts.map((part): [string, string] => [part.name, part.summary]),
    [
      'payload',
      `${formatCount(about.files, 'file')}, ${formatBytes(sizes.unpacked)} (${formatBytes(sizes.packed)} packed)`,
    ],
    ['from', `${formatCount(about.sources.length, 'source')}, ${formatBytes(sourceBytes)}`],
    ['spec', about.commit ? `${about.spec.file} at commit ${about.commit.slice(0, 12)}` : about.spec.file],
    ['date', about.date],
    ['content', about.content.slice(0, 12)],
    ['made with', `Holdall ${about.holdall}`],
    ['runs on', `${about.target}, Node ${about.node}, ${formatBytes(sizes.executable)}`],
  ];
  const lines = facts.map(([fact, value]) => `  ${fact.padEnd(11)}${printable(value)}`);
  return `${printable(about.title)} ${about.version}\n\n${lines.join('\n')}\n`;
}
