import { readFile } from 'node:fs/promises';
import { didYouMean } from '../../base/nearest.ts';
import type { KnownPage } from '../../form/layout/known.ts';
import type { PageFound } from '../../form/layout/understood.ts';
import type { FormSource, ReadOptions } from '../../form/read.ts';
import { wordLanguages } from '../../form/words/read.ts';
import { checkSource } from '../profile/source.ts';
import { progressLine } from '../progress-line.ts';
import { wrongUsage } from '../usage.ts';

/** The options that the commands share that read pictures. */
export interface ReadingFlags {
  to: string;
  language?: string;
  rectify?: string;
  /** False by `--no-words`. */
  words?: boolean;
  force?: boolean;
}

/** The options as `readPages` takes them. Throws a `UserError` for what they cannot be. */
export function readingOptions({
  language,
  rectify,
  words = true,
}: Omit<ReadingFlags, 'to'>): Pick<ReadOptions, 'languages' | 'rectify'> {
  if (rectify !== undefined && rectify !== 'auto' && rectify !== 'none')
    throw wrongUsage(`--rectify cannot be ${JSON.stringify(rectify)}.`, 'It is auto or none.');
  if (!words && language !== undefined)
    throw wrongUsage('--language is for words, and --no-words reads none.', 'Leave one of them out.');
  return {
    ...(words ? language !== undefined && { languages: languagesOf(language) } : { languages: [] }),
    ...(rectify !== undefined && { rectify }),
  };
}

/** Files as sources, each known to be there. */
export async function formSources(files: readonly string[]): Promise<FormSource[]> {
  for (const file of files) await checkSource(file);
  return files.map((file) => ({ name: file, bytes: () => readFile(file) }));
}

/** Reads all pages and returns what was found on them; shows on standard error what is being done. */
export async function findOnPages(
  files: readonly string[],
  options: ReadOptions,
): Promise<(PageFound | KnownPage)[]> {
  const { readPages } = await import('../../form/read.ts');
  const found: (PageFound | KnownPage)[] = [];
  await withProgress(async (onProgress) => {
    for await (const page of readPages(await formSources(files), { ...options, onProgress }))
      if (page.found) found.push(page.found);
  });
  return found;
}

/** Shows what a task is at: a line that changes on a terminal, else a line each. */
export async function withProgress(
  task: (onProgress: (text: string) => void) => Promise<void>,
): Promise<void> {
  const progress = progressLine((text) => console.error(text));
  try {
    await task(progress.show);
  } finally {
    progress.clear();
  }
}

function languagesOf(list: string): string[] {
  const languages = list.split(',').map((code) => code.trim());
  for (const code of languages)
    if (!wordLanguages.some((known) => known === code))
      throw wrongUsage(
        `--language cannot be ${JSON.stringify(code)}.`,
        didYouMean(code, wordLanguages) ?? `Holdall reads ${wordLanguages.join(', ')}.`,
      );
  return languages;
}
