import { once } from 'node:events';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { focused, itHasChromium, openPage } from '../../support/browser.ts';
import { packForms } from '../../support/form-app.ts';
import { startApp } from '../../support/sample-app.ts';
import { tempFolder } from '../../support/temp.ts';

const folder = tempFolder();
const file = join(folder, 'office');
const children: ReturnType<typeof startApp>[] = [];

beforeAll(() => packForms(file));
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** Serves the app; on the same port again, where one is named. */
async function serve(port = '0') {
  const child = startApp(file, ['--no-open', '--port', port], {
    env: { HOLDALL_CACHE: join(folder, 'cache'), HOLDALL_DATA: join(folder, 'data') },
  });
  children.push(child);
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  while (!said.includes('To stop it')) await once(child.stdout, 'data');
  return { child, url: /http:\/\/[^/\s]+/.exec(said)?.[0] ?? '' };
}

const state = (page: Page, what: string) => page.locator(`#form-state[data-state="${what}"]`).waitFor();

describe('what is typed and not handed in', () => {
  itHasChromium('survives the death of the app, and what is typed meanwhile', async () => {
    const first = await serve();
    const { page } = await openPage(`${first.url}/form/registration/new?view=page`);
    await focused(page);
    await page.keyboard.type('Ada Love');
    await state(page, 'kept');
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    await page.keyboard.type('lace');
    await state(page, 'notKept');
    expect(await page.textContent('#form-state')).toBe(
      'Not kept by the program: no connection. What you typed is kept in this browser.',
    );
    await page.keyboard.press('Control+Enter');
    await page.getByText('Not handed in: no connection.').waitFor();
    // The program comes back, and gets it without anybody doing anything.
    const { url } = await serve(new URL(first.url).port);
    await state(page, 'kept');
    const { drafts } = await (await fetch(`${url}/api/forms/registration/drafts`)).json();
    expect(drafts).toMatchObject([{ inputs: { name: 'Ada Lovelace' } }]);
    await page.reload();
    expect(await page.inputValue('#in_name')).toBe('Ada Lovelace');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/done=added/);
    expect((await (await fetch(`${url}/api/forms/registration/drafts`)).json()).drafts).toEqual([]);
    await page.context().close();
  });

  itHasChromium('survives the death of the browser, also where the program had not got it', async () => {
    const { url, child } = await serve();
    const profile = join(folder, 'profile');
    const start = (): Promise<BrowserContext> =>
      chromium.launchPersistentContext(profile, {
        executablePath: process.env['HOLDALL_CHROMIUM'] ?? '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-gpu'],
      });
    const before = await start();
    const page = await before.newPage();
    await page.goto(`${url}/form/note/new`);
    await focused(page);
    await page.keyboard.type('half a wo');
    await state(page, 'kept');
    // It reaches this browser alone.
    await before.setOffline(true);
    await page.keyboard.type('rd');
    await state(page, 'notKept');
    const address = page.url();
    await before.close();

    const after = await start();
    const again = await after.newPage();
    await again.goto(address);
    expect(await again.inputValue('#in_word')).toBe('half a word');
    await state(again, 'kept');
    await again.goto(`${url}/form/note/`);
    await again.getByRole('link', { name: 'half a word' }).click();
    expect(await again.inputValue('#in_word')).toBe('half a word');
    await again.goto(`${url}/form/note/`);
    await again.getByRole('button', { name: 'Discard' }).click();
    await again.getByText('The draft was discarded.').waitFor();
    expect(await again.locator('.form-drafts').count()).toBe(0);
    await after.close();
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
});

describe('two people at once', () => {
  itHasChromium('neither overwrites what the other one did', async () => {
    const { url } = await serve();
    await fetch(`${url}/api/forms/registration/answers`, {
      method: 'POST',
      body: JSON.stringify({ values: { name: 'Grace', income: 1 } }),
    });
    const { answers } = await (await fetch(`${url}/api/forms/registration/answers?search=grace`)).json();
    const address = `${url}/form/registration/${answers[0].number}`;
    const one = await openPage(`${address}/edit?view=list`);
    const other = await openPage(`${address}/edit?view=list`);
    await one.page.fill('#in_name', 'Grace Hopper');
    await other.page.fill('#in_income', '2');
    await one.page.keyboard.press('Control+Enter');
    await one.page.waitForURL(/done=changed/);
    await other.page.keyboard.press('Control+Enter');
    await other.page.locator('.form-differences').waitFor();
    expect(await other.page.locator('.form-differences tbody tr').allInnerTexts()).toEqual([
      'Name\tGrace Hopper\tGrace',
      'Income\t1\t2',
    ]);
    await other.page.getByRole('button', { name: 'Put mine over it' }).click();
    await other.page.waitForURL(/done=changed/);
    const { versions } = await (
      await fetch(`${url}/api/forms/registration/answers/${answers[0].number}/history`)
    ).json();
    expect(versions.map(({ values }: { values: object }) => values)).toEqual([
      { name: 'Grace', income: 1 },
      { name: 'Grace Hopper', income: 1 },
      { name: 'Grace', income: 2 },
    ]);
    // The other way: theirs stays, and nothing is left behind.
    await one.page.goto(`${address}/edit?view=list`);
    await other.page.goto(`${address}/edit?view=list`);
    await one.page.fill('#in_name', 'Third');
    await one.page.keyboard.press('Control+Enter');
    await one.page.waitForURL(/done=changed/);
    await other.page.fill('#in_name', 'Fourth');
    await other.page.keyboard.press('Control+Enter');
    await other.page.getByRole('button', { name: 'Keep theirs' }).click();
    await other.page.waitForURL(address);
    const now = await (await fetch(`${url}/api/forms/registration/answers/${answers[0].number}`)).json();
    expect(now.answer.values).toEqual({ name: 'Third', income: 2 });
    expect((await (await fetch(`${url}/api/forms/registration/drafts`)).json()).drafts).toEqual([]);
    expect([...one.wrong, ...other.wrong]).toEqual([]);
    await one.page.context().close();
    await other.page.context().close();
  });
});
