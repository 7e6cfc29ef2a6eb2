import { basename } from 'node:path';
import { UserError } from '../../../base/error.ts';
import { formatCount } from '../../../base/format.ts';
import { readerOf } from '../../../language/reader.ts';
import { checkFree } from '../../export/target.ts';
import { writeFile } from '../../export/write-file.ts';
import { type Output, write } from '../../output.ts';
import { textTable } from '../../terminal.ts';
import type { Checked } from '../check/check.ts';
import { importRows } from '../check/import.ts';
import type { Form } from '../forms.ts';
import type { Site } from '../pages/site.ts';
import { workbooks } from '../workbooks.ts';
import { type FormOptions, formFor, readNamed } from './options.ts';

interface CheckOptions extends FormOptions {
  to?: string;
  force?: true;
  format?: Output;
}

/** Checks a file that somebody filled, and writes the corrected workbook. Exit status 1 when something is wrong. */
export async function checkAnswers(site: Site, file: string, options: CheckOptions): Promise<void> {
  const { to, format = process.stdout.isTTY ? 'table' : 'ndjson' } = options;
  const form = formFor(site, options);
  if (to !== undefined) checkFree(to, options.force);
  const { checked, bytes } = await readChecked(form, file, options);
  if (to !== undefined) {
    await writeFile(to, [await workbooks().correctedWorkbook(checked, bytes, readerOf(options.language))]);
  }
  await tell(checked, format);
  if (format === 'table' && to !== undefined) await write(`Wrote ${to}.\n`);
  if (!isWrong(checked)) return;
  throw new UserError(`${wrongRows(checked)} of ${file} something is wrong.`, {
    hint: to === undefined ? 'A corrected workbook is written by --to FILE.' : `It is marked in ${to}.`,
  });
}

interface ImportOptions extends FormOptions {
  acceptedOnly?: true;
  format?: Output;
}

/** Adds the rows of a file to the answers: all of them, or with `acceptedOnly` those in which nothing is wrong. */
export async function importAnswers(site: Site, file: string, options: ImportOptions): Promise<void> {
  const { format = process.stdout.isTTY ? 'table' : 'json' } = options;
  const form = formFor(site, options);
  const { checked } = await readChecked(form, file, options);
  if (isWrong(checked) && !options.acceptedOnly) {
    const [first = ''] = [
      ...checked.faults,
      ...checked.problems.map((one) => `${one.column}${one.row}: ${one.message}`),
    ];
    throw new UserError(
      `${wrongRows(checked)} of ${file} something is wrong, and nothing was added. ${first}`,
      {
        hint: 'See all of it by "form check FILE --to CORRECTED", or add the others by --accepted-only.',
      },
    );
  }
  const answers = site.desk.answers();
  const done = await importRows(answers, form.name, checked);
  await answers.synced();
  if (format !== 'table') return write(`${JSON.stringify(done, null, format === 'json' ? 2 : undefined)}\n`);
  const lines = [
    `Added ${formatCount(done.added.length, 'answer')}, changed ${formatCount(done.changed.length, 'answer')}.`,
    ...(done.known > 0 ? [`${formatCount(done.known, 'row')} said what was there already.`] : []),
    ...(done.refused > 0 ? [`${formatCount(done.refused, 'row')} with something wrong left out.`] : []),
    ...done.conflicts.map(
      ({ row, number, deleted }) =>
        `Row ${row}: answer ${number} was ${deleted ? 'deleted' : 'changed'} meanwhile, and nothing was done with it.`,
    ),
  ];
  await write(`${lines.join('\n')}\n`);
}

async function readChecked(form: Form, file: string, { language }: FormOptions) {
  const bytes = await readNamed(file);
  return {
    bytes,
    checked: await workbooks().checkFile(bytes, basename(file), form.layout(), readerOf(language)),
  };
}

function isWrong({ problems, faults }: Checked): boolean {
  return problems.length > 0 || faults.length > 0;
}

function wrongRows({ rows, accepted }: Checked): string {
  return `In ${formatCount(rows.length - accepted.length, 'row')}`;
}

async function tell(checked: Checked, format: Output): Promise<void> {
  const { rows, accepted, problems, changes, faults, unknown } = checked;
  if (format !== 'table') {
    const facts = { rows: rows.length, accepted: accepted.length, faults, unknown, problems, changes };
    return write(`${JSON.stringify(facts, null, format === 'json' ? 2 : undefined)}\n`);
  }
  const lines = problems.map((one) => [
    one.column + one.row,
    one.field,
    one.value,
    one.message,
    one.proposal ?? '',
  ]);
  if (lines.length > 0)
    await write(`${textTable(['cell', 'field', 'value', 'what is wrong', 'proposal'], lines)}\n`);
  const mends = changes.map((one) => [
    one.column + one.row,
    one.field,
    one.before,
    String(one.after ?? ''),
    one.why,
  ]);
  if (mends.length > 0) await write(`${textTable(['cell', 'field', 'before', 'after', 'why'], mends)}\n`);
  for (const fault of faults) await write(`${fault}\n`);
  if (unknown.length > 0) await write(`Not of the form, and not read: ${unknown.join(', ')}.\n`);
  await write(
    `${formatCount(accepted.length, 'row')} accepted, ${formatCount(rows.length - accepted.length, 'row')} with something wrong.\n`,
  );
}
