import type { Needs } from '../part.ts';
import type { FormSpec } from './spec.ts';

/** The bundles that go along with forms: what prints them, its font and its engine; and what sends answers. */
export function formNeeds({ answers }: Pick<FormSpec, 'answers'>): Needs {
  return { code: ['print', 'print-engine', 'print-font', ...(answers ? ['aws'] : [])] };
}
