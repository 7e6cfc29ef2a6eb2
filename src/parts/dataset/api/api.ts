import { Hono } from 'hono';
import type { Dataset } from '../dataset.ts';
import { columnRoutes } from './columns.ts';
import { groupRoutes } from './groups.ts';
import { rowRoutes } from './rows.ts';
import { tableRoutes } from './tables.ts';

/** The dataset's API, below `/api`. */
export function api(dataset: Dataset): Hono {
  return new Hono()
    .route('/', tableRoutes(dataset))
    .route('/', rowRoutes(dataset))
    .route('/', columnRoutes(dataset))
    .route('/', groupRoutes(dataset));
}
