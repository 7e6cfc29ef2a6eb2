import { keepLast } from '../../../base/keep-last.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { type Choices, choicesFor, type Filter, queryOf, readFilter } from './filter.ts';
import { type Selection, select } from './select.ts';

/** So many selections are remembered: a page, its picture pages and its grid ask for the same one. */
const KEPT = 8;

/** What filters pick of a gallery; the last ones are remembered. */
export interface Selections {
  choices(): Choices;
  /** The filter in a query; throws a 400 for one that makes no sense. */
  read(query: URLSearchParams): Filter;
  of(filter: Filter): Selection;
}

/** The selections of a gallery. */
export function openSelections(catalogue: Catalogue): Selections {
  const kept = keepLast<Selection>(KEPT, () => 1);
  let choices: Choices | undefined;
  const allChoices = () => {
    choices ??= choicesFor(catalogue.sets, [
      ...new Set(catalogue.pictures().map(({ image }) => image.format)),
    ]);
    return choices;
  };
  return {
    choices: allChoices,
    read: (query) => readFilter(query, allChoices()),
    of: (filter) => kept(queryOf(filter), () => select(catalogue.pictures(), filter)),
  };
}
