import { join } from 'node:path';
import { Hono } from 'hono';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { App, AppPart } from '../../src/app/app.ts';
import { selftest } from '../../src/app/selftest.ts';
import { openSample } from '../support/open-app.ts';
import { packApp, sampleContent } from '../support/sample-app.ts';
import { tempFolder } from '../support/temp.ts';

let sample: App;

beforeAll(async () => {
  const folder = tempFolder();
  const file = join(folder, 'stationer');
  await packApp(file, await sampleContent(folder));
  sample = openSample(file);
});

/** Tries an app with this part alone. */
async function tryPart(part: Partial<AppPart>): Promise<string> {
  const whole: AppPart = {
    name: 'odd',
    tab: () => 'Odd',
    summary: () => '',
    pages: new Hono().get('/', (c) => c.html('<html lang="en">')),
    selftest: () => undefined,
    ...part,
  };
  const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  try {
    return await selftest({ ...sample, parts: [whole] });
  } finally {
    error.mockRestore();
  }
}

describe('the selftest', () => {
  it('closes what it opened, and says what it tried', async () => {
    const close = vi.fn();
    const pages = new Hono().get('/', (c) => {
      const language = c.req.header('accept-language');
      return c.html(`<html lang="${language}">`);
    });
    expect(await tryPart({ pages, close })).toMatch(/^selftest: ok, stationer 1\.0\.0, odd, \d+ files$/);
    expect(close).toHaveBeenCalledOnce();
  });

  it('asks for the API and for every page in every language', async () => {
    await expect(
      tryPart({
        describeApi: () => {
          throw new Error('odd');
        },
      }),
    ).rejects.toThrow('selftest: the server failed: /api/openapi.json answered 500');
    await expect(tryPart({ pages: new Hono() })).rejects.toThrow(
      'selftest: the server failed: /odd/ answered 404',
    );
    await expect(tryPart({})).rejects.toThrow('selftest: the server failed: /odd/ is not in "fr"');
  });

  it('names the part that failed', async () => {
    await expect(
      tryPart({
        selftest: () => {
          throw new Error('rows.sqlite is missing');
        },
      }),
    ).rejects.toThrow('selftest: the part odd failed: rows.sqlite is missing');
  });
});
