import { join } from 'node:path';
import type { Hono } from 'hono';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createServer } from '../../../../src/app/server/server.tsx';
import { packTables, salesCsv } from '../../../support/dataset-app.ts';
import { openSample } from '../../../support/open-app.ts';
import { packApp, sampleContent } from '../../../support/sample-app.ts';
import { tempFolder } from '../../../support/temp.ts';

const folders = [tempFolder(), tempFolder()] as const;
const odd = encodeURIComponent('odd "; DROP --/ü');
/** An app with tables whose names mean something elsewhere, and one with tables as Holdall builds them. */
let oddities: Hono;
let sales: Hono;

beforeAll(async () => {
  vi.stubEnv('HOLDALL_CACHE', join(folders[0], 'cache'));
  const file = join(folders[0], 'stationer');
  await packApp(file, await sampleContent(folders[0]));
  oddities = createServer(openSample(file));
  sales = createServer(openSample((await packTables(folders[1], { sales: salesCsv(), none: 'a,b\n' })).file));
  return () => vi.unstubAllEnvs();
});

const html = async (path: string, language = 'en') =>
  (await sales.request(path, { headers: { 'accept-language': language } })).text();
const oddHtml = async (path: string) => (await oddities.request(path)).text();

/** The numbers of the rows that a page shows. */
const numbers = (page: string) =>
  [...page.matchAll(/<tr id="row-(\d+)"/g)].map(([, number]) => Number(number));

describe('the tables', () => {
  it('are listed with their rows and sources', async () => {
    const page = await oddHtml('/dataset/');
    expect(page).toContain('120 rows, 4 columns');
    expect(page).toContain(`href="/dataset/${odd}"`);
    expect(page).toContain('sales.csv');
  });

  it('may have names and values that mean something in SQL and HTML', async () => {
    const page = await oddHtml(`/dataset/${odd}`);
    expect(page).toContain('&lt;b>&amp;amp;');
    expect(page).not.toContain('<b>');
    expect(page).toContain('9007199254740993');
    expect(page).toContain('text, kg');
    expect(await oddHtml(`/dataset/${odd}/columns/text`)).toContain('Weight (kg)');
  });

  it('may be empty', async () => {
    expect(await html('/dataset/none')).toContain('This table has no rows.');
    expect(await html('/dataset/none/columns/a')).toContain('Rows with a value.');
    expect(await html('/dataset/none/charts')).toContain('There is nothing to draw');
    expect(await html('/dataset/none/filter/0')).toContain('Filter by a');
    expect(await html('/dataset/none/correlations')).toContain('fewer than two columns');
  });

  it('are not guessed', async () => {
    const response = await sales.request('/dataset/slaes');
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('Did you mean &quot;sales&quot;?');
  });
});

describe('the explorer', () => {
  it('shows any page of the rows', async () => {
    expect(numbers(await html('/dataset/sales')).length).toBe(50);
    const last = await html('/dataset/sales?_page=5');
    expect(numbers(last)).toEqual(Array.from({ length: 40 }, (_, n) => 200 + n));
    expect(last).toContain('201 to 240 on this page');
    expect(numbers(await html('/dataset/sales?_page=999'))).toEqual(numbers(last));
    expect(numbers(await html('/dataset/sales?_limit=7&_page=2'))[0]).toBe(7);
  });

  it('shows what a query selects, in its order, with a chip for each condition', async () => {
    const page = await html('/dataset/sales?price__gte=20&shop=South&_sort=-id&_search=note');
    expect(page).toMatch(/\d+ rows of 240/);
    const found = numbers(page);
    expect(found).toEqual(found.toSorted((a, b) => b - a));
    expect(found.every((n) => n % 5 === 1 && ((n * 37) % 100) / 4 >= 20 && n % 7 !== 0 && n % 11 !== 0)).toBe(
      true,
    );
    expect(page).toContain('<span>price ≥ 20</span>');
    expect(page).toContain('href="/dataset/sales?price__gte=20&amp;_search=note&amp;_sort=-id"');
    expect(page).toContain('aria-sort="descending"');
    expect(page).toContain('href="/dataset/sales/export?price__gte=20');
  });

  it('sets decimals below each other, and says what is missing', async () => {
    const page = await html('/dataset/sales?_columns=price');
    expect(page).toContain('<td class="number">9.25</td>');
    expect(page).toContain('<td class="number">18.50</td>');
    expect(page).toContain('aria-label="no value"');
    expect(page).not.toContain('South');
    expect(await html('/dataset/sales?_columns=price', 'fr')).toContain('<td class="number">18,50</td>');
  });

  it('says in words what makes no sense, and stays', async () => {
    for (const [query, sentence] of [
      ['price__gt=many', 'price'],
      ['prise=1', 'Did you mean &quot;price&quot;?'],
      ['_page=x', 'is a whole number'],
      ['_sort=prise', 'no column'],
    ] as const) {
      const response = await sales.request(`/dataset/sales?${query}`);
      const page = await response.text();
      expect([query, response.status]).toEqual([query, 400]);
      expect(page).toContain(sentence);
      expect(page).toContain('role="alert"');
      expect(page).toContain('class="sort"');
    }
  });

  it('has charts above columns of the rows that are shown', async () => {
    const page = await html('/dataset/sales?shop=South');
    expect(page).toMatch(/<span>South<\/span><span>100 %<\/span>/);
  });
});

