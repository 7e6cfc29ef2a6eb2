import { Hono } from 'hono';
import type { Reader } from '../../../language/reader.ts';
import type { TableSummary } from '../../../table/summary.ts';
import type { RunContext } from '../../run.ts';
import { DatasetTrail } from '../pages/dataset-trail.tsx';
import { sqlAddress } from './address.ts';
import { statuses } from './api.ts';
import { explainTo, SqlError } from './error.ts';
import { examplesFor } from './examples.ts';
import { Result } from './result.tsx';
import { type SqlResult, type SqlRunner, sqlLimits } from './runner.ts';
import { Schema } from './schema.tsx';
import { maxSqlLength } from './statement.ts';

/** What the page shows: a query as it stands in the field, and what came of it where it was run. */
interface Shown {
  query: string;
  result?: SqlResult;
  error?: SqlError;
}

/** `/dataset/sql`: a field for a query, the answer below it. `?q=` runs one, `?table=` names a table to begin with. */
export function sqlPages(context: RunContext, tables: TableSummary[], runner: SqlRunner): Hono {
  return new Hono().get('/', async (c) => {
    const reader = context.reader(c.req.raw);
    const table = tables.find(({ name }) => name === c.req.query('table')) ?? tables[0];
    const shown = await show(runner, c.req.query('q'), c.req.raw.signal);
    return context.page(c.req.raw, {
      title: reader.text.sql.title,
      body: <SqlPage reader={reader} tables={tables} table={table} shown={shown} />,
      ...(shown.error && { status: statuses[shown.error.code] }),
    });
  });
}

async function show(runner: SqlRunner, query: string | undefined, signal: AbortSignal): Promise<Shown> {
  if (query === undefined) return { query: '' };
  const { rows, timeout } = sqlLimits.answer;
  try {
    const options = { limit: rows.usual, timeout: 1000 * timeout.usual, signal };
    return { query, result: await runner.run(query, options) };
  } catch (error) {
    if (error instanceof SqlError) return { query, error };
    throw error;
  }
}

interface SqlPageProps {
  reader: Reader;
  tables: TableSummary[];
  /** The one that the examples are of, and that is open in the list. */
  table: TableSummary | undefined;
  shown: Shown;
}

function SqlPage({ reader, tables, table, shown }: SqlPageProps) {
  const { text } = reader;
  const examples = table ? examplesFor(reader, table) : [];
  const { query, result, error } = shown;
  return (
    <>
      <DatasetTrail reader={reader} />
      <div class="heading">
        <h1>{text.sql.title}</h1>
        <p>{text.sql.about}</p>
      </div>
      <div class="sql">
        <form class="panel" action={sqlAddress()} method="get">
          {table && <input type="hidden" name="table" value={table.name} />}
          <label for="query">{text.sql.query}</label>
          <textarea
            id="query"
            name="q"
            rows={8}
            maxLength={maxSqlLength}
            spellcheck={false}
            autocomplete="off"
            autocapitalize="off"
            aria-invalid={error ? 'true' : undefined}
            aria-describedby={error ? 'problem' : undefined}
          >
            {query || examples[0]?.sql}
          </textarea>
          {error && (
            <p id="problem" class="problem" role="alert">
              {explainTo(reader, error)}
            </p>
          )}
          <p class="actions">
            <button type="submit" class="button main">
              {text.sql.run}
            </button>
            <small>{text.sql.keys}</small>
          </p>
          <h2>{text.sql.examples}</h2>
          <ul class="examples">
            {examples.map(({ title, sql }) => (
              <li key={sql}>
                <a href={sqlAddress({ q: sql, ...(table && { table: table.name }) })}>{title}</a>
              </li>
            ))}
          </ul>
        </form>
        <Schema reader={reader} tables={tables} open={table} />
        {result && <Result reader={reader} query={query} result={result} />}
      </div>
    </>
  );
}
