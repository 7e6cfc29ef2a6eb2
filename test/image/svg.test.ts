import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, onTestFinished, test } from 'vitest';
import { fileOf, processed, quarters, stepsOf, temporaryFolder } from './pictures.ts';

const png = stepsOf({ encode: { format: 'png' } });
const svg = (inside: string, head = '') =>
  `${head}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="96" height="64">${inside}</svg>`;

/** A server on this machine, and the paths that it was asked for. */
async function listen(): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const picture = await quarters().png().toBuffer();
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end(picture);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, asked };
}

/** Whether anything at all is seen of it. */
async function isEmpty(picture: Buffer): Promise<boolean> {
  const { data } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return data.every((value, i) => i % 4 !== 3 || value === 0);
}

describe('an SVG', () => {
  test('reaches no network', async () => {
    const { url, asked } = await listen();
    const inside =
      `<image href="${url}/a.png" width="96" height="64"/>` +
      `<image xlink:href="${url}/b.png" width="96" height="64"/>` +
      `<use href="${url}/c.svg#x"/>` +
      `<style>@import url("${url}/d.css"); rect { fill: url("${url}/e.svg#y"); }</style>`;
    const head = `<?xml version="1.0"?><?xml-stylesheet href="${url}/f.css" type="text/css"?><!DOCTYPE svg SYSTEM "${url}/g.dtd">`;
    const made = await processed(await fileOf('a.svg', svg(inside, head)), png);
    expect(await isEmpty(made.data)).toBe(true);
    expect(asked).toEqual([]);
    // And the server would have answered.
    expect((await fetch(`${url}/really`)).ok).toBe(true);
    expect(asked).toEqual(['/really']);
  });

  test('reaches no file: not by name, not by address, not beside it, not as an entity', async () => {
    const folder = await temporaryFolder();
    const secret = join(folder, 'secret.png');
    await writeFile(secret, await quarters().png().toBuffer());
    await writeFile(join(folder, 'secret.svg'), svg('<rect id="x" width="96" height="64" fill="red"/>'));
    const inside = [secret, `file://${secret}`, 'secret.png', './secret.png']
      .flatMap((href) => [
        `<image href="${href}" width="96" height="64"/>`,
        `<image xlink:href="${href}" width="96" height="64"/>`,
      ])
      .join('');
    const more =
      '<use href="secret.svg#x"/><use href="file:///etc/hostname#x"/><image href="file:///etc/hostname" width="9" height="9"/>';
    await writeFile(join(folder, 'a.svg'), svg(inside + more));
    const made = await processed(join(folder, 'a.svg'), png);
    expect(await isEmpty(made.data)).toBe(true);
  });

  test('an entity that names a file is not read', async () => {
    const head = '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY host SYSTEM "file:///etc/hostname">]>';
    const text = svg('<text x="0" y="40" font-size="40">&host;</text>', head);
    const made = await processed(await fileOf('a.svg', text), png).catch((thrown: unknown) => thrown);
    if (made instanceof Error) expect(made.name).toBe('UserError');
    else expect(await isEmpty((made as { data: Buffer }).data)).toBe(true);
  });

  test('entities that unfold to billions are refused', async () => {
    const entities = Array.from(
      { length: 12 },
      (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`,
    ).join('');
    const head = `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY e0 "lol">${entities}]>`;
    const file = await fileOf('a.svg', svg('<text x="0" y="40">&e12;</text>', head));
    await expect(processed(file, png, { name: 'a.svg' })).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(/^The SVG picture is cut off or damaged/),
      at: { file: 'a.svg' },
    });
  });

  test('is drawn sharp at the size that is asked for', async () => {
    const file = await fileOf('a.svg', svg('<rect x="48" width="48" height="64" fill="#000"/>'));
    const made = await processed(file, stepsOf({ resize: { width: 960, enlarge: true } }));
    expect(made).toMatchObject({ width: 960, height: 640, format: 'png' });
    const { data } = await sharp(made.data).extractChannel(3).raw().toBuffer({ resolveWithObject: true });
    expect([data[479], data[480]]).toEqual([0, 255]);
  });
});
