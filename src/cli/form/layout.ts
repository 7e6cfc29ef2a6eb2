import { open, readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UserError } from '../../base/error.ts';
import { formatCount } from '../../base/format.ts';
import { layoutText } from '../../form/layout/document.ts';
import { isDoubtful } from '../../form/layout/doubtful.ts';
import type { KnownPage } from '../../form/layout/known.ts';
import { layoutOf } from '../../form/layout/layout.ts';
import type { PageFound } from '../../form/layout/understood.ts';
import { foundPages } from '../../form/positions.ts';
import { checkPositions } from '../../spec/layout.ts';
import { SpecError } from '../../spec/problem.ts';
import { checkOutput, writeOutput } from '../output.ts';
import { checkSource } from '../profile/source.ts';
import { wrongUsage } from '../usage.ts';
import { findOnPages, type ReadingFlags, readingOptions } from './reading.ts';
import { besideDocument } from './relative.ts';

/** What a layout is made of. */
interface Found {
  pages: (PageFound | KnownPage)[];
  /** The pictures that the pages are of, as this process finds them. */
  from: string[];
  rectify?: 'auto' | 'none' | undefined;
}

/** `holdall form layout FILE...`: the fields of a form as JSON, of what was found or of its pictures. */
export async function layoutCommand(
  files: string[],
  flags: ReadingFlags,
  signal: AbortSignal,
): Promise<number> {
  const target = { path: flags.to, force: flags.force === true, inputs: files };
  for (const file of files) await checkSource(file);
  await checkOutput(target);
  const { pages, from, rectify } = (await positionsIn(files, flags)) ?? (await foundIn(files, flags, signal));
  const name = new Intl.ListFormat('en-GB').format(files);
  const layout = layoutOf(pages, name);
  await writeOutput(target, layoutText(layout, { from: besideDocument(flags.to, from), rectify }));
  if (flags.to === '-') return 0;
  const { fields } = layout;
  const doubtful = fields.filter(isDoubtful).length;
  const check = doubtful > 0 ? `, ${doubtful} of them to check` : '';
  console.error(
    `wrote ${flags.to}: ${formatCount(pages.length, 'page')}, ${formatCount(fields.length, 'field')}${check}`,
  );
  console.error(`Next: holdall form edit ${flags.to}`);
  return 0;
}

async function foundIn(files: string[], flags: ReadingFlags, signal: AbortSignal): Promise<Found> {
  const options = readingOptions(flags);
  return { pages: await findOnPages(files, { ...options, signal }), from: files, rectify: options.rectify };
}

/** What a file of positions has; undefined for files that are none: JSON begins with a brace. */
async function positionsIn(files: string[], flags: ReadingFlags): Promise<Found | undefined> {
  const [file = ''] = files;
  const which = await Promise.all(files.map(isJson));
  if (!which.includes(true)) return undefined;
  if (files.length > 1)
    throw wrongUsage('Positions are one file for all pages.', 'Give that alone, or the pictures alone.');
  if (flags.language !== undefined || flags.rectify !== undefined)
    throw wrongUsage(
      '--language and --rectify are for pictures, and positions were read of theirs already.',
      'Leave them out, or give the pictures.',
    );
  const checked = checkPositions(await readFile(file, 'utf8'), file);
  if ('problems' in checked) throw new SpecError(checked.problems);
  const { from = [], rectify } = checked.positions;
  const { pages } = checked.positions;
  const hasPlaces = pages.some(({ places = [] }) => places.length > 0);
  if (hasPlaces && pages.every(({ fields, words = [] }) => !fields && words.length === 0))
    throw new UserError(`${file} has no words, so its fields would have no labels.`, {
      hint: 'Make it again by "holdall form detect", without --no-words.',
    });
  const pictures = from.map((picture) => resolve(dirname(file), picture));
  return { pages: foundPages(checked.positions), from: pictures, rectify };
}

async function isJson(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
    return /^\uFEFF?\s*\{/.test(buffer.toString('utf8', 0, bytesRead));
  } finally {
    await handle.close();
  }
}
