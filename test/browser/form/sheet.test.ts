import { join } from 'node:path';
import { beforeAll, describe, expect } from 'vitest';
import {
  barriers,
  desktop,
  itHasChromium,
  looks,
  nameOf,
  overflow,
  phone,
  visit,
} from '../../support/browser.ts';
import { packForms, sampleLayout } from '../../support/form-app.ts';
import { serveSample } from '../../support/served.ts';
import { tempFolder } from '../../support/temp.ts';

const folder = tempFolder();
const file = join(folder, 'office');
let url = '';

beforeAll(async () => {
  await packForms(file);
  url = await serveSample(file, join(folder, 'cache'), { HOLDALL_DATA: join(folder, 'data') });
  const send = (path: string, body: object, method = 'POST') =>
    fetch(`${url}/api/forms/${path}`, { method, body: JSON.stringify(body) });
  const name = 'Augusta Ada King, Countess of Lovelace, born Byron, of London and elsewhere';
  const values = { name, born: '1815-12-10', code: '01234', married: 'yes', news: true, remarks: 'a\nb' };
  await send('registration/answers', { values });
  await send('registration/answers/1', { values: { ...values, income: 12.5 }, version: 1 }, 'PUT');
  await send('registration/answers', { values: { name: 'Gone' } });
  await fetch(`${url}/api/forms/registration/answers/2?version=1`, { method: 'DELETE' });
  await send(`registration/drafts/${crypto.randomUUID()}`, { inputs: { name: 'Begun' } }, 'PUT');
});

const pages: Record<string, string> = {
  forms: '/form/',
  answers: '/form/registration/',
  'answers found': '/form/registration/?q=ada',
  'no answer found': '/form/registration/?q=zeppelin',
  bin: '/form/registration/?deleted',
  'just deleted': '/form/registration/?done=deleted&number=2',
  'to fill in, page': '/form/registration/new?view=page',
  'to fill in, list': '/form/registration/new?view=list',
  'an answer, page': '/form/registration/1?view=page&done=added',
  'an answer, list': '/form/registration/1?view=list',
  'a deleted answer': '/form/registration/2',
  'to change': '/form/registration/1/edit',
  history: '/form/registration/1/history',
};

describe.each(Object.entries(pages))('%s', (_, path) => {
  itHasChromium.each(looks.map((look) => [nameOf(look), look] as const))(
    'is quiet, fits and can be read by all: %s',
    async (_, look) => {
      const { page, status, wrong } = await visit(`${url}${path}`, look);
      expect(status).toBe(200);
      await page.waitForLoadState('networkidle');
      expect(await page.getAttribute('html', 'lang')).toBe(look.language);
      expect(await page.locator('h1').count()).toBe(1);
      expect(await overflow(page)).toBe(0);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await barriers(page), colorScheme).toEqual([]);
      }
      expect(wrong).toEqual([]);
      await page.context().close();
    },
  );
});

