import { extname } from 'node:path';
import { checkOutput, writeOutput } from '../output.ts';
import { wrongUsage } from '../usage.ts';
import { formSources, type ReadingFlags, readingOptions, withProgress } from './reading.ts';

const formats = { '.png': 'png', '.jpg': 'jpeg', '.jpeg': 'jpeg', '.webp': 'webp' } as const;

/** `holdall form rectify PICTURE...`: straightens photos of a form; the pages of a PDF as pictures. */
export async function rectifyCommand(
  files: string[],
  flags: ReadingFlags,
  signal: AbortSignal,
): Promise<number> {
  const options = readingOptions(flags);
  const extension = extname(flags.to).toLowerCase();
  const format = formats[extension as keyof typeof formats];
  if (!format)
    throw wrongUsage(`${flags.to} is the name of no picture.`, 'Let it end in .png, .jpg or .webp.');
  const sources = await formSources(files);
  const target = (path: string) => ({ path, force: flags.force === true, inputs: files });
  await checkOutput(target(flags.to));
  const { readPages } = await import('../../form/read.ts');
  const { straightenedFile } = await import('../../form/straightened.ts');

  const made: { picture: Buffer; about: string }[] = [];
  await withProgress(async (onProgress) => {
    for await (const { sheet, ...page } of readPages(sources, {
      ...options,
      detect: false,
      signal,
      onProgress,
    })) {
      const picture = await page.picture();
      const { width, height } = picture;
      const about = `${width} x ${height} pixels${sheet ? `, of a ${sheet.from}, sharpness ${sheet.sharpness.toFixed(2)}` : ''}`;
      made.push({ picture: await straightenedFile(picture, format), about });
    }
  });
  const nameOf = (index: number) =>
    made.length === 1 ? flags.to : `${flags.to.slice(0, -extension.length)}-${index + 1}${extension}`;
  for (const index of made.keys()) await checkOutput(target(nameOf(index)));
  for (const [index, { picture, about }] of made.entries()) {
    await writeOutput(target(nameOf(index)), picture);
    console.error(`wrote ${nameOf(index)}: ${about}`);
  }
  return 0;
}
