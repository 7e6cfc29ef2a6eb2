import { UserError } from '../../base/error.ts';
import { around, type Box, bottom, right } from '../box.ts';
import type { Place } from '../detect/types.ts';
import { type Phrase, phrasesOf } from '../words/phrases.ts';
import type { Word } from '../words/read.ts';
import { kindOf } from './kinds.ts';
import { type Labelled, withLabels } from './labels.ts';
import { inOrder } from './order.ts';
import type { Field, Layout } from './types.ts';

/** What was found on one page. */
export interface PageFound {
  width: number;
  height: number;
  places: readonly Place[];
  words: readonly Word[];
}

/** A field of a page that says itself what its fields are; its id is made unique. */
export type KnownField = Omit<Field, 'order' | 'page'>;

/** A page whose fields need no detecting. */
export interface KnownPage {
  width: number;
  height: number;
  fields: readonly KnownField[];
}

/** A place with what the page says of it; one for each place, before tables and choices are put together. */
export interface Understood extends Labelled {
  box: Box;
  kind: Field['kind'];
  isGuess: boolean;
  section: string;
}

/**
 * The fields of a form: labels, kinds, sections, order and ids.
 *
 * @throws UserError when there is no place to fill on any page.
 */
export function layoutOf(pages: readonly (PageFound | KnownPage)[], name = 'the form'): Layout {
  const fields = pages.flatMap((page, index): (Omit<Field, 'id' | 'order'> & { id?: string })[] =>
    'fields' in page
      ? page.fields.map((field) => ({ ...field, page: index + 1 }))
      : fieldsOf(understood(page), page, index + 1),
  );
  if (fields.length === 0)
    throw new UserError(
      `There is no place to fill in on ${name}: no line, box or cell to write in was found.`,
      {
        hint: 'If it is a form, draw its fields in the editor, or give a sharper picture.',
      },
    );
  const ids = new Map<string, number>();
  return {
    pages: pages.map(({ width, height }) => ({ width, height })),
    fields: fields.map((field, order) => ({
      ...field,
      order,
      id: unique(field.id ?? slug(field.label || field.kind), ids),
    })),
  };
}

/** Labels, kind and section of each place of a page, in the order of reading. */
export function understood({ places, words }: PageFound): Understood[] {
  const phrases = phrasesOf(
    words,
    places.map(({ box }) => box),
  );
  const labelled = inOrder(withLabels(places, phrases).map((one) => ({ ...one, box: one.place.box })));
  const used = new Set(labelled.flatMap((one) => one.phrases));
  const headings = headingsAmong(
    phrases.filter((phrase) => !used.has(phrase)),
    words,
  );
  return labelled.map((one) => {
    const { kind, isGuess } = kindOf(one.place.shape, one.label);
    const isOneOfSome = kind === 'checkbox' && isAnswer(one, labelled, phrases, used);
    return { ...one, kind: isOneOfSome ? 'choice' : kind, isGuess, section: sectionOf(one.box, headings) };
  });
}

/** Whether a box to tick is an answer to a question that stands before the first box of its row. */
function isAnswer(
  { box, label }: Labelled & { box: Box },
  all: readonly (Labelled & { box: Box })[],
  phrases: readonly Phrase[],
  used: ReadonlySet<Phrase>,
): boolean {
  const row = all.filter(
    (other) =>
      (other.place.shape === 'checkbox' || other.place.shape === 'radio') &&
      Math.abs(other.box.y - box.y) < 8,
  );
  if (row.length < 2) return false;
  if (/(^|\/ )(yes|no|oui|non|ja|nein|sí|sì)$/i.test(label)) return true;
  const first = Math.min(...row.flatMap((one) => [one.box.x, ...one.phrases.map((phrase) => phrase.box.x)]));
  return phrases.some(
    (phrase) =>
      !used.has(phrase) &&
      right(phrase.box) <= first + 8 &&
      first - right(phrase.box) < 160 &&
      phrase.box.y < bottom(box) &&
      bottom(phrase.box) > box.y,
  );
}

/** Short phrases without a place, that are no sentence: of the height of headings, or alone in their row. */
function headingsAmong(phrases: readonly Phrase[], words: readonly Word[]): Phrase[] {
  const heights = words.map(({ box }) => box.height).toSorted((a, b) => a - b);
  const usual = heights[heights.length >> 1] ?? 20;
  return phrases.filter(
    ({ text, words: own, box }) =>
      own.length <= 5 && box.height >= 0.95 * usual && !/[.,;:]$/.test(text) && /\p{L}{3}/u.test(text),
  );
}