describe('a page that is wrong', () => {
  itHasChromium('can be read by all', async () => {
    for (const [view, look] of [
      ['page', desktop],
      ['list', phone],
    ] as const) {
      const { page } = await visit(`${url}/form/registration/new?view=${view}`, look);
      await page.fill('#in_born', 'never');
      await page.click('#form-hand-in');
      await page.locator('#form-faults').waitFor();
      expect(await barriers(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      await page.context().close();
    }
  });
});

describe('inputs over the page', () => {
  itHasChromium.each([1280, 390])('lie exactly on their places at any zoom, %d px', async (width) => {
    const { page } = await visit(`${url}/form/registration/new?view=page`, { ...desktop, width });
    for (const [steps, zoom] of [
      [0, '100 %'],
      [2, '150 %'],
      [1, '200 %'],
      [-5, '67 %'],
    ] as const) {
      const button = page.locator(`.form-zoom [data-zoom="${Math.sign(steps)}"]`);
      for (let step = 0; step < Math.abs(steps); step++) await button.click();
      expect(await page.textContent('.form-percent')).toBe(zoom);
      const faults = await page.evaluate(({ fields }) => {
        const found: string[] = [];
        const expectAt = (
          id: string,
          sheet: DOMRect,
          box: { x: number; y: number; width: number; height: number },
        ) => {
          const rect = document.getElementById(id)?.getBoundingClientRect();
          const off = rect && [
            rect.left - (sheet.left + box.x * sheet.width),
            rect.top - (sheet.top + box.y * sheet.height),
            rect.width - box.width * sheet.width,
            rect.height - box.height * sheet.height,
          ];
          if (!off || off.some((one) => Math.abs(one) > 1)) found.push(`${id}: ${off}`);
        };
        for (const field of fields) {
          const image = document.querySelector(`#sheet_${field.page} img`)?.getBoundingClientRect();
          if (!image) return ['no picture'];
          const { options, rows, columns = [] } = field;
          if (options) {
            for (const [index, { box }] of options.entries())
              if (box) expectAt(`in_${field.id}_${index}`, image, box);
          } else if (rows) {
            for (const [y, row] of rows.entries())
              for (const [x, column] of columns.entries())
                expectAt(`in_${field.id}_${y}_${x}`, image, { ...column, ...row });
          } else expectAt(`in_${field.id}`, image, field.box);
        }
        return found;
      }, sampleLayout);
      expect(faults, zoom).toEqual([]);
      expect(await overflow(page)).toBe(0);
    }
    await page.context().close();
  });

  itHasChromium('are made larger by the wheel and by two fingers, around where these are', async () => {
    const { page } = await visit(`${url}/form/registration/new?view=page`);
    const desk = page.locator('.form-desk');
    const at = (await page.locator('#in_phone').boundingBox()) ?? { x: 0, y: 0 };
    await page.mouse.move(at.x, at.y);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -150);
    await page.keyboard.up('Control');
    await page.waitForFunction(() => document.querySelector('.form-percent')?.textContent === '165 %');
    const now = (await page.locator('#in_phone').boundingBox()) ?? { x: 0, y: 0 };
    expect(Math.hypot(now.x - at.x, now.y - at.y)).toBeLessThan(2);
    await desk.evaluate((target) => {
      const touch = (identifier: number, clientX: number) =>
        new Touch({ identifier, target, clientX, clientY: 400 });
      const send = (type: string, apart: number) =>
        target.dispatchEvent(
          new TouchEvent(type, {
            touches: [touch(1, 600), touch(2, 600 + apart)],
            bubbles: true,
            cancelable: true,
          }),
        );
      send('touchstart', 100);
      send('touchmove', 120);
    });
    expect(await page.textContent('.form-percent')).toBe('198 %');
    await page.context().close();
  });

  itHasChromium('have letters that fit, and one in each box', async () => {
    const { page } = await visit(`${url}/form/registration/new?view=page`);
    await page.fill('#in_code', '01234');
    const box = await page.locator('#in_code').evaluate((input: HTMLInputElement) => {
      const canvas = document.createElement('canvas').getContext('2d');
      const style = getComputedStyle(input);
      if (!canvas) throw new Error('no canvas');
      canvas.font = `${style.fontSize} ${style.fontFamily}`;
      const step = canvas.measureText('0').width + Number.parseFloat(style.letterSpacing);
      return { step, width: input.clientWidth, left: input.scrollLeft };
    });
    expect(Math.abs(box.step - box.width / 5)).toBeLessThan(0.5);
    expect(box.left).toBe(0);
    const name = page.locator('#in_name');
    await name.fill('A name that is far too long for the line that the form has for it, and goes on');
    expect(await name.evaluate((input) => input.scrollWidth - input.clientWidth)).toBeLessThanOrEqual(1);
    await page.context().close();
  });

  itHasChromium('can be filled without scripts', async () => {
    const look = { ...desktop, script: false };
    const { page, wrong } = await visit(`${url}/form/registration/new?view=page`, look);
    await page.fill('#in_name', 'No script');
    await page.click('button[value="view-list"]');
    expect(await page.inputValue('#in_name')).toBe('No script');
    await page.fill('#in_mail', 'nowhere');
    await page.press('#in_mail', 'Enter');
    expect(await page.locator('#form-faults li').count()).toBe(1);
    await page.fill('#in_mail', 'no@script.example');
    await page.press('#in_mail', 'Enter');
    await page.waitForURL(/done=added/);
    const number = /(\d+)\?/.exec(page.url())?.[1];
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.waitForURL(`${url}/form/registration/${number}?done=restored`);
    expect(wrong).toEqual([]);
    await page.context().close();
  });
});
