import { extname } from 'node:path';
import { UserError } from '../../../base/error.ts';
import { readerOf } from '../../../language/reader.ts';
import { checkFree } from '../../export/target.ts';
import { writeFile } from '../../export/write-file.ts';
import { write } from '../../output.ts';
import type { Site } from '../pages/site.ts';
import { printingOf } from '../print/printing.ts';
import { answerFor, type FormOptions, formFor } from './options.ts';

interface PrintOptions extends FormOptions {
  to: string;
  force?: true;
}

/** Writes a filled form, or an empty one, as PDF; or its pages as pictures. */
export async function printAnswer(
  site: Site,
  number: number | undefined,
  options: PrintOptions,
): Promise<void> {
  const { to, force } = options;
  const form = formFor(site, options);
  const reader = readerOf(options.language);
  const answer = number === undefined ? undefined : answerFor(site, form, number);
  const ending = extname(to).toLowerCase();
  const printing = printingOf(site.context);
  const said = (unprintable: string[]) =>
    unprintable.length > 0 &&
    process.stderr.write(`${reader.text.formFields.print.unprintable(unprintable.join(', '))}\n`);
  if (ending === '.pdf') {
    checkFree(to, force);
    const { bytes, unprintable } = await printing.pdf(form, answer, reader);
    await writeFile(to, [bytes]);
    said(unprintable);
    return write(`Wrote ${to}.\n`);
  }
  if (ending !== '.png' || !answer) {
    throw new UserError(
      answer ? `A form is printed as .pdf or .png, not as "${to}".` : 'An empty form is printed as .pdf.',
      {
        hint: 'Name the file so: --to FILE.pdf.',
        exitCode: 2,
      },
    );
  }
  const files = form.pages.map((_, at) =>
    form.pages.length > 1 ? `${to.slice(0, -4)}-${at + 1}${extname(to)}` : to,
  );
  for (const file of files) checkFree(file, force);
  for (const [at, file] of files.entries()) {
    const { bytes, unprintable } = await printing.png(form, answer, at, reader);
    await writeFile(file, [bytes]);
    if (at === 0) said(unprintable);
  }
  await write(`Wrote ${files.join(', ')}.\n`);
}
