import type { SQLOutputValue } from 'node:sqlite';
import type { Values } from '../fields/values.ts';
import type { Answer, Version } from './answers.ts';

/**
 * Each answer as it is now, and beside it all that it ever was: nothing is deleted from either. A
 * version knows the draft that it was handed in from, so that asking twice does it once.
 */
export const tables = `
  CREATE TABLE IF NOT EXISTS answers (
    id TEXT PRIMARY KEY, form TEXT NOT NULL, number INTEGER NOT NULL, version INTEGER NOT NULL,
    content TEXT NOT NULL, hash TEXT NOT NULL, search TEXT NOT NULL,
    created TEXT NOT NULL, changed TEXT NOT NULL, deleted TEXT,
    UNIQUE (form, number));
  CREATE INDEX IF NOT EXISTS answers_of_hash ON answers (form, hash);
  CREATE TABLE IF NOT EXISTS versions (
    place INTEGER PRIMARY KEY, answer TEXT NOT NULL REFERENCES answers (id), version INTEGER NOT NULL,
    done TEXT NOT NULL, content TEXT NOT NULL, at TEXT NOT NULL, draft TEXT, sent INTEGER NOT NULL DEFAULT 0,
    UNIQUE (answer, version));
  CREATE INDEX IF NOT EXISTS versions_of_draft ON versions (draft) WHERE draft IS NOT NULL;
  CREATE INDEX IF NOT EXISTS versions_unsent ON versions (place) WHERE NOT sent;
  CREATE TABLE IF NOT EXISTS drafts (
    id TEXT PRIMARY KEY, form TEXT NOT NULL, inputs TEXT NOT NULL, changed TEXT NOT NULL,
    answer TEXT, version INTEGER);
  CREATE INDEX IF NOT EXISTS drafts_of_form ON drafts (form, changed);`;

export type Row = Record<string, SQLOutputValue>;

/** What `answers` has in a row. */
export function answerOf(row: Row): Answer {
  return {
    id: String(row['id']),
    form: String(row['form']),
    number: Number(row['number']),
    version: Number(row['version']),
    values: valuesOf(row),
    created: String(row['created']),
    changed: String(row['changed']),
    ...(row['deleted'] !== null && { deleted: String(row['deleted']) }),
  };
}

/** What `versions` has in a row. */
export function versionOf(row: Row): Version {
  return {
    version: Number(row['version']),
    values: valuesOf(row),
    at: String(row['at']),
    // Nothing else is ever written there.
    done: String(row['done']) as Version['done'],
  };
}

/** A row of `versions` with its answer's: the answer as it was then. */
export function unsentOf(row: Row): Answer & Pick<Version, 'done'> {
  const { done, at, version, values } = versionOf(row);
  const deleted = done === 'deleted' ? at : null;
  return { ...answerOf({ ...row, changed: at, deleted }), version, values, done };
}

/** How values are written. */
export function jsonOf(values: Values): string {
  return JSON.stringify(values);
}

function valuesOf(row: Row): Values {
  return JSON.parse(String(row['content']));
}
