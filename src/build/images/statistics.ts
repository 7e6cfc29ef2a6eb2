import { createWriteStream } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ImageSetIndex } from '../../image/index-file.ts';
import type { Content } from '../../parts/part.ts';
import { digestFile } from '../../payload/entry.ts';
import type { Job } from '../job.ts';

/** A set's index, and what reads the statistics of one of its pictures: their JSON, by its place. */
export interface WithStatistics {
  index: ImageSetIndex;
  statistics(place: number): Promise<string>;
}

/** Writes `SET.stats.ndjson`: an `ImageStatistics` a line. One picture's are in memory at a time. */
export function statisticsFile(job: Job, set: WithStatistics): Promise<Content> {
  return toContent(job, statisticsLines(set));
}

/** Writes `images.json`: `PublishedImages`, a picture a line. */
export function publishedImages(job: Job, sets: WithStatistics[]): Promise<Content> {
  return toContent(job, publishedLines(sets));
}

async function* statisticsLines({ index, statistics }: WithStatistics): AsyncGenerator<string> {
  for (const [place, { file }] of index.images.entries())
    yield `{"file":${JSON.stringify(file)},"channels":${await statistics(place)}}\n`;
}

async function* publishedLines(sets: WithStatistics[]): AsyncGenerator<string> {
  yield '{"sets":[';
  for (const [number, { index, statistics }] of sets.entries()) {
    const { name, images, nearDuplicates } = index;
    yield `${number > 0 ? ',' : ''}\n{"name":${JSON.stringify(name)},"images":[`;
    for (const [place, image] of images.entries()) {
      const known = JSON.stringify(image).slice(0, -1);
      yield `${place > 0 ? ',' : ''}\n${known},"channels":${await statistics(place)}}`;
    }
    yield `\n],"nearDuplicates":${JSON.stringify(nearDuplicates)}}`;
  }
  yield '\n]}\n';
}

async function toContent({ work, signal }: Job, lines: AsyncIterable<string>): Promise<Content> {
  const file = join(await mkdtemp(join(work, 'statistics-')), 'bytes');
  await pipeline(Readable.from(lines), createWriteStream(file), { signal });
  return { ...(await digestFile(file, signal)), file: async () => file };
}
