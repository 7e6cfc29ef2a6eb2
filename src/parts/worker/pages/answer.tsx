import type { Reader } from '../../../language/reader.ts';
import type { NumberStatistics } from '../../../numbers/describe.ts';
import type { ParsedNumbers } from '../../../numbers/parse.ts';
import { BoxLegend } from '../../charts/box.tsx';
import { Chart } from '../../charts/chart.tsx';
import { markedHistogram } from '../../charts/histogram.ts';
import { LevelLegend } from '../../charts/levels.tsx';
import { digitsText, numberText } from '../../charts/number-text.ts';
import { mostStretches, orderModel } from '../../charts/order.ts';
import { Facts } from '../../statistics/fact-panel.tsx';
import { type FactGroup, factsOf, numberGroups } from '../../statistics/facts.ts';
import type { NumbersAnswer } from '../desk/numbers.ts';
import { timeText } from './texts.ts';

/** An answer with its list, or why there is none. */
export type Answered =
  | { list: ParsedNumbers; answer: NumbersAnswer; seed?: number | undefined }
  | { failure: Failed };

/** Why something did not work: a sentence of this program, in English, or one in the reader's language. */
export interface Failed {
  sentence: string;
  isEnglish: boolean;
}

/** What a worker says of a list: the four figures large, then pictures of the list, then all else. */
export function Answer({ reader, answered }: { reader: Reader; answered: Answered }) {
  if ('failure' in answered) return <Failure reader={reader} failed={answered.failure} />;
  const { list, answer, seed } = answered;
  const text = reader.text.worker.numbers;
  const { statistics, ms } = answer;
  const all = groupsOf(reader, statistics);
  // Below the charts there is room for one of the groups.
  const isAside = ({ title }: FactGroup) => title === reader.text.statistics.groups.quantiles;
  const [aside, groups] = [all.filter(isAside), all.filter((group) => !isAside(group))];
  const four: [string, number | string][] = [
    [text.minimum, statistics.min],
    [text.maximum, statistics.max],
    [text.average, statistics.mean],
    [text.median, statistics.median],
  ];
  return (
    <>
      <h3 class="unseen">{text.answer}</h3>
      <p class="quiet" data-said>
        {text.answered(reader.count(list.length, text.number), timeText(reader, ms))}
        {seed !== undefined && `. ${text.made(String(seed))}`}.
      </p>
      <dl class="worker-four">
        {four.map(([name, value]) => (
          <div key={name} class="panel">
            <dt>{name}</dt>
            <dd>{valueText(reader, value)}</dd>
          </div>
        ))}
      </dl>
      <div class="halves">
        <div>
          <InOrder reader={reader} list={list} statistics={statistics} />
          <Histogram reader={reader} statistics={statistics} />
          {aside.map((group) => (
            <Facts key={group.title} group={group} />
          ))}
        </div>
        <div>
          {groups.map((group) => (
            <Facts key={group.title} group={group} />
          ))}
        </div>
      </div>
    </>
  );
}

function Failure({ reader, failed: { sentence, isEnglish } }: { reader: Reader; failed: Failed }) {
  return (
    <div class="worker-problem">
      <p>
        <strong>{reader.text.worker.numbers.failed}</strong>
      </p>
      <p data-said {...(isEnglish && { lang: 'en' })}>
        {sentence}
      </p>
    </div>
  );
}

function InOrder({
  reader,
  list,
  statistics,
}: {
  reader: Reader;
  list: ParsedNumbers;
  statistics: NumberStatistics;
}) {
  const text = reader.text.worker.numbers;
  return (
    <section class="panel">
      <h2>{text.inOrder}</h2>
      {list.length > mostStretches && <p class="quiet">{text.stretches}</p>}
      <Chart model={orderModel(reader, list, statistics)} height={220} />
      <LevelLegend reader={reader} />
    </section>
  );
}

function Histogram({ reader, statistics }: { reader: Reader; statistics: NumberStatistics }) {
  const model = markedHistogram(reader, statistics, statistics);
  if (!model) return null;
  return (
    <section class="panel">
      <h2>{reader.text.statistics.histogram}</h2>
      <Chart model={model} height={180} />
      <LevelLegend reader={reader} />
      <BoxLegend reader={reader} />
    </section>
  );
}

/** All statistics of a list: values and numbers in one group, quantiles, spread. */
function groupsOf(reader: Reader, statistics: NumberStatistics): FactGroup[] {
  const { count, distinct, modes, modeCount } = statistics;
  const { groups, noneRepeats } = reader.text.statistics;
  const [name, definition] = reader.text.worker.numbers.all;
  const shown = modes.slice(0, 5).map((mode) => valueText(reader, mode));
  const [numbers, ...others] = numberGroups(reader, statistics);
  const values: FactGroup = {
    title: groups.values,
    facts: [
      { name, value: reader.number(count), definition },
      ...factsOf(reader, [
        ['distinct', reader.number(distinct)],
        [
          'modes',
          modes.length === 0 ? noneRepeats : [...shown, ...(modes.length > 5 ? ['…'] : [])].join('; '),
        ],
        ['modeCount', modes.length === 0 ? undefined : reader.number(modeCount)],
      ]),
      ...(numbers?.facts ?? []),
    ],
  };
  return [values, ...others];
}

function valueText(reader: Reader, value: number | string): string {
  return typeof value === 'string' ? digitsText(reader, value) : numberText(reader, value);
}
