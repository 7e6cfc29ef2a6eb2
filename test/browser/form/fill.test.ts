import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect } from 'vitest';
import { focused, itHasChromium, visit } from '../../support/browser.ts';
import { packForms } from '../../support/form-app.ts';
import { serveSample } from '../../support/served.ts';
import { tempFolder } from '../../support/temp.ts';

const folder = tempFolder();
const file = join(folder, 'office');
let url = '';

beforeAll(async () => {
  await packForms(file);
  url = await serveSample(file, join(folder, 'cache'), { HOLDALL_DATA: join(folder, 'data') });
});

/** Fills the whole form as somebody does who has no mouse. */
async function type(page: Page, name: string): Promise<void> {
  const { keyboard } = page;
  const next = () => keyboard.press('Enter');
  await keyboard.type(name);
  await next();
  await keyboard.type('31121990');
  await next();
  // The row of boxes leads on by itself when it is full.
  await keyboard.type('01234');
  await keyboard.type('ada@example.org');
  await next();
  await keyboard.type('+44 20 7946 0018');
  await next();
  await keyboard.type('12345.5');
  await next();
  await keyboard.press('ArrowRight');
  await next();
  await keyboard.press('Space');
  await next();
  await next();
  await keyboard.press('Space');
  await next();
  for (const cell of ['Byron', 'Harrow', 'Anne']) {
    await keyboard.type(cell);
    await next();
  }
  await next();
  await keyboard.type('One line');
  await keyboard.press('Enter');
  await keyboard.type('and another');
  await keyboard.press('Tab');
  await keyboard.press('Space');
  await next();
  await keyboard.type('Ada L.');
}

const typed = (name: string) => ({
  name,
  born: '1990-12-31',
  code: '01234',
  mail: 'ada@example.org',
  phone: '+44 20 7946 0018',
  income: 12345.5,
  married: 'no',
  interests: ['music', 'books'],
  children: [
    ['Byron', 'Harrow'],
    ['Anne', ''],
  ],
  remarks: 'One line\nand another',
  news: true,
  signature: 'Ada L.',
});

const valuesOf = async (number: string) =>
  (await (await fetch(`${url}/api/forms/registration/answers/${number}`)).json()).answer.values;

itHasChromium('no field is skipped by Enter or Tab behind a row of boxes that led on by itself', async () => {
  const { page } = await visit(`${url}/form/registration/new?view=list`);
  const on = () => page.evaluate(() => document.activeElement?.id);
  await page.focus('#in_code');
  await page.keyboard.type('01234');
  expect(await on()).toBe('in_mail');
  await page.keyboard.press('Enter');
  expect(await on()).toBe('in_mail');
  await page.keyboard.press('Enter');
  expect(await on()).toBe('in_phone');

  await page.focus('#in_code');
  await page.fill('#in_code', '0123');
  await page.keyboard.type('5');
  await page.keyboard.press('Tab');
  expect(await on()).toBe('in_mail');
  await page.keyboard.press('Shift+Tab');
  expect(await on()).toBe('in_code');
});

describe.each(['page', 'list'])('filled by keyboard alone, %s', (view) => {
  itHasChromium('is handed in, and the next form is one key away', async () => {
    const { page, wrong } = await visit(`${url}/form/registration/new?view=${view}`);
    await focused(page);
    await type(page, `Ada by ${view}`);
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/done=added/);
    await focused(page);
    const number = /(\d+)\?/.exec(page.url())?.[1] ?? '';
    expect(await valuesOf(number)).toEqual(typed(`Ada by ${view}`));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/new$/);
    await focused(page);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('in_name');
    expect(await page.inputValue('#in_name')).toBe('');
    expect(await page.locator(`.form-view-${view}`).count()).toBe(1);
    expect(wrong).toEqual([]);
    await page.context().close();
  });

  itHasChromium('tells at each field what is wrong, and leads to the first', async () => {
    const { page, wrong } = await visit(`${url}/form/registration/new?view=${view}`);
    await focused(page);
    await page.keyboard.press('Enter');
    await page.keyboard.type('31022000');
    await page.keyboard.press('Enter');
    await page.locator('#in_born[aria-invalid]').waitFor();
    expect(await page.textContent('#error_born')).toBe(
      'There is no 31 February 2000: that month has 29 days.',
    );
    expect(await page.getAttribute('#in_born', 'aria-describedby')).toBe('error_born');
    // Nobody is told that something is missing before it was handed in.
    expect(await page.locator('#error_name').count()).toBe(0);
    await page.keyboard.press('Control+Enter');
    await page.locator('#form-faults').waitFor();
    expect(await page.locator('#form-faults li').allInnerTexts()).toEqual([
      'Name: Fill this in: the form needs it.',
      'Born on: There is no 31 February 2000: that month has 29 days.',
    ]);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('in_name');
    await page.keyboard.type('Ada');
    await page.locator('#error_name').waitFor({ state: 'detached' });
    await page.click('#form-faults a[href="#in_born"]');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('in_born');
    await page.fill('#in_born', '28/2/2000');
    await page.keyboard.press('Enter');
    await page.locator('#form-faults').waitFor({ state: 'hidden' });
    expect(await page.inputValue('#in_born')).toBe('28/02/2000');
    expect(wrong).toEqual([]);
    await page.context().close();
  });
});

