import type { Reader } from '../../language/reader.ts';
import { across } from './marks.tsx';
import type { Box, Space } from './model.ts';

export const BOX_HEIGHT = 30;

/** Quartiles as a box, the 5th to the 95th percentile as a line, both ends as dots, fences dashed. */
export function BoxPlot({ box, space }: { box: Box; space: Space }) {
  const { whiskers, quartiles, median, ends, fences } = box;
  const at = (share: number) => across(space, share);
  return (
    <>
      {fences.map((fence) => (
        <line key={fence.at} class="fence" x1={at(fence.at)} x2={at(fence.at)} y1="2" y2="28">
          <title>{fence.title}</title>
        </line>
      ))}
      <line class="whisker" x1={at(whiskers[0])} x2={at(whiskers[1])} y1="15" y2="15" />
      {ends.map((end) => (
        <circle key={end} class="end" cx={at(end)} cy="15" r="2.5" />
      ))}
      <rect
        class="quartiles"
        x={at(quartiles[0])}
        width={at(quartiles[1] - quartiles[0])}
        y="7"
        height="16"
      />
      <line class="median" x1={at(median)} x2={at(median)} y1="5" y2="25" />
    </>
  );
}

/** What the box and its lines are. */
export function BoxLegend({ reader }: { reader: Reader }) {
  const text = reader.text.charts.box;
  return (
    <p class="chart-legend" aria-hidden="true">
      <span>
        <i class="key-box" />
        {text.quartiles}
      </span>
      <span>
        <i class="key-line" />
        {text.whiskers}
      </span>
      <span>
        <i class="key-dot" />
        {text.ends}
      </span>
      <span>
        <i class="key-fence" />
        {text.fences}
      </span>
    </p>
  );
}
