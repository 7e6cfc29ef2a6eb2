import { Grid, Scale, scaleWidth, TICKS_HEIGHT, Ticks } from './axes.tsx';
import { BarList } from './bar-list.tsx';
import { BOX_HEIGHT, BoxPlot } from './box.tsx';
import { Marks } from './marks.tsx';
import type { ChartModel, PlotModel } from './model.ts';

/**
 * A chart on a page: it takes any width, and its text keeps its size. Names with values become a table
 * with bars, all else a picture with its label.
 */
export function Chart({ model, height = 160 }: { model: ChartModel; height?: number }) {
  return model.kind === 'categories' ? <BarList model={model} /> : <Plot model={model} height={height} />;
}

function Plot({ model, height }: { model: PlotModel; height: number }) {
  const { x, y, label, box } = model;
  const space = { height };
  const gutter = scaleWidth(y.ticks);
  return (
    <div class="chart" role="img" aria-label={label}>
      {y.title && <p class="y-title">{y.title}</p>}
      <svg class="scale" width={gutter} height={height} aria-hidden="true">
        <Scale ticks={y.ticks} width={gutter} space={space} />
      </svg>
      <svg class="plot" width="100%" height={height} aria-hidden="true">
        <Grid model={model} space={space} />
        <Marks model={model} space={space} />
      </svg>
      <svg class="below" width="100%" height={TICKS_HEIGHT} aria-hidden="true">
        <Ticks ticks={x.ticks} space={space} />
      </svg>
      {box && (
        <svg class="below" width="100%" height={BOX_HEIGHT} aria-hidden="true">
          <BoxPlot box={box} space={{ height: BOX_HEIGHT }} />
        </svg>
      )}
      {x.title && <p class="x-title">{x.title}</p>}
    </div>
  );
}
