import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { Grid, Scale, scaleWidth, TICKS_HEIGHT, Ticks } from './axes.tsx';
import { barAcross } from './bar-list.tsx';
import { BOX_HEIGHT, BoxPlot } from './box.tsx';
import { Marks } from './marks.tsx';
import type { CategoriesModel, ChartModel, PlotModel } from './model.ts';

const WIDTH = 880;
const MARGIN = 24;
const HEAD = 64;
const PLOT_HEIGHT = 340;
const ROW = 26;

/** Colours for white paper. */
const style = `
text{font:12px system-ui,"Segoe UI",Roboto,"Liberation Sans",sans-serif;fill:#4a5058}
.title{font-size:18px;font-weight:650;fill:#1c2024}.detail{font-size:13px}
.name{font-size:13px;fill:#1c2024}
.gridline{stroke:#e2dfd8}.axis{stroke:#5c636c}.mark-room{fill:none}.hidden{display:none}
.mark-bar{fill:#2f8f8b}.others .name{fill:#4a5058}
.line{fill:none;stroke:#0b7a75;stroke-width:2;stroke-linejoin:round}.stop,.end{fill:#0b7a75}
.point{fill:#0b7a75;fill-opacity:.45}
.whisker{stroke:#2f8f8b;stroke-width:2}.quartiles{fill:#a9d5d1;stroke:#2f8f8b}
.median{stroke:#1c2024;stroke-width:2}.fence{stroke:#a8480f;stroke-dasharray:3 3}
.level{stroke-width:2}.median-level{stroke:#1c2024}.mean-level{stroke:#a8480f;stroke-dasharray:6 4}
`;

/** A chart as an SVG document that needs nothing beside it: its own colours, plain coordinates, 880 wide. */
export function chartFile(model: ChartModel, { title, detail }: { title: string; detail?: string }): string {
  const { body, height } = model.kind === 'categories' ? categories(model) : plot(model);
  const svg = (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={WIDTH}
      height={height}
      viewBox={`0 0 ${WIDTH} ${height}`}
      role="img"
      aria-label={model.label}
    >
      <style>{style}</style>
      <rect width="100%" height="100%" fill="#fff" />
      <text class="title" x={MARGIN} y="34">
        {title}
      </text>
      {detail !== undefined && (
        <text class="detail" x={MARGIN} y="54">
          {detail}
        </text>
      )}
      {body}
    </svg>
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${renderToString(svg)}\n`;
}

function At({ x, y, children }: { x: number; y: number; children: ComponentChildren }) {
  return <g transform={`translate(${x} ${y})`}>{children}</g>;
}

function plot(model: PlotModel) {
  const { x, y, box } = model;
  const gutter = scaleWidth(y.ticks);
  const left = MARGIN + gutter;
  const space = { width: WIDTH - MARGIN - left, height: PLOT_HEIGHT };
  const top = HEAD + (y.title ? 24 : 8);
  const foot = top + PLOT_HEIGHT;
  const below = foot + TICKS_HEIGHT + (box ? BOX_HEIGHT : 0);
  const body = (
    <>
      {y.title && (
        <text x={MARGIN} y={HEAD + 10}>
          {y.title}
        </text>
      )}
      <At x={MARGIN} y={top}>
        <Scale ticks={y.ticks} width={gutter} space={space} />
      </At>
      <At x={left} y={top}>
        <Grid model={model} space={space} />
        <Marks model={model} space={space} />
      </At>
      <At x={left} y={foot}>
        <Ticks ticks={x.ticks} space={space} />
      </At>
      {box && (
        <At x={left} y={foot + TICKS_HEIGHT}>
          <BoxPlot box={box} space={{ width: space.width, height: BOX_HEIGHT }} />
        </At>
      )}
      {x.title && (
        <text x={left + space.width / 2} y={below + 16} text-anchor="middle">
          {x.title}
        </text>
      )}
    </>
  );
  return { body, height: below + (x.title ? 16 : 0) + MARGIN };
}

function categories({ rows, heads }: CategoriesModel) {
  const place = barAcross(rows);
  const longest = (texts: string[]) => Math.max(1, ...texts.map((text) => text.length));
  const names = Math.min(300, longest(rows.map(({ name }) => name)) * 7.5 + 12);
  const texts = longest(rows.map(({ text }) => text)) * 7.5 + 8;
  const bars = WIDTH - 2 * MARGIN - names - texts;
  const top = HEAD + 24;
  const body = (
    <>
      <text x={MARGIN} y={HEAD + 10}>
        {heads.name}
      </text>
      <text x={WIDTH - MARGIN} y={HEAD + 10} text-anchor="end">
        {heads.value}
      </text>
      {rows.map(({ name, value, text, quiet }, index) => {
        const { start, length } = place(value);
        return (
          <g key={name} class={quiet ? 'others' : undefined}>
            <text class="name" x={MARGIN} y={top + index * ROW + 15}>
              {cut(name, Math.floor(names / 7))}
            </text>
            {!quiet && (
              <rect
                class="mark-bar"
                x={Number((MARGIN + names + start * bars).toFixed(1))}
                y={top + index * ROW + 2}
                width={Number((length * bars).toFixed(1))}
                height={ROW - 8}
              >
                <title>{`${name}: ${text}`}</title>
              </rect>
            )}
            <text class="name" x={WIDTH - MARGIN} y={top + index * ROW + 15} text-anchor="end">
              {text}
            </text>
          </g>
        );
      })}
    </>
  );
  return { body, height: top + rows.length * ROW + MARGIN };
}

function cut(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}
