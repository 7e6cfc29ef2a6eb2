import type { ApiDescription } from '../../run.ts';
import type { Dataset } from '../dataset.ts';

export function describeApi(_: Dataset): ApiDescription {
  return { paths: {} };
}
