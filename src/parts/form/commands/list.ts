import { readerOf } from '../../../language/reader.ts';
import { type Output, timeCell, write, writeRecords } from '../../output.ts';
import { textTable } from '../../terminal.ts';
import type { Answer } from '../answers/answers.ts';
import { headingsOf } from '../export/columns.ts';
import { answerJson } from '../export/export.ts';
import { textOf } from '../fields/text.ts';
import { valueIn } from '../fields/values.ts';
import type { Site } from '../pages/site.ts';
import { mainFields, saidIn } from '../pages/texts.ts';
import { answerFor, type FormOptions, formFor } from './options.ts';

interface ListOptions extends FormOptions {
  search?: string;
  deleted?: true;
  limit?: number;
  format?: Output;
}

/** A longer value is cut on a terminal. */
const longestShown = 40;

/** So many are read at once: each time all of them are counted. */
const some = 10_000;

/** Lists the answers to a form, the newest first. */
export async function listAnswers(site: Site, options: ListOptions): Promise<void> {
  const form = formFor(site, options);
  const format = options.format ?? (process.stdout.isTTY ? 'table' : 'ndjson');
  const limit = options.limit ?? (format === 'table' && process.stdout.isTTY ? 50 : Number.MAX_SAFE_INTEGER);
  const answers: Answer[] = [];
  const kept = site.desk.kept();
  const { search, deleted } = options;
  while (kept && answers.length < limit) {
    const found = kept.list(form.name, {
      ...(search !== undefined && { search }),
      ...(deleted && { deleted }),
      offset: answers.length,
      limit: Math.min(some, limit - answers.length),
    });
    answers.push(...found.answers);
    if (found.answers.length === 0) break;
  }
  const headings = headingsOf(form.layout());
  const reader = readerOf(options.language);
  if (format === 'table') {
    const fields = mainFields(form);
    const rows = answers.map(({ number, created, values }) => [
      number,
      timeCell(created),
      ...fields.map((field) => shortened(textOf(field, valueIn(values, field.id), reader))),
    ]);
    const { columns } = reader.text.formFields;
    const head = [columns.number, columns.handedIn, ...fields.map(({ id }) => headings.get(id) ?? id)];
    return write(textTable(head, rows));
  }
  await writeRecords(answers.map(answerJson), {}, format);
}

interface ShowOptions extends FormOptions {
  history?: true;
  format?: Output;
}

/** Prints one answer, or all that was done with it. */
export async function showAnswer(site: Site, number: number, options: ShowOptions): Promise<void> {
  const form = formFor(site, options);
  const answer = answerFor(site, form, number);
  const reader = readerOf(options.language);
  const format = options.format ?? (process.stdout.isTTY ? 'table' : 'json');
  if (options.history) {
    const versions = site.desk.answers().history(answer.id);
    return writeRecords(
      versions,
      { version: (one) => one.version, at: (one) => timeCell(one.at), done: (one) => one.done },
      format,
    );
  }
  if (format !== 'table') {
    const text = JSON.stringify(answerJson(answer), null, format === 'json' ? 2 : undefined);
    return write(`${text}\n`);
  }
  const headings = headingsOf(form.layout());
  const rows = form.fields().flatMap((field) => {
    const value = valueIn(answer.values, field.id);
    if (value === undefined) return [];
    const [first = '', ...rest] = textOf(field, value, reader).split('\n');
    return [[headings.get(field.id) ?? field.id, first], ...rest.map((line) => ['', line])];
  });
  // Of fields that the form has no more.
  const former = saidIn(form, answer.values, reader).filter(({ id }) => !headings.has(id));
  const { columns } = reader.text.formFields;
  await write(
    textTable(
      [columns.number, String(answer.number)],
      [
        [columns.handedIn, timeCell(answer.created)],
        ...(answer.deleted ? [[reader.text.form.history.done.deleted, timeCell(answer.deleted)]] : []),
        ...rows,
        ...former.map(({ id, text }) => [id, text]),
      ],
    ),
  );
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > longestShown ? `${line.slice(0, longestShown - 1)}…` : line;
}
