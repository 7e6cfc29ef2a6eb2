import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { TableSummary } from '../../../table/summary.ts';
import { addressOf, withQuery } from '../../address.ts';
import { nameAt, readColumns } from '../address/columns.ts';
import { readQuery } from '../address/read.ts';
import { formatQuery } from '../address/write.ts';
import type { Dataset } from '../dataset.ts';
import { formatNames } from '../export/formats.ts';
import { acceptedFormat, sendExport } from '../export/send.ts';
import type { Row, Value } from '../query.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { anyPlace, parametersOf, readChoice, readNumber, readRowNumber, rowLimit } from './parameters.ts';
import { randomRows } from './random.ts';

/** How rows are written: as objects by the columns' names, or as arrays beside a list of the names. */
export const shapes = ['objects', 'arrays'] as const;

/** The rows of a table: some of those that a query selects, one, or some at random. */
export function rowRoutes(dataset: Dataset): Hono {
  return new Hono()
    .get('/tables/:table/rows', async (c) => {
      const table = dataset.table(c.req.param('table'));
      const { query, own } = readQuery(table, parametersOf(c), [
        '_columns',
        '_shape',
        '_limit',
        '_offset',
        '_cursor',
        '_format',
      ]);
      const places = readColumns(table, own._columns);
      const shape = readChoice('_shape', own._shape, shapes, 'objects');
      const format =
        own._format === undefined
          ? acceptedFormat(c.req.header('accept'))
          : readChoice('_format', own._format, formatNames, 'json');
      const selection = await dataset.select(table, query);
      const key = `${table.name}?${formatQuery(table, query)}`;
      const offset = readStart(own, key);
      if (format !== undefined && format !== 'json') {
        const limit = readNumber('_limit', own._limit, { ...anyPlace, usual: Number.MAX_SAFE_INTEGER });
        const response = sendExport({ selection, columns: places, format, offset, limit });
        response.headers.set('vary', 'accept');
        return response;
      }

      c.header('vary', 'accept');
      const limit = readNumber('_limit', own._limit, rowLimit);
      const rows = selection.rows(offset, limit);
      const end = offset + rows.length;
      const next = rows.length > 0 && end < selection.count ? writeCursor(key, end) : null;
      if (next !== null) {
        const following = formatQuery(table, query, { ...own, _offset: undefined, _cursor: next });
        const address = withQuery(addressOf('/api/tables', table.name, 'rows'), following);
        c.header('link', `<${address}>; rel="next"`);
      }
      return c.json({
        table: table.name,
        total: selection.count,
        offset,
        limit,
        next,
        ...shaped(table, places, rows, shape),
      });
    })
    .get('/tables/:table/rows/random', async (c) => {
      const table = dataset.table(c.req.param('table'));
      const { query, own } = readQuery(table, parametersOf(c), ['_columns', '_shape', 'seed', 'n']);
      const places = readColumns(table, own._columns);
      const shape = readChoice('_shape', own._shape, shapes, 'objects');
      const n = readNumber('n', own.n, { ...rowLimit, usual: 1 });
      const selection = await dataset.select(table, query);
      if (own.seed === undefined) c.header('cache-control', 'no-store');
      return c.json({
        table: table.name,
        total: selection.count,
        seed: own.seed ?? null,
        ...shaped(table, places, randomRows(selection, n, own.seed), shape),
      });
    })
    .get('/tables/:table/rows/:number', async (c) => {
      const table = dataset.table(c.req.param('table'));
      const number = readRowNumber(c.req.param('number'), table.rows);
      const values = (await dataset.engine()).row(table, number) ?? [];
      const names = table.columns.map(({ name }) => name);
      return c.json({ table: table.name, number, row: objectOf(names, values) });
    });
}

/** The place of the first row: what the cursor or the offset says, else 0. */
function readStart({ _cursor, _offset }: { _cursor?: string; _offset?: string }, key: string): number {
  if (_cursor === undefined) return readNumber('_offset', _offset, anyPlace);
  if (_offset === undefined) return readCursor(key, _cursor);
  throw new HTTPException(400, {
    message: '"_cursor" and "_offset" both say where to go on; give one.',
  });
}

function shaped(table: TableSummary, places: readonly number[], rows: Row[], shape: (typeof shapes)[number]) {
  const columns = places.map((place) => nameAt(table, place));
  const numbers = rows.map(({ number }) => number);
  const lists = rows.map(({ values }) => places.map((place) => values[place] ?? null));
  return {
    columns,
    numbers,
    rows: shape === 'arrays' ? lists : lists.map((values) => objectOf(columns, values)),
  };
}

function objectOf(names: readonly string[], values: readonly Value[]): Record<string, Value> {
  return Object.fromEntries(names.map((name, place) => [name, values[place] ?? null]));
}
