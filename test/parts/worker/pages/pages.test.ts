import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { serveSample } from '../../../support/served.ts';
import { tempFolder } from '../../../support/temp.ts';
import { bothKinds, packWorker } from '../../../support/worker-app.ts';

const folder = tempFolder();
let url = '';

beforeAll(async () => {
  const file = join(folder, 'app');
  await packWorker(file);
  url = await serveSample(file, join(folder, 'cache'), { HOLDALL_DATA: join(folder, 'data') });
}, 60_000);

/** What a form of the page leads to: the page without its tags, and with them. */
async function send(form: 'numbers' | 'pictures', fields: Record<string, string | File>, language = 'en') {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const headers = { 'accept-language': language };
  const response = await fetch(`${url}/worker/${form}`, { method: 'POST', body, headers });
  const html = await response.text();
  return { status: response.status, html, text: html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ') };
}

/** What stands in the field for a list. */
const fieldOf = (html: string) => /<textarea [^>]*>([^<]*)</.exec(html)?.[1];

describe('the page of the worker', () => {
  it('shows the queue, the place and what can be asked, and is asked for anew each time', async () => {
    const response = await fetch(`${url}/worker/`);
    const html = await response.text();
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('etag')).toBeNull();
    expect(html).toContain('This app does the jobs itself');
    expect(html).toContain(join(folder, 'data', 'worker'));
    expect(html).toContain('resize (width 200, fit inside), encode (format webp)');
    expect(html).toMatch(/<dd data-figure="waiting">0<\/dd>/);
  });

  it('has a card on the first page', async () => {
    const html = await (await fetch(url)).text();
    expect(html).toContain('Statistics of lists, and pictures by 3 presets');
    expect(html).toContain('resize, encode');
  });

  it('is there again at the address of an answer', async () => {
    for (const form of ['numbers', 'pictures']) {
      const response = await fetch(`${url}/worker/${form}`);
      expect([response.redirected, new URL(response.url).pathname]).toEqual([true, '/worker/']);
    }
  });
});

describe('a list', () => {
  it('is answered with its figures, drawn, and still stands in its field', async () => {
    const { text, html } = await send('numbers', { list: '1, 5,\n22' });
    expect(text).toMatch(/3 numbers, answered within [\d.]+\sm?s/);
    expect(text).toContain('Minimum 1 Maximum 22 Average 9.33333 Median 5');
    expect(fieldOf(html)).toBe('1, 5,\r\n22');
    expect(html).toContain('aria-label="3 values in the order of the list, from 1 to 22."');
    expect(html).toContain('<title>Median: 5</title>');
    expect(html).toContain('<title>Mean: 9.33333</title>');
    for (const one of ['Variance', 'Skewness', '99 %', 'Histogram']) expect(text).toContain(one);
  });

  it('keeps all digits of large integers', async () => {
    expect((await send('numbers', { list: '9007199254740993 9007199254740995' })).text).toContain(
      'Minimum 9,007,199,254,740,993',
    );
  });

  it('is refused in words, with the place', async () => {
    const { html } = await send('numbers', { list: '1, 5,\n2x' });
    expect(html).toMatch(
      / lang="en">Number 3 of the list \(line 2, column 1\): &quot;2x&quot; is no number\./,
    );
    expect(fieldOf(html)).toBe('1, 5,\r\n2x');
  });

  it('may be a file, of which no tag comes through', async () => {
    expect((await send('numbers', { file: new File(['4 5 6'], 'list.txt') })).text).toContain('Median 5');
    const { html } = await send('numbers', { list: '</textarea><script>alert(1)</script>' });
    expect(html).not.toContain('<script>alert');
  });

  it('is asked for where there is none', async () => {
    expect((await send('numbers', { list: ' ' })).text).toContain('There is no list: type one');
    expect((await send('numbers', { list: ' ' }, 'fr')).text).toContain('Il n’y a pas de liste');
  });

  it('is there without typing: ready-made, or random by a seed', async () => {
    expect((await send('numbers', { make: 'ready' })).text).toContain('18 numbers, answered');
    const [first, again, other] = await Promise.all(
      ['7', '7', ''].map(async (seed) => {
        const { html, text } = await send('numbers', { make: 'random', count: '40', seed });
        expect(text).toMatch(new RegExp(`40 numbers, .* with seed ${seed || '\\d+'}\\.`));
        return fieldOf(html);
      }),
    );
    expect(first).toBe(again);
    expect(first).not.toBe(other);
    const { text } = await send('numbers', { make: 'random', count: '0', seed: '' });
    expect(text).toContain('How many numbers there are to be is a whole number from 1 to 100000');
  });

  it('that is long is drawn by stretches, and does not come back', async () => {
    const { html, text } = await send('numbers', { make: 'random', count: '100000', seed: '1' });
    expect(text).toContain('100,000 numbers, answered within');
    expect(text).toContain('Least and greatest of each stretch');
    expect(html.length).toBeLessThan(120_000);
  });

  it('of one number, or of numbers that are all the same, is drawn too', async () => {
    for (const list of ['7', '7 7 7 7', '-1.7e308 1.7e308', '0']) {
      const { html } = await send('numbers', { list });
      expect([list, html.includes('NaN'), html.includes('class="line"')]).toEqual([list, false, true]);
    }
  });
});

