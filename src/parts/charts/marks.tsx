import type { Bar, Level, PlotModel, Point, Space } from './model.ts';
import { percent, within } from './scale.ts';

/** With more points than these, they have no words of their own: pages stay small. */
const mostTitles = 500;

/** A share across the room: a percentage, or pixels where the width is known. */
export function across({ width }: Space, share: number): string | number {
  return width === undefined ? percent(share) : round(within(share) * width);
}

/** A share from below, in pixels from above. */
export function above({ height }: Space, share: number): number {
  return round((1 - within(share)) * height);
}

/** What stands between the axes of a plot. */
export function Marks({ model, space }: { model: PlotModel; space: Space }) {
  return (
    <>
      <Values model={model} space={space} />
      {model.levels?.map((level) => (
        <LevelMark key={level.look} level={level} space={space} />
      ))}
    </>
  );
}

function Values({ model, space }: { model: PlotModel; space: Space }) {
  const { bars = [], points = [], kind } = model;
  if (kind === 'bars')
    return (
      <>
        {bars.map((bar) => (
          <BarMark key={bar.start} bar={bar} space={space} />
        ))}
      </>
    );
  if (kind === 'points')
    return (
      <>
        {points.map(({ x, y, title }, at) => (
          <circle key={at} class="point" cx={across(space, x)} cy={above(space, y)} r="3">
            {title !== undefined && points.length <= mostTitles && <title>{title}</title>}
          </circle>
        ))}
      </>
    );
  return (
    <>
      <Line points={points} space={space} />
      {points.length <= mostTitles && <Stops points={points} space={space} />}
    </>
  );
}

/** The bar, and behind it the whole height of the plot for the pointer to rest on. */
function BarMark({ bar: { start, end, low, high, title }, space }: { bar: Bar; space: Space }) {
  const x = across(space, start);
  const width = across(space, end - start);
  const top = above(space, high);
  // What is there is seen, however little it is.
  const tall = high > low ? Math.max(1.5, round(above(space, low) - top)) : 0;
  return (
    <g>
      <title>{title}</title>
      <rect class="mark-room" x={x} y="0" width={width} height={space.height} />
      {tall > 0 && (
        <rect class="mark-bar" x={x} y={Math.min(top, space.height - tall)} width={width} height={tall} />
      )}
    </g>
  );
}

function LevelMark({ level: { axis, at, look, title }, space }: { level: Level; space: Space }) {
  const ends =
    axis === 'x'
      ? { x1: across(space, at), x2: across(space, at), y1: 0, y2: space.height }
      : { x1: 0, x2: across(space, 1), y1: above(space, at), y2: above(space, at) };
  return (
    <line class={`level ${look}-level`} {...ends}>
      <title>{title}</title>
    </line>
  );
}

/** A line is stretched to the page's width; its stroke is not. */
function Line({ points, space }: { points: Point[]; space: Space }) {
  const width = space.width ?? 1000;
  const path = points
    .map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${round(within(x) * width)} ${above(space, y)}`)
    .join('');
  const line = <path class="line" d={path} vector-effect="non-scaling-stroke" />;
  if (space.width !== undefined) return line;
  return (
    <svg
      width="100%"
      height={space.height}
      viewBox={`0 0 1000 ${space.height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {line}
    </svg>
  );
}

/** A dot at each point of a line, with its words, and half way to its neighbours the room to find it. */
function Stops({ points, space }: { points: Point[]; space: Space }) {
  return (
    <>
      {points.map(({ x, y, title }, at) => {
        const start = at === 0 ? 0 : (x + (points[at - 1]?.x ?? x)) / 2;
        const end = at === points.length - 1 ? 1 : (x + (points[at + 1]?.x ?? x)) / 2;
        return (
          <g key={x}>
            {title !== undefined && <title>{title}</title>}
            <rect
              class="mark-room"
              x={across(space, start)}
              y="0"
              width={across(space, end - start)}
              height={space.height}
            />
            <circle
              class={points.length > 60 ? 'stop hidden' : 'stop'}
              cx={across(space, x)}
              cy={above(space, y)}
              r="3"
            />
          </g>
        );
      })}
    </>
  );
}

/** Half a pixel is fine enough. */
function round(value: number): number {
  return Number(value.toFixed(1));
}
