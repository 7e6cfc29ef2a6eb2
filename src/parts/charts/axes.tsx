import { above, across } from './marks.tsx';
import type { PlotModel, Space } from './model.ts';
import type { Tick } from './scale.ts';

/** The height of the labels below a plot. */
export const TICKS_HEIGHT = 24;

/** Lines behind the marks at the vertical axis' labels, and the axis at 0. */
export function Grid({ model: { y, zero = 0 }, space }: { model: PlotModel; space: Space }) {
  const right = across(space, 1);
  return (
    <>
      {y.ticks.map(({ at }) => (
        <line
          key={at}
          class={at === zero ? 'axis' : 'gridline'}
          x1="0"
          x2={right}
          y1={above(space, at)}
          y2={above(space, at)}
        />
      ))}
      <line class="axis" x1="0" x2={right} y1={above(space, zero)} y2={above(space, zero)} />
    </>
  );
}

/** The labels left of a plot, in so many pixels. */
export function Scale({ ticks, width, space }: { ticks: Tick[]; width: number; space: Space }) {
  return (
    <>
      {ticks.map(({ at, label }) => (
        <text key={at} x={width - 8} y={above(space, at) + 4} text-anchor="end">
          {label}
        </text>
      ))}
    </>
  );
}

/** The room that these labels need at the left, in pixels. */
export function scaleWidth(ticks: Tick[]): number {
  return Math.max(1, ...ticks.map(({ label }) => label.length)) * 7 + 10;
}

/** The labels below a plot. Those at its ends do not reach over them. */
export function Ticks({ ticks, space }: { ticks: Tick[]; space: Space }) {
  return (
    <>
      {ticks.map(({ at, label }) => (
        <g key={at} class="tick">
          <line class="axis" x1={across(space, at)} x2={across(space, at)} y1="0" y2="5" />
          <text x={across(space, at)} y="18" text-anchor={at < 0.04 ? 'start' : at > 0.96 ? 'end' : 'middle'}>
            {label}
          </text>
        </g>
      ))}
    </>
  );
}