describe('pictures', () => {
  const picture = async (name: string) => {
    const made = sharp({ create: { width: 400, height: 300, channels: 3, background: '#c33' } });
    return new File([new Uint8Array(await made.png().toBuffer())], name);
  };

  it('are shown before and after, with a link to the result', async () => {
    const { text, html } = await send('pictures', { picture: await picture('red.png'), preset: 'thumb' });
    const [, folder] = /src="\/api\/worker\/pictures\/incoming\/(page-\w+)\/red\.png"/.exec(html) ?? [];
    expect(html).toContain(`src="/api/worker/pictures/outgoing/${folder}/red.webp"`);
    expect(html).toContain(`href="/api/worker/pictures/outgoing/${folder}/red.webp?download"`);
    expect(text).toContain('200 × 150');
    expect(html).toMatch(/value="thumb" checked/);
    for (const side of ['incoming', 'outgoing']) {
      const response = await fetch(
        `${url}/api/worker/pictures/${side}/${folder}/red.${side === 'incoming' ? 'png' : 'webp'}`,
      );
      expect(response.status).toBe(200);
    }
  });

  it('that lie there are worked on again', async () => {
    const { html } = await send('pictures', { picture: await picture('again.png') });
    const [, name = ''] = /<button [^>]*value="(page-\w+\/again\.png)"/.exec(html) ?? [];
    const again = await send('pictures', { stored: name, preset: 'gray' });
    expect(again.text).toContain('again.png Before'.slice(0, 9));
    expect(again.html).toContain(`src="/api/worker/pictures/outgoing/${name}"`);
  });

  it('that are none are refused one by one', async () => {
    const body = new FormData();
    body.append('picture', new File(['text'], 'a.png'));
    body.append('picture', await picture('b.png'));
    const html = await (await fetch(`${url}/worker/pictures`, { method: 'POST', body })).text();
    expect(html).toMatch(/<h4>a\.png<\/h4><p class="worker-problem" lang="en">a\.png: /);
    expect(html).toMatch(/<h4>b\.png<\/h4><div class="compare/);
  });

  it('are asked for where there are none', async () => {
    expect((await send('pictures', { preset: 'gray' })).text).toContain('There is no picture: choose one');
  });

  it('have names that every disk can have', async () => {
    const { html } = await send('pictures', { picture: await picture('..\\con/é "x"?.png') });
    expect(html).toMatch(/<h4>é -x-\.png<\/h4>/);
  });
});

it('a worker of one kind of jobs shows that kind alone', { timeout: 60_000 }, async () => {
  const file = join(folder, 'numbers-only');
  const { images: _, ...spec } = bothKinds;
  await packWorker(file, spec);
  const served = await serveSample(file, join(folder, 'cache'), { HOLDALL_DATA: join(folder, 'other') });
  const html = await (await fetch(`${served}/worker/`)).text();
  expect([html.includes('worker-numbers'), html.includes('worker-pictures')]).toEqual([true, false]);
  expect((await fetch(`${served}/api/worker/pictures/incoming`)).status).toBe(404);
  expect((await fetch(`${served}/worker/pictures`, { method: 'POST', body: new FormData() })).status).toBe(
    405,
  );
});
