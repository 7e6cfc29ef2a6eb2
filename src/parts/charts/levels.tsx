import type { Reader } from '../../language/reader.ts';

/** Which line across a chart is which. */
export function LevelLegend({ reader }: { reader: Reader }) {
  const { terms } = reader.text.statistics;
  return (
    <p class="chart-legend" aria-hidden="true">
      <span>
        <i class="key-median-level" />
        {terms.median[0].toLowerCase()}
      </span>
      <span>
        <i class="key-mean-level" />
        {terms.mean[0].toLowerCase()}
      </span>
    </p>
  );
}
