import { distance } from 'fastest-levenshtein';
import { type Box, overlapOf } from '../../src/form/box.ts';
import type { TruthField, TruthPage, TruthShape } from './truth.ts';

/** What a detector says of a page. */
export interface Answer {
  box: Box;
  shape: TruthShape;
}

export interface Match<T extends Answer> {
  truth: TruthField;
  answer: T;
}

/** Which answers are which fields, each at most once, the best overlaps first. */
export interface Matched<T extends Answer> {
  matches: Match<T>[];
  missed: TruthField[];
  wrong: T[];
}

export const boxOf = ([x, y, width, height]: TruthField['box']): Box => ({ x, y, width, height });

/** An answer is right when it overlaps its field by half or more (intersection over union). */
export function match<T extends Answer>(page: TruthPage, answers: readonly T[], least = 0.5): Matched<T> {
  const pairs = page.fields
    .flatMap((truth) =>
      answers.map((answer) => ({ truth, answer, iou: overlapOf(boxOf(truth.box), answer.box) })),
    )
    .filter(({ iou }) => iou >= least)
    .toSorted((a, b) => b.iou - a.iou);
  const truths = new Set<TruthField>();
  const taken = new Set<T>();
  const matches: Match<T>[] = [];
  for (const { truth, answer } of pairs) {
    if (truths.has(truth) || taken.has(answer)) continue;
    truths.add(truth);
    taken.add(answer);
    matches.push({ truth, answer });
  }
  const isIgnored = ({ box }: T): boolean =>
    page.ignored.map(boxOf).some((ignored) => {
      const wide = Math.min(ignored.x + ignored.width, box.x + box.width) - Math.max(ignored.x, box.x);
      const high = Math.min(ignored.y + ignored.height, box.y + box.height) - Math.max(ignored.y, box.y);
      return wide > 0 && high > 0 && wide * high > 0.5 * box.width * box.height;
    });
  return {
    matches,
    missed: page.fields.filter((truth) => !truths.has(truth)),
    wrong: answers.filter((answer) => !taken.has(answer) && !isIgnored(answer)),
  };
}

/** How often it was right: found, missed, and what is no field. */
export interface Count {
  right: number;
  missed: number;
  wrong: number;
}

export const precision = ({ right, wrong }: Count): number => right / Math.max(1, right + wrong);
export const recall = ({ right, missed }: Count): number => right / Math.max(1, right + missed);
export const f1 = ({ right, missed, wrong }: Count): number =>
  (2 * right) / Math.max(1, 2 * right + missed + wrong);

export function countOf(matched: readonly Matched<Answer>[], shape?: TruthShape): Count {
  const is = (one: TruthShape): boolean => shape === undefined || one === shape;
  const sum = (of: (one: Matched<Answer>) => number): number =>
    matched.reduce((total, one) => total + of(one), 0);
  return {
    right: sum(({ matches }) => matches.filter(({ truth }) => is(truth.shape)).length),
    missed: sum(({ missed }) => missed.filter((truth) => is(truth.shape)).length),
    wrong: sum(({ wrong }) => wrong.filter((answer) => is(answer.shape)).length),
  };
}

/** Whether a label is that of the field, save for a letter in five that reading has wrong. */
export function isLabelRight(truth: string, label: string): boolean {
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  // Of a box in a matrix the label is that of its row and that of its column; either may be meant.
  return [label, label.split(' / ').at(-1) ?? '', label.split(' / ')[0] ?? ''].some((one) => {
    const [a, b] = [plain(truth), plain(one)];
    return distance(a, b) <= 0.2 * Math.max(a.length, b.length);
  });
}
