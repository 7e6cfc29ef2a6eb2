import { around, type Box, bottom, right } from '../box.ts';
import type { Place } from '../detect/types.ts';
import type { Phrase } from '../words/phrases.ts';
import { gutter } from './order.ts';
import { isLevel, type TickLabel } from './ticks.ts';
import { asks, isYesOrNo, saysOne, saysSeveral } from './words.ts';

/** Boxes to tick that are the answers to one question. */
export interface Question {
  text: string;
  phrases: readonly Phrase[];
  ticks: readonly Place[];
  /** Whether several of them may be ticked. */
  isMultiple: boolean;
}

/** A box with its words. */
interface Answer {
  tick: Place;
  label: TickLabel;
  box: Box;
}

/** Answers side by side. */
interface Row {
  answers: Answer[];
  box: Box;
}

/**
 * Which boxes are answers to a question: it stands before the first box of their row, or above them
 * with a question mark or a colon, and goes on in the rows below that stand under each other.
 */
export function questionsOf(
  labels: ReadonlyMap<Place, TickLabel>,
  places: readonly Place[],
  phrases: readonly Phrase[],
): Question[] {
  const used = new Set([...labels.values()].flatMap((label) => label.phrases));
  const free = phrases.filter((phrase) => !used.has(phrase) && /\p{L}{2}/u.test(phrase.text));
  const found: (Question & { rows: Row[] })[] = [];
  for (const row of rowsOf(labels, free, places)) {
    const before = found.find((one) => goesOn(one.rows, row, free));
    const beside = besideRow(row, free, places);
    if (before && !beside) {
      before.rows.push(row);
      continue;
    }
    const question = beside ?? aboveRow(row, free, places);
    const inWords = row.answers[0]?.label.question;
    if (!question && !inWords && !isExclusive(row)) continue;
    found.push({
      text: inWords ?? question?.text ?? '',
      phrases: question && !inWords ? [question] : [],
      rows: [row],
      ticks: [],
      isMultiple: false,
    });
  }
  return found
    .filter(({ rows }) => rows.flatMap(({ answers }) => answers).length > 1)
    .map(({ rows, text, phrases: own }) => {
      const ticks = rows.flatMap(({ answers }) => answers.map(({ tick }) => tick));
      const isList = rows.length > 1 && rows.every(({ answers }) => answers.length === 1);
      const isSquare = ticks.every(({ shape }) => shape === 'checkbox');
      const isEither = rows.every((row) => row.answers.every(({ label }) => isYesOrNo(label.text)));
      const isMultiple = isSquare && !isEither && (saysSeveral(text) || (isList && !saysOne(text)));
      return { text, phrases: own, ticks, isMultiple };
    });
}

/** Answers of a row stand near each other, with nothing else between. */
function rowsOf(
  labels: ReadonlyMap<Place, TickLabel>,
  free: readonly Phrase[],
  places: readonly Place[],
): Row[] {
  const answers = [...labels]
    .map(([tick, label]) => ({
      tick,
      label,
      box: around([tick.box, ...label.phrases.map(({ box }) => box)]),
    }))
    .toSorted((a, b) => a.box.x - b.box.x);
  const split = gutter(places);
  const isAcross = (a: Box, b: Box): boolean =>
    split !== undefined && right(a) < split && b.x > split && b.x - right(a) > 160;
  const rows: Answer[][] = [];
  for (const answer of answers) {
    const row = rows.find((one) => {
      const last = one.at(-1) as Answer;
      const between = { ...answer.tick.box, x: right(last.box), width: answer.box.x - right(last.box) };
      return (
        isLevel(last.tick.box, answer.tick.box) &&
        between.width < 500 &&
        !isAcross(last.box, answer.box) &&
        !free.some(({ box }) => isIn(box, between)) &&
        !places.some((place) => isIn(place.box, between))
      );
    });
    if (row) row.push(answer);
    else rows.push([answer]);
  }
  return rows
    .map((row) => ({ answers: row, box: around(row.map(({ box }) => box)) }))
    .toSorted((a, b) => a.box.y - b.box.y);
}

