import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Reader } from '../../../language/reader.ts';
import { chartFile } from '../../charts/chart-file.tsx';
import type { RunContext } from '../../run.ts';
import type { Dataset } from '../dataset.ts';
import { type Choice, chartParameters, readChoice } from './chart-choice.ts';
import { ChartsPage } from './charts.tsx';
import { conditionText } from './condition-text.ts';
import { draw } from './draw.ts';
import { readPage } from './read-page.ts';
import type { View } from './view.ts';

/** A table's charts, as a page and as a file: `/TABLE/charts` and `/TABLE/chart.svg`. */
export function chartPages(context: RunContext, dataset: Dataset): Hono {
  const read = async (name: string, url: string) => {
    const asked = await readPage(dataset, name, url, chartParameters);
    try {
      return { ...asked, choice: readChoice(asked.view.table, asked.own) };
    } catch (thrown) {
      if (!(thrown instanceof HTTPException) || thrown.status !== 400) throw thrown;
      return { ...asked, choice: readChoice(asked.view.table, {}), error: asked.error ?? thrown.message };
    }
  };
  return new Hono()
    .get('/:table/charts', async (c) => {
      const reader = context.reader(c.req.raw);
      const { view, selection, choice, error } = await read(c.req.param('table'), c.req.url);
      const chart = selection && error === undefined ? draw(reader, view, selection, choice) : undefined;
      return context.page(c.req.raw, {
        title: chart?.title ?? reader.text.dataset.charts.title,
        body: (
          <ChartsPage
            reader={reader}
            view={view}
            choice={choice}
            chart={chart}
            count={selection?.count ?? 0}
            error={error}
          />
        ),
        ...(error !== undefined && { status: 400 }),
      });
    })
    .get('/:table/chart.svg', async (c) => {
      const reader = context.reader(c.req.raw);
      const { view, selection, choice, error } = await read(c.req.param('table'), c.req.url);
      if (error !== undefined || !selection) throw new HTTPException(400, { message: error ?? '' });
      const chart = draw(reader, view, selection, choice);
      if (!chart?.model) throw new HTTPException(404, { message: reader.text.dataset.charts.nothing });
      const svg = chartFile(chart.model, { title: capital(chart.title), detail: detailOf(reader, view) });
      return c.body(svg, 200, {
        'content-type': 'image/svg+xml; charset=utf-8',
        'content-disposition': `attachment; filename="${fileName(view, choice)}"`,
        vary: 'accept-language, cookie',
      });
    });
}

/** The table and its filters, under the title. */
function detailOf(reader: Reader, { table, query }: View): string {
  const { searched } = reader.text.dataset.explorer;
  return [
    table.name,
    ...(query.search === undefined ? [] : [searched(query.search)]),
    ...query.conditions.map((condition) => conditionText(reader, table, condition)),
  ].join(' · ');
}

/** `sales-total-product.svg`, of letters that every system takes. */
function fileName({ table }: View, { x, y }: Choice): string {
  const names = [table.name, y === undefined ? undefined : table.columns[y]?.name, table.columns[x]?.name];
  const words = names.filter((name) => name !== undefined).map((name) => name.replace(/[^A-Za-z0-9]+/g, '-'));
  return `${words.join('-').replace(/-+/g, '-').replace(/^-|-$/g, '') || 'chart'}.svg`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