describe('the forms of the explorer', () => {
  const change = async (query: string, language = 'en') => {
    const response = await sales.request(`/dataset/sales/change?${query}`, {
      headers: { 'accept-language': language },
    });
    return [response.status, response.headers.get('location')];
  };

  it('lead to the address of what they ask', async () => {
    expect(await change('_do=condition&_column=2&_operator=gt&_value=5&paid=true&_page=3')).toEqual([
      303,
      '/dataset/sales?paid=true&price__gt=5',
    ]);
    expect(await change('_do=condition&_column=2&_operator=gt&_value=1.234,5', 'fr')).toEqual([400, null]);
    expect(await change('_do=condition&_column=2&_operator=gt&_value=1 234,5', 'fr')).toEqual([
      303,
      '/dataset/sales?price__gt=1234.5',
    ]);
    expect(await change('_do=condition&_column=1&_operator=isnull&_value=')).toEqual([
      303,
      '/dataset/sales?shop__isnull=1',
    ]);
    expect(await change('_do=pick&_column=1&_pick=a,b&_pick=North&shop__in=South')).toEqual([
      303,
      '/dataset/sales?shop__in=a%5C,b,North',
    ]);
    expect(await change('_do=pick&_column=1&shop__in=South')).toEqual([303, '/dataset/sales']);
    expect(await change('_do=columns&_show=0&_show=2&_page=2')).toEqual([
      303,
      '/dataset/sales?_columns=id,price&_page=2',
    ]);
    expect(await change('_do=nonsense&_column=2')).toEqual([400, null]);
  });

  it('offer values with their rows, months, and what was typed again', async () => {
    const page = await html('/dataset/sales/filter/1?paid=true');
    expect(page).toMatch(/value="a,b"\/?><span>a,b<\/span><small>\d+<\/small>/);
    expect(page).toContain('Only rows without a value (11)');
    expect(await html('/dataset/sales/filter/4')).toContain('href="/dataset/sales?day__date=2026-03"');
    const wrong = await sales.request(
      '/dataset/sales/change?_do=condition&_column=4&_operator=date&_value=soon',
    );
    expect(wrong.status).toBe(400);
    expect(await wrong.text()).toContain('value="soon"');
    expect((await sales.request('/dataset/sales/filter/99')).status).toBe(404);
  });
});

describe('a row', () => {
  it('is shown whole, with the way to those beside it and to those like it', async () => {
    const page = await html('/dataset/sales/rows/3');
    expect(page).toContain('Row 4');
    expect(page).toContain('href="/dataset/sales/rows/2"');
    expect(page).toContain('href="/dataset/sales/rows/4"');
    expect(page).toContain('href="/dataset/sales?shop=a,b"');
    expect(page).toContain('9007199254740993');
  });

  it('is not there for a number that there is not', async () => {
    for (const number of ['240', '-1', 'x', '1.5'])
      expect((await sales.request(`/dataset/sales/rows/${number}`)).status).toBe(404);
  });
});

describe('a column', () => {
  it('has every statistic with its definition', async () => {
    const page = await html('/dataset/sales/columns/price');
    for (const name of ['Median', 'Sample variance', 'Skewness', 'Excess kurtosis', 'Upper fence', 'Zeros'])
      expect(page).toContain(`<dt>${name}</dt>`);
    expect(page).toContain('The value in the middle, or the mean of the middle two.');
    expect(page).toContain('Histogram from 0 to 25');
    expect(page).toContain('class="quartiles"');
    expect(page).toMatch(/It is not of the type “integer” since row \d+ is/);
  });

  it('speaks French to those who do', async () => {
    const page = await html('/dataset/sales/columns/price', 'fr');
    expect(page).toContain('<dt>Médiane</dt>');
    expect(page).toContain('La valeur du milieu, ou la moyenne des deux du milieu.');
  });

  it('shows texts by their patterns, and dates by their periods', async () => {
    expect(await html('/dataset/sales/columns/_note')).toContain('a 9');
    expect(await html('/dataset/sales/columns/day')).toContain('Values by month');
    expect((await sales.request('/dataset/sales/columns/prise')).status).toBe(404);
  });

  it('stands in the list of all, and among correlations', async () => {
    expect(await html('/dataset/sales/columns')).toContain('href="/dataset/sales/columns/price__gt"');
    const page = await html('/dataset/sales/correlations?_method=spearman');
    expect(page).toMatch(
      /<td class="(plus|minus)-\d"><a href="\/dataset\/sales\/charts\?_x=\w+&amp;_y=\w+&amp;_aggregate=each/,
    );
  });
});
