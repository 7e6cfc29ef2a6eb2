import { UserError } from '../../../base/error.ts';
import { hashOf } from '../../../base/hash.ts';
import { openShared } from '../../../base/shared-database.ts';
import type { Values } from '../fields/values.ts';
import { type Answer, type Answers, ChangedMeanwhile, type ListOptions, type Version } from './answers.ts';
import { draftRow, draftsIn } from './drafts.ts';
import { searchText, wordsOf } from './search-text.ts';
import { answerOf, jsonOf, tables, unsentOf, versionOf } from './tables.ts';

/** How many answers are read at once where all are asked for. */
const READ_AT_ONCE = 500;

/**
 * Opens the answers in an SQLite file, which is made with its folders where there is none. Several
 * processes may have it open. Throws a `UserError` where it cannot be opened.
 */
export function openAnswers(file: string): Answers {
  const database = openShared(file, { tables, version: 1 });
  const { statement, transaction } = database;

  const get = (id: string): Answer | undefined => {
    const row = statement('SELECT * FROM answers WHERE id = ?').get(id);
    return row && answerOf(row);
  };

  /** The answer, if it is still of this version. */
  function expect(id: string, version: number): Answer {
    const now = get(id);
    if (!now) {
      throw new UserError(`There is no answer with the id ${id}.`, {
        hint: 'Look in the list of the answers for its number.',
      });
    }
    if (now.version !== version) throw new ChangedMeanwhile(now);
    return now;
  }

  /** Writes what an answer is by now, and notes how it came so. */
  function write(answer: Answer, done: Version['done'], draft: string | null): Answer {
    const { id, form, number, version, values, created, changed, deleted = null } = answer;
    const json = jsonOf(values);
    statement(
      `INSERT INTO answers (id, form, number, version, content, hash, search, created, changed, deleted)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET version = excluded.version, content = excluded.content, hash = excluded.hash,
         search = excluded.search, changed = excluded.changed, deleted = excluded.deleted`,
    ).run(id, form, number, version, json, hashOf(values), searchText(values), created, changed, deleted);
    statement(
      'INSERT INTO versions (answer, version, done, content, at, draft) VALUES (?, ?, ?, ?, ?, ?)',
    ).run(id, version, done, json, changed, draft);
    if (draft !== null) statement('DELETE FROM drafts WHERE id = ?').run(draft);
    return answer;
  }

  /** The version after this one, from now on. */
  function next({ deleted: _, ...answer }: Answer, changes: Partial<Answer>): Answer {
    return { ...answer, version: answer.version + 1, changed: now(), ...changes };
  }

  const handedIn = (draft: string) =>
    statement('SELECT * FROM versions WHERE draft = ? ORDER BY place').all(draft).map(versionOf);

  const isHandedIn = (draft: string): boolean => handedIn(draft).length > 0;

  function nextNumber(form: string): number {
    const row = statement('SELECT max(number) AS last FROM answers WHERE form = ?').get(form);
    return Number(row?.['last'] ?? 0) + 1;
  }

  return {
    add(form, values, { id = crypto.randomUUID(), done = 'added' } = {}) {
      return transaction(() => {
        const known = get(id);
        if (known) return known;
        const created = now();
        const answer = { id, form, number: nextNumber(form), version: 1, values, created, changed: created };
        return write(answer, done, id);
      });
    },
    change(id, version, values, { draft } = {}) {
      return transaction(() => {
        const known = get(id);
        const isDone = draft !== undefined && handedIn(draft).some((one) => isSame(one.values, values));
        if (known && isDone) return known;
        return write(next(expect(id, version), { values }), 'changed', draft ?? null);
      });
    },
    remove(id, version) {
      return transaction(() => {
        const answer = expect(id, version);
        return answer.deleted ? answer : write(next(answer, { deleted: now() }), 'deleted', null);
      });
    },
    restore(id, version) {
      return transaction(() => {
        const answer = expect(id, version);
        return answer.deleted ? write(next(answer, {}), 'restored', null) : answer;
      });
    },
    get,
    byNumber(form, number) {
      const row = statement('SELECT * FROM answers WHERE form = ? AND number = ?').get(form, number);
      return row && answerOf(row);
    },
    list(form, options = {}) {
      const { offset = 0, limit = 50 } = options;
      const { where, parameters } = conditionOf(form, options);
      const count = statement(`SELECT count(*) AS total FROM answers WHERE ${where}`).get(...parameters);
      const rows = statement(
        `SELECT * FROM answers WHERE ${where} ORDER BY number DESC LIMIT ? OFFSET ?`,
      ).all(...parameters, limit, offset);
      return { answers: rows.map(answerOf), total: Number(count?.['total']) };
    },
    *all(form) {
      for (let last = 0; ; ) {
        const rows = statement(
          'SELECT * FROM answers WHERE form = ? AND number > ? AND deleted IS NULL ORDER BY number LIMIT ?',
        ).all(form, last, READ_AT_ONCE);
        yield* rows.map(answerOf);
        if (rows.length < READ_AT_ONCE) return;
        last = Number(rows.at(-1)?.['number']);
      }
    },
    fieldIds: (form) =>
      statement(
        `SELECT DISTINCT key FROM answers, json_each(content)
         WHERE form = ? AND deleted IS NULL ORDER BY key`,
      )
        .all(form)
        .map((row) => String(row['key'])),
    history: (id) =>
      statement('SELECT * FROM versions WHERE answer = ? ORDER BY version').all(id).map(versionOf),
    same: (form, values, except = '') =>
      statement(
        'SELECT * FROM answers WHERE form = ? AND hash = ? AND deleted IS NULL AND id <> ? ORDER BY number',
      )
        .all(form, hashOf(values), except)
        .map(answerOf),

    keepDraft(draft) {
      transaction(() => {
        if (isHandedIn(draft.id)) return;
        statement('INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?, ?, ?)').run(...draftRow(draft, now()));
      });
    },
    draft: (id) => draftsIn(statement('SELECT * FROM drafts WHERE id = ?').all(id))[0],
    drafts: (form) =>
      draftsIn(statement('SELECT * FROM drafts WHERE form = ? ORDER BY changed DESC').all(form)),
    isHandedIn,
    dropDraft(id) {
      transaction(() => statement('DELETE FROM drafts WHERE id = ?').run(id));
    },

    unsent: (limit) =>
      statement(
        `SELECT answers.id, form, number, created, versions.* FROM versions JOIN answers ON answers.id = answer
         WHERE NOT sent ORDER BY place LIMIT ?`,
      )
        .all(limit)
        .map(unsentOf),
    countUnsent: () => Number(statement('SELECT count(*) AS n FROM versions WHERE NOT sent').get()?.['n']),
    count(form) {
      const row = statement(
        `SELECT (SELECT count(*) FROM answers WHERE form = ?1 AND deleted IS NULL) AS answers,
           (SELECT count(*) FROM drafts WHERE form = ?1) AS drafts`,
      ).get(form);
      return { answers: Number(row?.['answers']), drafts: Number(row?.['drafts']) };
    },
    markSent(id, version) {
      transaction(() =>
        statement('UPDATE versions SET sent = 1 WHERE answer = ? AND version = ?').run(id, version),
      );
    },

    synced: database.synced,
    close: database.close,
  };
}

function conditionOf(form: string, { search = '', deleted = false }: ListOptions) {
  const words = wordsOf(search);
  const where = [
    'form = ?',
    `deleted IS ${deleted ? 'NOT NULL' : 'NULL'}`,
    ...words.map(() => 'instr(search, ?) > 0'),
  ].join(' AND ');
  const parameters: string[] = [form, ...words];
  return { where, parameters };
}

function isSame(one: Values, other: Values): boolean {
  return hashOf(one) === hashOf(other);
}

/** ISO 8601, UTC, with milliseconds. */
function now(): string {
  return new Date().toISOString();
}
