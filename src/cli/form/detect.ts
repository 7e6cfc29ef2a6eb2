import { formatCount } from '../../base/format.ts';
import { checkOutput, writeOutput } from '../output.ts';
import { findOnPages, type ReadingFlags, readingOptions } from './reading.ts';
import { besideDocument } from './relative.ts';

/** `holdall form detect PICTURE...`: the places to fill, and the words, as JSON. */
export async function detectCommand(
  files: string[],
  flags: ReadingFlags,
  signal: AbortSignal,
): Promise<number> {
  const options = readingOptions(flags);
  const target = { path: flags.to, force: flags.force === true, inputs: files };
  await checkOutput(target);
  const pages = await findOnPages(files, { ...options, signal });
  const document = {
    from: besideDocument(flags.to, files),
    ...(options.rectify === 'none' && { rectify: options.rectify }),
    pages,
  };
  await writeOutput(target, `${JSON.stringify(document, null, 2)}\n`);
  const places = sum(pages.map((page) => ('fields' in page ? page.fields.length : page.places.length)));
  const words = sum(pages.map((page) => ('fields' in page ? 0 : page.words.length)));
  const found = `${formatCount(places, 'place')} to fill, ${formatCount(words, 'word')}`;
  if (flags.to !== '-') console.error(`wrote ${flags.to}: ${formatCount(pages.length, 'page')}, ${found}`);
  return 0;
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