const isIn = (box: Box, between: Box): boolean =>
  isLevel(between, box) && right(box) > between.x + 4 && box.x < right(between) - 4;

/** The words before the first answer of a row. */
function besideRow(
  { answers, box }: Row,
  free: readonly Phrase[],
  places: readonly Place[],
): Phrase | undefined {
  const reach = answers.every(({ label }) => isYesOrNo(label.text)) ? 900 : 500;
  if (answers.length < 2) return undefined;
  const split = gutter(places);
  return free
    .filter((phrase) => {
      const gap = box.x - right(phrase.box);
      const between = { ...box, x: right(phrase.box), width: gap };
      return (
        gap > -8 &&
        gap < reach &&
        !(split !== undefined && right(phrase.box) < split && box.x > split) &&
        isLevel(phrase.box, box) &&
        !places.some((place) => isIn(place.box, between))
      );
    })
    .toSorted((a, b) => right(b.box) - right(a.box))[0];
}

/** The words right above a row, where they ask, or where its answers leave no doubt. */
function aboveRow(row: Row, free: readonly Phrase[], places: readonly Place[]): Phrase | undefined {
  const { box } = row;
  const above = free
    .filter((phrase) => {
      const gap = box.y - bottom(phrase.box);
      return (
        gap > -6 && gap < 1.8 * phrase.box.height && phrase.box.x < box.x + 40 && phrase.box.x > box.x - 160
      );
    })
    .filter(
      (phrase) =>
        !places.some(
          (place) => isLevel(place.box, phrase.box) && Math.abs(place.box.x - right(phrase.box)) < 60,
        ),
    )
    .toSorted((a, b) => bottom(b.box) - bottom(a.box))[0];
  if (!above) return undefined;
  const says = asks(above.text) || isExclusive(row) || saysSeveral(above.text) || saysOne(above.text);
  return says || isSmallPrint(above, row) ? above : undefined;
}

/** A caption of no larger print than the answers, right above two or more of them. */
const isSmallPrint = ({ box, words }: Phrase, row: Row): boolean => {
  const heights = row.answers.flatMap(({ label }) =>
    label.phrases.flatMap((phrase) => phrase.words.map((word) => word.box.height)),
  );
  return (
    row.answers.length > 1 &&
    words.length < 8 &&
    row.box.y - bottom(box) < 0.9 * box.height &&
    Math.abs(box.x - row.box.x) < 14 &&
    box.height <= 1.02 * Math.max(...heights)
  );
};

/** Answers of which only one can be: circles, yes and no. */
const isExclusive = ({ answers }: Row): boolean =>
  answers.every(({ tick }) => tick.shape === 'radio') ||
  (answers.length > 1 && answers.every(({ label }) => isYesOrNo(label.text)));

/** Whether a row stands right below others, its boxes below theirs, without words of its own between. */
function goesOn(rows: readonly Row[], row: Row, free: readonly Phrase[]): boolean {
  const last = rows.at(-1) as Row;
  const gap = row.box.y - bottom(last.box);
  const high = Math.max(24, last.box.height);
  const isBelow = row.answers.every(({ tick }) =>
    rows.some(({ answers }) => answers.some((other) => Math.abs(other.tick.box.x - tick.box.x) < 10)),
  );
  const isAlike = row.answers[0]?.tick.shape === last.answers[0]?.tick.shape;
  return (
    gap > -4 &&
    gap < 1.3 * high &&
    isBelow &&
    isAlike &&
    !row.answers.every(({ label }) => isYesOrNo(label.text)) &&
    !free.some(
      ({ box }) =>
        box.y > bottom(last.box) - 6 && bottom(box) < row.box.y + 6 && Math.abs(box.x - row.box.x) < 160,
    )
  );
}
