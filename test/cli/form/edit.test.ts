import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { afterEach, describe, expect, it } from 'vitest';
import type { Layout } from '../../../src/form/layout/types.ts';
import { drawing, line, text } from '../../form/draw.ts';
import { ended, holdall, startHoldall } from '../../support/holdall.ts';
import { tempFolder } from '../../support/temp.ts';

const layout: Layout = {
  $schema: './layout.schema.json',
  from: ['page.png'],
  rectify: 'none',
  pages: [{ width: 1000, height: 800 }],
  fields: [
    {
      id: 'name',
      label: 'Name',
      kind: 'text',
      page: 1,
      box: { x: 0.3, y: 0.1, width: 0.4, height: 0.06 },
      order: 0,
      confidence: 0.5,
    },
  ],
};

/** A folder with a layout and the picture that it names. */
async function folderWith(changes: Partial<Layout> = {}): Promise<string> {
  const folder = tempFolder();
  const rows = Array.from({ length: 12 }, (_, row) =>
    [text(60, 120 + 50 * row, 'Name of the child'), line(400, 124 + 50 * row, 900, 124 + 50 * row)].join(''),
  );
  const svg = drawing(rows.join(''), 1000, 800, '#fff');
  await sharp(Buffer.from(svg)).png().toFile(join(folder, 'page.png'));
  writeFileSync(join(folder, 'a.layout.json'), JSON.stringify({ ...layout, ...changes }));
  return folder;
}

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** Starts the editor, and gives its address once it is open. */
async function edit(args: string[], cwd: string) {
  const child = startHoldall(['form', 'edit', ...args, '--no-open'], { cwd });
  started.push(child);
  const end = ended(child);
  let said = '';
  for await (const [chunk] of on(child)) {
    said += chunk;
    const url = /(http:\S+)\n/.exec(said)?.[1];
    if (url) return { child, url, end };
  }
  throw new Error(`it ended: ${(await end).err}`);
}

async function* on(child: ChildProcess): AsyncGenerator<unknown[]> {
  while (child.exitCode === null && child.stdout)
    yield await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => [''])]);
}

const put = (address: string, body: object): Promise<Response> =>
  fetch(address, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('holdall form edit', () => {
  it('serves the layout to who knows the address, saves it, and ends by Ctrl-C', async () => {
    const folder = await folderWith();
    const { child, url, end } = await edit(['a.layout.json'], folder);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{24}\/$/);
    const { origin } = new URL(url);
    for (const path of ['/', '/layout', '/pages/1', '/script.js'])
      expect((await fetch(`${origin}${path}`)).status).toBe(404);
    const page = await fetch(url);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await fetch(`${url}pages/1`)).headers.get('content-type')).toBe('image/jpeg');

    const { version, pages } = (await (await fetch(`${url}layout`)).json()) as {
      version: string;
      pages: unknown[];
    };
    expect(pages).toHaveLength(1);
    const fields = layout.fields.map((field) => ({ ...field, label: 'Family name', confidence: 1 }));
    const saved = await put(`${url}layout`, { fields, version });
    expect(saved.status).toBe(200);
    expect(JSON.parse(readFileSync(join(folder, 'a.layout.json'), 'utf8'))).toEqual({ ...layout, fields });
    expect((await put(`${url}layout`, { fields, version })).status).toBe(409);

    child.kill('SIGINT');
    expect(await end).toMatchObject({ status: 0, err: expect.not.stringContaining('error') });
  });

  it('refuses to save what is no layout, and says why', async () => {
    const folder = await folderWith();
    const { url } = await edit(['a.layout.json'], folder);
    const [field] = layout.fields;
    const twice = await put(`${url}layout`, { fields: [field, field] });
    expect(twice.status).toBe(422);
    expect(await twice.json()).toMatchObject({
      message: '2 fields have the id name: each needs one of its own.',
    });
    const outside = await put(`${url}layout`, { fields: [{ ...field, box: { x: 2 } }] });
    expect(outside.status).toBe(422);
    expect((await put(`${url}layout`, { nothing: true })).status).toBe(400);
    expect(JSON.parse(readFileSync(join(folder, 'a.layout.json'), 'utf8'))).toEqual(layout);
  });

  it('waits for what is not saved before it ends', async () => {
    const { child, url, end } = await edit(['a.layout.json'], await folderWith());
    await put(`${url}unsaved`, { unsaved: true });
    child.kill('SIGINT');
    const [said] = await once(child.stderr ?? child, 'data');
    expect(String(said)).toContain('The page has changes that are not saved.');
    await put(`${url}unsaved`, { unsaved: false });
    expect((await end).status).toBe(0);
  });

  it('ends at once when nobody can be asked, as when the terminal was closed', async () => {
    const { child, url, end } = await edit(['a.layout.json'], await folderWith());
    await put(`${url}unsaved`, { unsaved: true });
    child.kill('SIGHUP');
    expect((await end).status).toBe(0);
  });

  it('makes a layout of pictures where there is none, and leaves the file to the page', async () => {
    const folder = tempFolder();
    const pdf = await PDFDocument.create();
    const name = pdf.getForm().createTextField('family_name');
    name.addToPage(pdf.addPage([600, 800]), { x: 200, y: 700, width: 200, height: 20 });
    writeFileSync(join(folder, 'form.pdf'), await pdf.save());
    const { url } = await edit(['new.layout.json', '--picture', 'form.pdf'], folder);
    const { layout: made, version } = (await (await fetch(`${url}layout`)).json()) as {
      layout: Layout;
      version: null;
    };
    expect(version).toBeNull();
    expect(made).toMatchObject({ from: ['form.pdf'], fields: [{ id: 'family-name' }] });
    expect((await put(`${url}layout`, { fields: made.fields, version })).status).toBe(200);
    const saved: Layout = JSON.parse(readFileSync(join(folder, 'new.layout.json'), 'utf8'));
    expect(saved).toEqual(made);
  });

  it.each<[string, Partial<Layout>, string[], number, string]>([
    [
      'a layout that is not there',
      {},
      ['b.layout.json'],
      2,
      'There is no layout b.layout.json. Name the pictures of its pages with --picture, and their fields are found.',
    ],
    ['a picture that is not there', { from: ['gone.png'] }, ['a.layout.json'], 2, 'gone.png'],
    [
      'a layout without pictures',
      { from: undefined },
      ['a.layout.json'],
      2,
      'a.layout.json does not say which pictures its pages are made of. Name them with --picture.',
    ],
    [
      'more pages than pictures',
      { pages: [...layout.pages, ...layout.pages] },
      ['a.layout.json'],
      1,
      'a.layout.json has 2 pages, and its pictures are 1 page.',
    ],
    ['what is no layout', { pages: [] }, ['a.layout.json'], 2, 'a.layout.json'],
    [
      'what is no port',
      {},
      ['a.layout.json', '--port', 'x'],
      2,
      'It is no port: a whole number up to 65535.',
    ],
  ])('says so of %s', async (_, changes, args, status, message) => {
    const end = await holdall(['form', 'edit', ...args, '--no-open'], { cwd: await folderWith(changes) });
    expect(end).toMatchObject({ status, out: '' });
    expect(end.err).toContain(message);
  });

  it('says so of a port that another program has', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const end = await holdall(['form', 'edit', 'a.layout.json', '--port', `${port}`], {
      cwd: await folderWith(),
    });
    other.close();
    expect(end.status).toBe(2);
    expect(end.err).toContain(`Port ${port} is in use by another program.`);
  });
});