describe('a form that is being filled', () => {
  itHasChromium('is the same in both views, and keeps what was typed', async () => {
    const { page, wrong } = await visit(`${url}/form/registration/new?view=page`);
    await focused(page);
    await type(page, 'Switcher');
    await page.click('button[value="view-list"]');
    await page.locator('.form-view-list').waitFor();
    expect(await page.inputValue('#in_name')).toBe('Switcher');
    expect(await page.isChecked('#in_married_1')).toBe(true);
    expect(await page.inputValue('#in_children_1_0')).toBe('Anne');
    await page.click('button[value="view-page"]');
    await page.locator('.form-view-page').waitFor();
    expect(await page.inputValue('#in_income')).toBe('12345.5');
    await page.click('#form-hand-in');
    await page.waitForURL(/done=added/);
    expect(await valuesOf(/(\d+)\?/.exec(page.url())?.[1] ?? '')).toEqual(typed('Switcher'));
    expect(wrong).toEqual([]);
    await page.context().close();
  });

  itHasChromium('comes back in another language with all that was typed', async () => {
    const { page } = await visit(`${url}/form/registration/new?view=list`);
    await focused(page);
    await page.keyboard.type('Polyglot');
    await page.click('a[lang="fr"]');
    await page.locator('html[lang="fr"] .form-view-list').waitFor();
    expect(await page.inputValue('#in_name')).toBe('Polyglot');
    await page.context().close();
  });

  itHasChromium('helps with dates and boxes, and leaves alone what is meant otherwise', async () => {
    const { page } = await visit(`${url}/form/registration/new?view=page`);
    await focused(page);
    const born = page.locator('#in_born');
    for (const [keys, shown] of [
      ['3112', '31/12'],
      ['31121990', '31/12/1990'],
      ['1990-12-31', '1990-12-31'],
      ['19901231', '1990-12-31'],
      ['20121990', '20/12/1990'],
      ['5.3.1990', '5.3.1990'],
      ['3 May 1990', '3 May 1990'],
    ] as const) {
      await born.fill('');
      await born.pressSequentially(keys);
      expect(await born.inputValue()).toBe(shown);
    }
    const code = page.locator('#in_code');
    await code.focus();
    await code.evaluate((input: HTMLInputElement) => {
      const data = new DataTransfer();
      data.setData('text/plain', '01 23 4');
      input.dispatchEvent(
        new InputEvent('beforeinput', {
          inputType: 'insertFromPaste',
          data: '01 23 4',
          dataTransfer: data,
          bubbles: true,
          cancelable: true,
        }),
      );
    });
    expect(await code.inputValue()).toBe('01234');
    // A choice can be taken back.
    await page.locator('#in_married_0').click();
    await page.locator('#in_married_0').click();
    expect(await page.isChecked('#in_married_0')).toBe(false);
    await page.context().close();
  });

  itHasChromium('says when another answer has the same values', async () => {
    const { page } = await visit(`${url}/form/note/new`);
    for (const _ of [1, 2]) {
      await page.goto(`${url}/form/note/new`);
      await focused(page);
      await page.keyboard.type('twin');
      await page.keyboard.press('Control+Enter');
      await page.locator('#form-next, .form-message').first().waitFor();
    }
    await focused(page);
    expect(await page.textContent('.form-message h2')).toBe('Answer 1 has the same values.');
    // The button has the focus.
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/2\?done=added/);
    await page.context().close();
  });
});