function sectionOf(box: Box, headings: readonly Phrase[]): string {
  const above = headings.filter((heading) => bottom(heading.box) <= box.y + 12 && heading.box.x < right(box));
  // In the column of the place, the nearest.
  const nearest = above.toSorted((a, b) => costTo(box, a.box) - costTo(box, b.box))[0];
  return nearest?.text ?? '';
}

const costTo = (box: Box, heading: Box): number =>
  box.y - bottom(heading) + (heading.x > box.x + 20 ? 400 : 0);

/** Fields of the layout: cells make one table, answers one choice. */
function fieldsOf(
  all: readonly Understood[],
  page: PageFound,
  number: number,
): Omit<Field, 'id' | 'order'>[] {
  const shares = ({ x, y, width, height }: Box) => ({
    x: within(x / page.width),
    y: within(y / page.height),
    width: within(width / page.width),
    height: within(height / page.height),
  });
  const groups = Map.groupBy(all, (one) => {
    if (one.place.table) return `table ${one.place.table.index}`;
    return one.kind === 'choice' ? `choice ${rowOf(one, all)}` : one;
  });
  return [...groups.values()].map((group) => {
    const [first] = group as [Understood];
    const box = group.length === 1 ? first.box : around(group.map((one) => one.box));
    const guessed = [
      ...(first.label === '' ? (['label'] as const) : []),
      ...(first.isGuess ? (['kind'] as const) : []),
    ];
    return {
      label:
        first.kind === 'choice' ? questionOf(group) : first.kind === 'table' ? first.section : first.label,
      kind: first.kind,
      ...(first.section ? { section: first.section } : {}),
      page: number,
      box: shares(box),
      ...(first.place.length ? { length: first.place.length } : {}),
      ...(first.kind === 'choice'
        ? {
            options: group.map((one) => ({
              label: one.label.split(' / ').at(-1) ?? '',
              box: shares(one.box),
            })),
          }
        : {}),
      ...(first.kind === 'table' ? tableOf(group, page) : {}),
      confidence: Math.min(...group.map((one) => one.place.confidence)) * (first.label === '' ? 0.6 : 1),
      ...(guessed.length > 0 ? { guessed } : {}),
    };
  });
}

const within = (value: number): number => Math.round(Math.max(0, Math.min(1, value)) * 1e5) / 1e5;

/** Answers of one question stand in one row. */
const rowOf = (one: Understood, all: readonly Understood[]): number =>
  all.findIndex((other) => other.kind === 'choice' && Math.abs(other.box.y - one.box.y) < 8);

const questionOf = (group: readonly Understood[]): string => {
  const parts = group[0]?.label.split(' / ') ?? [];
  return parts.length > 1 ? (parts[0] ?? '') : (group[0]?.section ?? '');
};

function tableOf(cells: readonly Understood[], page: PageFound): Pick<Field, 'columns' | 'rows'> {
  const along = (of: 'row' | 'column') => {
    const lines = Map.groupBy(cells, ({ place }) => place.table?.[of] ?? 0);
    return [...lines].toSorted(([a], [b]) => a - b).map(([, line]) => line as [Understood]);
  };
  return {
    columns: along('column').map((column) => {
      const { x, width } = around(column.map(({ box }) => box));
      const label = column[0].label.split(' / ').at(-1) ?? '';
      return { label, x: within(x / page.width), width: within(width / page.width) };
    }),
    rows: along('row').map((row) => {
      const { y, height } = around(row.map(({ box }) => box));
      const parts = row[0].label.split(' / ');
      const label = parts.length > 1 ? (parts[0] ?? '') : '';
      return { label, y: within(y / page.height), height: within(height / page.height) };
    }),
  };
}

/** Lower case, without accents, words joined by hyphens. */
export const slug = (text: string): string => {
  const plain = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return /^[a-z]/.test(plain) ? plain : `field-${plain}`.replace(/-$/, '');
};

function unique(id: string, used: Map<string, number>): string {
  const count = (used.get(id) ?? 0) + 1;
  used.set(id, count);
  return count === 1 ? id : unique(`${id}-${count}`, used);
}
