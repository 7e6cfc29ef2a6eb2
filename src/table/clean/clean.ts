import { formatCount } from '../../base/format.ts';
import type { LoadContext, RawTable } from '../raw.ts';
import { columnList } from '../raw.ts';
import type { Cleaned } from './cleaned.ts';
import { applyConstraints } from './column/constraints.ts';
import { applyTypes } from './column/typing.ts';
import type { CleanOptions } from './options.ts';
import { checkPatterns } from './patterns.ts';
import { planRules } from './plan.ts';
import { failOnRejects } from './rejects.ts';
import { applyRule } from './rule/apply.ts';
import { withoutMarkers } from './rule/texts.ts';
import { summarizeCleaning } from './summarize.ts';
import type { Work, WorkColumn } from './work.ts';
import { rewrite } from './work.ts';

/**
 * Puts a table through the rules of its options: the null markers of columns, the rules in order,
 * the types of columns, and what is demanded of their values. `pointer` is where the table is in
 * the spec. Throws a `UserError` for rules that do not fit the table, and, where `onError` is
 * `fail`, for values that break them.
 */
export async function cleanTable(
  context: LoadContext,
  raw: RawTable,
  options: CleanOptions,
  pointer = '',
): Promise<Cleaned> {
  if (!options.clean?.length && Object.keys(options.columns ?? {}).length === 0) {
    return { raw, origins: raw.columns.map((_, index) => index) };
  }
  const { duck } = context;
  const read = raw.columns.map(
    ({ name, kind }, index): WorkColumn => ({
      id: `c${index}`,
      name,
      kind,
      col: index,
      options: undefined,
      plain: false,
    }),
  );
  const plan = planRules(read, options, pointer);
  await checkPatterns(duck, options, pointer);
  const work = await begin(context, raw, options);
  await applyNulls(work, read);
  for (const step of plan.steps) await applyRule(work, step);
  await applyTypes(work, plan.columns);
  await applyConstraints(work, plan.columns);

  const done = { changes: work.changes, rejects: work.rejects, dropped: work.dropped };
  if (work.onError === 'fail') await failOnRejects(duck, raw, done);
  const cleaned = await finish(work, raw, plan.columns);
  await checkConserved(work, raw.rows, cleaned.rows);
  const summary = await summarizeCleaning(duck, raw, cleaned.rows, done);
  return { raw: cleaned, done, origins: plan.columns.map(({ col }) => col), summary };
}

async function begin(
  { duck }: LoadContext,
  raw: RawTable,
  { onError = 'fail' }: CleanOptions,
): Promise<Work> {
  const { table } = raw;
  const work: Work = {
    duck,
    table: `${table}_work`,
    changes: `${table}_changes`,
    rejects: `${table}_rejects`,
    dropped: `${table}_dropped`,
    onError,
  };
  await duck.run(
    `CREATE TABLE ${work.changes} (row BIGINT, col INTEGER, before VARCHAR, after VARCHAR, rule VARCHAR)`,
  );
  await duck.run(
    `CREATE TABLE ${work.rejects} (row BIGINT, col INTEGER, value VARCHAR, rule VARCHAR, reason VARCHAR)`,
  );
  await duck.run(`CREATE TABLE ${work.dropped} (row BIGINT, rule VARCHAR)`);
  await duck.run(
    `CREATE TABLE ${work.table} AS SELECT rowid AS r, ${columnList(raw.columns.length, (id) => id)} FROM ${table}`,
  );
  await duck.run(`DROP TABLE ${table}`);
  return work;
}

/** The null markers of columns, before any rule. */
async function applyNulls(work: Work, columns: WorkColumn[]): Promise<void> {
  await rewrite(
    work,
    'nulls of columns',
    columns.flatMap((column) => {
      const markers = column.options?.nulls;
      return markers ? [{ column, steps: [(value: string) => withoutMarkers(value, markers)] }] : [];
    }),
  );
}

/** The table in the form in which tables are read. */
async function finish(work: Work, raw: RawTable, columns: WorkColumn[]): Promise<RawTable> {
  const { duck, table } = work;
  const final = `${raw.table}_clean`;
  const origins = `${raw.table}_origins`;
  const values = columns.map(({ id }, index) => `${id} AS c${index}`).join(', ');
  await duck.run(`CREATE TABLE ${final} AS SELECT ${values} FROM ${table}`);
  await duck.run(`CREATE TABLE ${origins} AS SELECT r FROM ${table}`);
  await duck.run(`DROP TABLE ${table}`);
  const [[rows] = []] = await duck.rows(`SELECT count(*)::DOUBLE FROM ${final}`);
  return {
    table: final,
    rows: Number(rows),
    columns: columns.map(({ name, kind, plain, options = {} }) => ({
      name,
      kind,
      ...(plain && { made: true }),
      ...(options.type !== undefined && { type: options.type }),
      ...(options.title !== undefined && { title: options.title }),
      ...(options.unit !== undefined && { unit: options.unit }),
    })),
    locate: async (wanted) => {
      if (wanted.length === 0) return [];
      const read = await duck.rows(
        `SELECT r::DOUBLE FROM ${origins} WHERE rowid IN (${wanted.join(', ')}) ORDER BY rowid`,
      );
      return await raw.locate(read.map(([row]) => Number(row)));
    },
  };
}

/** Rows read are rows kept, rejected or dropped, each once. */
async function checkConserved(work: Work, read: number, kept: number): Promise<void> {
  const [[rejected, dropped] = []] = await work.duck.rows(
    `SELECT (SELECT count(DISTINCT row)::DOUBLE FROM ${work.rejects}), (SELECT count(*)::DOUBLE FROM ${work.dropped})`,
  );
  if (read !== kept + Number(rejected) + Number(dropped)) {
    throw new Error(
      `Of ${formatCount(read, 'row')} ${kept} are kept, ${rejected} rejected and ${dropped} dropped.`,
    );
  }
}
