import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { hashOf } from '../../../base/hash.ts';
import { type Answer, type Answers, ChangedMeanwhile } from '../answers/answers.ts';
import { type Values, valueIn } from '../fields/values.ts';
import type { Checked } from './check.ts';
import type { CheckedRow } from './rows.ts';

/** What became of the rows of a file. */
export interface Imported {
  /** The numbers of new answers, and of answers that were changed. */
  added: number[];
  changed: number[];
  /** Rows that say what is there already. */
  known: number;
  /** Rows, from 1, of answers that somebody else changed meanwhile, or deleted: nothing was done with them. */
  conflicts: { row: number; number: number; deleted: boolean }[];
  /** Rows in which something is wrong: nothing was done with them. */
  refused: number;
}

/**
 * Adds the accepted rows to the answers. A row of an export changes its answer, if that is still of the
 * version that was exported; any other is a new answer, and so is one that somebody made by copying a
 * row of an export. A file that is imported once more adds nothing.
 */
export async function importRows(answers: Answers, form: string, checked: Checked): Promise<Imported> {
  const done: Imported = {
    added: [],
    changed: [],
    known: 0,
    conflicts: [],
    refused: checked.rows.length - checked.accepted.length,
  };
  const occurrences = new Map<string, number>();
  const copies = copiesAmong(checked, answers);
  for (const [at, row] of checked.accepted.entries()) {
    // Each row is a transaction of its own: others are served meanwhile.
    if (at % 100 === 99) await setImmediate();
    const of = copies.has(row) ? undefined : row.of;
    const known = of && answers.get(of.answer);
    if (of && known && known.form === form) {
      changeAnswer(answers, known, row, of.version, checked.fields, done);
      continue;
    }
    const hash = hashOf(row.values);
    const nth = (occurrences.get(hash) ?? 0) + 1;
    occurrences.set(hash, nth);
    // With no id of its own it gets one by what it says: the second row that says the same is another answer.
    const id = of && !known ? of.answer : idOf(form, hash, nth);
    if (answers.get(id)) {
      done.known += 1;
      continue;
    }
    done.added.push(answers.add(form, row.values, { id, done: 'imported' }).number);
  }
  return done;
}

function changeAnswer(
  answers: Answers,
  known: Answer,
  row: CheckedRow,
  version: number,
  columns: ReadonlySet<string>,
  done: Imported,
): void {
  // Also what it has in fields that the form has no more.
  const kept = Object.entries(known.values).filter(([id]) => !columns.has(id));
  const values: Values = Object.fromEntries([...kept, ...Object.entries(row.values)]);
  if (isSame(values, known.values)) {
    done.known += 1;
    return;
  }
  const conflict = { row: row.row, number: known.number, deleted: known.deleted !== undefined };
  if (known.deleted !== undefined || known.version !== version) {
    // Nobody has touched the row since it was exported: it is only older than what is here.
    const exported = answers.history(known.id).find((one) => one.version === version)?.values;
    if (says(row, exported, columns)) done.known += 1;
    else done.conflicts.push(conflict);
    return;
  }
  try {
    done.changed.push(answers.change(known.id, version, values).number);
  } catch (error) {
    if (!(error instanceof ChangedMeanwhile)) throw error;
    done.conflicts.push(conflict);
  }
}

/**
 * Rows that say that they are of an answer of which another row is: who copies a row of an export to
 * write a new one into it copies that as well. The row that is left as it was is the answer's own,
 * else the one that says what the answer says by now, else the first.
 */
function copiesAmong({ rows, fields }: Checked, answers: Answers): Set<CheckedRow> {
  const byAnswer = Map.groupBy(rows, ({ of }) => of?.answer);
  const copies = new Set<CheckedRow>();
  for (const [id, some] of byAnswer) {
    if (id === undefined || some.length === 1) continue;
    const history = answers.history(id);
    const exported = (row: CheckedRow) => history.find(({ version }) => version === row.of?.version)?.values;
    const own =
      some.find((row) => says(row, exported(row), fields)) ??
      some.find((row) => says(row, history.at(-1)?.values, fields)) ??
      some[0];
    for (const row of some) if (row !== own) copies.add(row);
  }
  return copies;
}

/** Whether a row says what an answer says, as far as the file has columns for it. */
function says({ values }: CheckedRow, answer: Values | undefined, columns: ReadonlySet<string>): boolean {
  return answer !== undefined && [...columns].every((id) => isSame(valueIn(values, id), valueIn(answer, id)));
}

function isSame(one: unknown, other: unknown): boolean {
  return hashOf(one ?? null) === hashOf(other ?? null);
}

/** The namespace of the ids, itself a UUID. */
const namespace = Buffer.from('5b0d6f0a3f0e4b0f9a5e6c1d2e3f4a5b', 'hex');

/** A UUID by a name (RFC 9562, version 5): the same rows have the same ids on every machine. */
function idOf(form: string, hash: string, nth: number): string {
  const bytes = createHash('sha1')
    .update(namespace)
    .update(`${form}\n${hash}\n${nth}`)
    .digest()
    .subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
