import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { rawGet, rawHttp } from '../../support/raw-http.ts';
import { packApp, runApp, sampleContent, startApp } from '../../support/sample-app.ts';
import { tempFolder } from '../../support/temp.ts';

const folder = tempFolder();
const file = join(folder, 'stationer');
const env = { HOLDALL_CACHE: join(folder, 'cache') };
const running: ReturnType<typeof startApp>[] = [];

beforeAll(async () => packApp(file, await sampleContent(folder)));
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

/** Serves and returns the process, what it has said, and the address in it. */
async function serve(args: string[] = [], from = file) {
  const child = startApp(from, args, { env });
  running.push(child);
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (said += chunk));
  while (!said.includes('To stop it')) {
    await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${said}`);
  }
  const url = /http:\S+/.exec(said)?.[0] ?? '';
  return { child, url, said: () => said };
}

describe('serving', () => {
  it('says where and how to stop it, answers, and ends cleanly', async () => {
    const { child, url, said } = await serve();
    expect(said()).toBe(`The <Stationer's> catalogue is open at ${url}\nTo stop it, press Ctrl+C.\n`);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(await (await fetch(`${url}healthz`)).json()).toMatchObject({ status: 'ok' });

    const css = await fetch(`${url}assets/app.css`);
    expect(css.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(await css.text()).toContain(':root');
    expect((await fetch(`${url}dataset/sales?_page=3`)).status).toBe(200);

    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
  });

  it('ends on Ctrl-C with a connection open', async () => {
    const { child, url } = await serve();
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([0, null]);
    socket.destroy();
  });

  it('sends ranges of a file over a real connection', async () => {
    const { url } = await serve();
    const address = `${url}files/download/manuals/a%20b.txt`;
    const part = await fetch(address, { headers: { range: 'bytes=8-14' } });
    expect([part.status, await part.text()]).toEqual([206, 'a b.txt']);
    const head = await fetch(address, { method: 'HEAD' });
    expect([head.headers.get('content-length'), await head.text()]).toEqual(['340', '']);
  });

  it('lets nobody out of the payload', async () => {
    const { url } = await serve();
    for (const path of [
      '/files/download/manuals/../../../manifest.json',
      '/files/download/manuals/..%2f..%2f..%2fmanifest.json',
      '/files/download/manuals/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
      '/files/download/..%2f..%2fapp/main.cjs',
      '/images/products~..%5c..%5cmanifest.json',
      '/images/products~%00',
      '/images/products~%2Fetc%2Fpasswd',
      '//etc/passwd',
    ]) {
      const answer = await rawHttp(url, rawGet(path));
      expect([path, answer.slice(0, 12)]).toEqual([path, 'HTTP/1.1 404']);
    }
    for (const path of ['/%', '/files/download/manuals/%ff', '/files/%zz', '/api/files/%c3']) {
      const answer = await rawHttp(url, rawGet(path));
      expect([path, answer.slice(0, 12)]).toEqual([path, 'HTTP/1.1 400']);
      expect(answer).toContain('a % stands where no escaped character follows');
    }
  });

  it('answers no stranger', async () => {
    const { url } = await serve();
    const ask = (head: string) => rawHttp(url, `GET /healthz HTTP/1.1\r\n${head}Connection: close\r\n\r\n`);
    expect(await ask('Host: evil.example\r\n')).toMatch(
      /^HTTP\/1\.1 403 [\s\S]*"This app answers under 127\.0\.0\.1/,
    );
    expect(await ask('')).toMatch(/^HTTP\/1\.1 400 /);
    expect(await ask('Host: localhost:1\r\n')).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('breaks off a damaged file, and goes on', async () => {
    const bytes = readFileSync(file);
    const path = 'files/manuals/a b.txt';
    const at = bytes.indexOf(path) + path.length + 4;
    bytes[at] = (bytes[at] ?? 0) ^ 0x55;
    const damaged = join(folder, 'damaged');
    writeFileSync(damaged, bytes);
    const { url, child } = await serve([], damaged);
    await expect(
      fetch(`${url}files/download/manuals/a%20b.txt`).then((response) => response.text()),
    ).rejects.toThrow();
    expect((await fetch(`${url}healthz`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
  });

  it('on all addresses says who can see it, and answers under any name', async () => {
    const { url, said } = await serve(['--host', '0.0.0.0', '--public', '--no-open']);
    expect(said()).toContain('Everyone who reaches this machine over the network can see it there.');
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal);
    for (const { address } of others)
      expect(said()).toContain(`From other machines: http://${address}:${new URL(url).port}/\n`);
    expect(await rawHttp(url, rawGet('/healthz', { host: 'shop.example' }))).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('prints the token with the address, and who can see it', async () => {
    const made = await serve(['--host', '0.0.0.0', '--no-open', '--allow', '127.0.0.0/8', '::1', '--token']);
    expect(made.said()).toContain(
      'Who has one of the allowed addresses and knows the token can see it there.',
    );
    const [, token = ''] = /\/\?token=([\w-]{24})\n/.exec(made.said()) ?? [];
    const { origin } = new URL(made.url);
    expect((await fetch(`${origin}/healthz`)).status).toBe(401);
    const headers = { authorization: `Bearer ${token}` };
    expect((await fetch(`${origin}/healthz`, { headers })).status).toBe(200);
    const named = await serve(['--no-open', '--token', 'a&b']);
    expect(named.url).toMatch(/\/\?token=a%26b$/);
  });

  it.each([
    [['--host', '0.0.0.0'], 'On 0.0.0.0 others on the network could see everything in here. Say who may: '],
    [['--host', '::', '--cors', 'https://a.example'], 'On :: others on the network could'],
    [['--allow', '10.0.0.0/33'], '"10.0.0.0/33" is neither an address nor a range of addresses.'],
    [['--cors', 'a.example'], '"a.example" is no origin of a page.'],
    [['--token', ''], 'The token "" is empty or has blanks in it.'],
  ])('%j is wrong usage', async (args, message) => {
    const { code, stdout, stderr } = await runApp(file, [...args, '--no-open']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`error: ${message}`);
  });

  it('takes keep-alive, pipelines, HEAD and nonsense as they come', async () => {
    const { url } = await serve(['--no-open']);
    const two = await rawHttp(url, `HEAD /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n${rawGet('/healthz')}`);
    expect(two.match(/HTTP\/1\.1 200 /g)).toHaveLength(2);
    expect(two.match(/"status":"ok"/g)).toHaveLength(1);
    expect(await rawHttp(url, 'NONSENSE\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    expect(await rawHttp(url, rawGet('/healthz', { 'x-long': 'x'.repeat(20_000) }))).toMatch(
      /^HTTP\/1\.1 431 /,
    );
  });

  it('says why it cannot', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    expect(await runApp(file, ['--port', port])).toEqual({
      code: 1,
      stdout: '',
      stderr: `error: Port ${port} is in use by another program. Name another with --port, or leave it out to get a free one.\n`,
    });
    taken.close();
    const nowhere = await runApp(file, ['--host', '203.0.113.7', '--public']);
    expect([nowhere.code, nowhere.stderr]).toEqual([
      1,
      'error: This machine has no address 203.0.113.7. Leave out --host to serve this machine alone, or use 0.0.0.0 for all of its addresses.\n',
    ]);
  });
});
