import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildReport, picture, runProgram, smallSpec, writeFiles } from './support/holdall.ts';
import { hasCommand, itNeeds } from './support/needs.ts';
import { tempFolder } from './support/temp.ts';

/** A program that runs Windows programs, such as Wine: `HOLDALL_WINE PROGRAM.exe ARG...`. */
const wine = process.env['HOLDALL_WINE'] ?? '';
const itWine = itNeeds('HOLDALL_WINE, a program that runs Windows executables', wine !== '');

const folder = tempFolder();
let exe: string;

beforeAll(async () => {
  writeFiles(folder, { 'icon.png': await picture('png', 256) });
  const spec = await smallSpec(folder, {
    version: '1.2.3',
    targets: ['windows-x64'],
    executable: { icon: 'icon.png', company: 'Small & Co', copyright: '© them' },
  });
  exe = (await buildReport([spec])).executables[0]?.address ?? '';
});

describe('the Windows executable', () => {
  it('shows its own icon and version, and nothing of Node', () => {
    expect(exe).toBe(join(folder, 'out/small/1.2.3/small-1.2.3-windows-x64.exe'));
    const entries = NtExecutableResource.from(
      NtExecutable.from(readFileSync(exe), { ignoreCert: true }),
    ).entries;
    const [info] = Resource.VersionInfo.fromEntries(entries);
    expect(info?.getAllLanguagesForStringValues()).toHaveLength(1);
    expect(info?.getStringValues({ lang: 1033, codepage: 1200 })).toEqual({
      ProductName: 'A small thing',
      FileDescription: 'A small thing',
      ProductVersion: '1.2.3',
      FileVersion: '1.2.3',
      InternalName: 'small',
      OriginalFilename: 'small.exe',
      CompanyName: 'Small & Co',
      LegalCopyright: '© them',
    });
    expect(info?.fixedInfo).toMatchObject({ fileVersionMS: 0x00010002, fileVersionLS: 0x00030000 });
    const [icons] = Resource.IconGroupEntry.fromEntries(entries);
    expect(icons?.icons.map(({ width }) => width || 256)).toEqual([16, 24, 32, 48, 64, 128, 256]);
  });

  itNeeds('unzip', hasCommand('unzip', '-v'))('opens as an archive', async () => {
    const { status, out, err } = await runProgram('unzip', ['-l', exe]);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    for (const path of ['manifest.json', 'app/main.cjs', 'images/pictures/a.webp', 'tables/tables.sqlite'])
      expect(out).toContain(path);
  });

  itWine('starts and says what it is', async () => {
    expect((await runProgram(wine, [exe, '--version'])).out).toContain('small 1.2.3');
    const { status, out } = await runProgram(wine, [exe, 'about', '--json']);
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ name: 'small', version: '1.2.3' });
  });

  itWine('passes its selftest', async () => {
    expect(await runProgram(wine, [exe, '--selftest'])).toMatchObject({
      status: 0,
      out: expect.stringContaining('selftest: ok'),
    });
  });

  itWine('answers over HTTP: its health, a page, a picture and a row', async () => {
    const port = await freePort();
    const child = spawn(wine, [exe, '--no-open', '--port', String(port)], { stdio: 'ignore' });
    try {
      const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
      await answers(get);
      expect(await (await get('/healthz')).json()).toMatchObject({ status: 'ok', version: '1.2.3' });
      expect(await (await get('/')).text()).toContain('A small thing');
      expect(await (await get('/gallery')).text()).toContain('<img');
      const rows = await (await get('/api/tables/numbers/rows?_limit=1')).text();
      expect(rows).toContain('one');
    } finally {
      child.kill('SIGTERM');
    }
  });
});

async function answers(get: (path: string) => Promise<Response>): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await get('/healthz');
      return;
    } catch (error) {
      if (tries === 300) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
