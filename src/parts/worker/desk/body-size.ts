import { LARGEST_LIST } from './numbers.ts';
import { LARGEST_PICTURE } from './pictures.ts';

/** What a form adds to the largest thing in it. */
const FORM = 1_000_000;

/** The most bytes that a POST to an address of the worker may bring along. */
export function bodySize(path: string): number | undefined {
  if (path === '/api/worker/numbers') return LARGEST_LIST;
  if (path === '/worker/numbers') return LARGEST_LIST + FORM;
  if (path.startsWith('/api/worker/images/')) return LARGEST_PICTURE;
  if (path === '/worker/pictures') return LARGEST_PICTURE + FORM;
  return undefined;
}
