import { Hono } from 'hono';
import { readColumns } from '../address/columns.ts';
import { readQuery } from '../address/read.ts';
import { anyPlace, parametersOf, readChoice, readNumber } from '../api/parameters.ts';
import type { Dataset } from '../dataset.ts';
import { formatNames } from './formats.ts';
import { sendExport } from './send.ts';

/** Files of what a query selects, at `/dataset/TABLE/export?_format=csv&...`. */
export function exportRoutes(dataset: Dataset): Hono {
  return new Hono().get('/:table/export', async (c) => {
    const table = dataset.table(c.req.param('table'));
    const { query, own } = readQuery(table, parametersOf(c), [
      '_format',
      '_columns',
      '_limit',
      '_offset',
      '_bom',
    ]);
    const format = readChoice('_format', own._format, formatNames, 'csv');
    const columns = readColumns(table, own._columns);
    const limit = readNumber('_limit', own._limit, { ...anyPlace, usual: Number.MAX_SAFE_INTEGER });
    const offset = readNumber('_offset', own._offset, anyPlace);
    const mark = readChoice('_bom', own._bom, ['0', '1'], '0') === '1';
    return sendExport({
      selection: await dataset.select(table, query),
      columns,
      format,
      offset,
      limit,
      mark,
    });
  });
}
