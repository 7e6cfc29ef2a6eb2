import type { ChannelFacts } from '../../../image/facts/channels.ts';
import type { Reader } from '../../../language/reader.ts';

const HEIGHT = 100;

/**
 * How often each value occurs, a curve a channel, all by one measure. Heights are square roots: beside
 * the peak of a white background nothing else would be seen. Alpha has no curve.
 */
export function Histogram({
  reader,
  channels,
  title,
}: {
  reader: Reader;
  channels: ChannelFacts[];
  title: string;
}) {
  const drawn = channels.filter(({ name }) => name !== 'alpha');
  const most = Math.max(1, ...drawn.flatMap(({ histogram }) => histogram));
  return (
    <svg
      class="histogram"
      viewBox={`0 0 256 ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={reader.text.gallery.histogramOf(title)}
    >
      {drawn.map(({ name, histogram }) => (
        <path key={name} class={name} d={curve(histogram, most)} />
      ))}
    </svg>
  );
}

/** The outline of a histogram's bars, as path data. */
function curve(histogram: number[], most: number): string {
  const steps = histogram.map((count) => `V${(HEIGHT * (1 - Math.sqrt(count / most))).toFixed(1)}h1`);
  return `M0 ${HEIGHT}${steps.join('')}V${HEIGHT}Z`;
}

/** What is measured of each channel, and what for. */
export function ChannelTable({ reader, channels }: { reader: Reader; channels: ChannelFacts[] }) {
  const text = reader.text.gallery;
  return (
    <table class="channels">
      <thead>
        <tr>
          <th scope="col">{text.statistics.channel}</th>
          <th scope="col">{text.statistics.mean}</th>
          <th scope="col">{text.statistics.deviation}</th>
          <th scope="col">{text.statistics.sharpness}</th>
        </tr>
      </thead>
      <tbody>
        {channels.map(({ name, mean, deviation, sharpness }) => (
          <tr key={name}>
            <th scope="row">{text.channels[name]}</th>
            <td>{reader.number(mean, 1)}</td>
            <td>{reader.number(deviation, 1)}</td>
            <td>{reader.number(sharpness, 0)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
