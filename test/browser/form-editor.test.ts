import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterEach, describe, expect } from 'vitest';
import { inColour } from '../../src/form/colour.ts';
import { type EditorServer, serveEditor } from '../../src/form/editor/serve.ts';
import type { Field, Layout } from '../../src/form/layout/types.ts';
import { pagePicture } from '../../src/form/page-picture.ts';
import * as draw from '../form/draw.ts';
import { barriers, desktop, itHasChromium, overflow, type Visit, visit } from '../support/browser.ts';
import { tempFolder } from '../support/temp.ts';

const size = { width: 1000, height: 800 };

const field = (id: string, label: string, x: number, y: number, more: Partial<Field> = {}): Field => ({
  id,
  label,
  kind: 'text',
  page: 1,
  box: { x, y, width: 0.4, height: 0.06 },
  order: 0,
  confidence: 1,
  ...more,
});

const start: Layout = {
  $schema: 'https://example.org/layout.schema.json',
  from: ['page.png'],
  pages: [size],
  fields: [
    field('name', 'Name', 0.3, 0.1),
    field('town', 'Town', 0.3, 0.2, { order: 1, confidence: 0.4 }),
    field('postcode', 'Postcode', 0.3, 0.3, { order: 2, guessed: ['kind'] }),
  ],
};

let server: EditorServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

interface Open extends Visit {
  file: string;
  saved: () => Layout;
}

/** The editor of the layout above, over a page that is drawn. */
async function open(layout: Layout = start, look = desktop): Promise<Open> {
  const file = join(tempFolder(), 'small.layout.json');
  writeFileSync(file, JSON.stringify(layout));
  const lines = [0.16, 0.26, 0.36].map((y) => draw.line(300, y * 800, 700, y * 800)).join('');
  const picture = await pagePicture(inColour(await draw.page(lines)));
  server = await serveEditor({ file, pages: layout.pages.map(() => picture) });
  const visited = await visit(server.url, look);
  await visited.page.locator('.box').first().waitFor();
  return { ...visited, file, saved: () => JSON.parse(readFileSync(file, 'utf8')) };
}

const box = (page: Page, index: number): Locator => page.locator('.box').nth(index);

/** Drags from a point of the page to another, in fractions of it. */
async function drag(page: Page, from: [number, number], to: [number, number]): Promise<void> {
  const at = await page.locator('.page').first().boundingBox();
  if (!at) throw new Error('there is no page');
  await page.mouse.move(at.x + from[0] * at.width, at.y + from[1] * at.height);
  await page.mouse.down();
  await page.mouse.move(at.x + ((from[0] + to[0]) / 2) * at.width, at.y + from[1] * at.height);
  await page.mouse.move(at.x + to[0] * at.width, at.y + to[1] * at.height);
  await page.mouse.up();
}

async function save(page: Page): Promise<void> {
  await page.keyboard.press('Control+s');
  await page.getByRole('button', { name: 'Saved' }).waitFor();
}

const near = (value: number) => expect.closeTo(value, 2);

describe('the editor of a layout', () => {
  itHasChromium('drags, resizes, draws, deletes and takes it back; and saves the same file', async () => {
    const { page, wrong, saved } = await open();
    await drag(page, [0.5, 0.13], [0.6, 0.53]);
    await box(page, 1).click();
    await drag(page, [0.7, 0.23], [0.9, 0.23]);
    await drag(page, [0.1, 0.7], [0.3, 0.8]);
    await page.getByRole('textbox', { name: 'Label' }).fill('Nationality');
    await box(page, 2).click();
    await page.keyboard.press('Delete');
    await expect.poll(() => page.locator('.box').count()).toBe(3);
    await page.keyboard.press('Control+z');
    await expect.poll(() => page.locator('.box').count()).toBe(4);
    await save(page);
    const { fields, $schema, from } = saved();
    expect({ $schema, from }).toEqual({ $schema: start.$schema, from: start.from });
    expect(fields.map(({ id, order }) => [id, order])).toEqual([
      ['name', 0],
      ['town', 1],
      ['postcode', 2],
      ['nationality', 3],
    ]);
    expect(fields[0]?.box).toEqual({ x: near(0.4), y: near(0.5), width: 0.4, height: 0.06 });
    expect(fields[1]).toEqual({
      ...start.fields[1],
      box: { x: 0.3, y: 0.2, width: near(0.6), height: 0.06 },
      confidence: 1,
    });
    expect(fields[3]).toMatchObject({ label: 'Nationality', kind: 'text', confidence: 1 });
    expect(fields[3]?.box).toEqual({ x: near(0.1), y: near(0.7), width: near(0.2), height: near(0.1) });
    expect(wrong).toEqual([]);
  });

  itHasChromium('splits a field into a comb and into a table, and moves its lines', async () => {
    const { page, saved, wrong } = await open();
    await box(page, 2).click();
    await page.getByRole('spinbutton', { name: 'Letters' }).fill('5');
    await page.getByRole('button', { name: 'Into a comb' }).click();
    await expect.poll(() => page.locator('.divider').count()).toBe(4);
    await box(page, 0).click();
    await page.getByRole('spinbutton', { name: 'Rows' }).fill('2');
    await page.getByRole('spinbutton', { name: 'Columns' }).fill('2');
    await page.getByRole('button', { name: 'Into a table' }).click();
    await drag(page, [0.5, 0.115], [0.6, 0.115]);
    await page.getByRole('textbox', { name: 'Heading of column 1' }).fill('Child');
    await save(page);
    const [table, , comb] = saved().fields;
    expect(comb).toMatchObject({ kind: 'comb', length: 5 });
    expect(comb).not.toHaveProperty('guessed');
    expect(table?.columns).toEqual([
      { label: 'Child', x: 0.3, width: near(0.3) },
      { label: '', x: near(0.6), width: near(0.1) },
    ]);
    expect(table?.rows).toHaveLength(2);
    expect(wrong).toEqual([]);
  });

  itHasChromium('makes a choice of several, whose answers have boxes of their own', async () => {
    const { page, saved } = await open();
    await box(page, 0).click();
    await box(page, 1).click({ modifiers: ['Shift'] });
    await page.getByRole('button', { name: 'Choice' }).click();
    await page.getByRole('textbox', { name: 'Label' }).fill('Which');
    await drag(page, [0.5, 0.23], [0.5, 0.63]);
    await page.keyboard.press('Shift+ArrowRight');
    await page.getByRole('button', { name: 'Add an answer' }).click();
    await page.getByRole('textbox', { name: 'Answer 3' }).fill('Neither');
    await page.locator('.option').nth(0).click();
    await page.keyboard.press('Delete');
    await page.keyboard.press('Control+z');
    await save(page);
    const [choice, ...others] = saved().fields;
    expect(others).toHaveLength(1);
    expect(choice).toMatchObject({ id: 'which', label: 'Which', kind: 'choice' });
    expect(choice?.options).toEqual([
      { label: 'Name', box: start.fields[0]?.box },
      { label: 'Town', box: { x: near(0.31), y: near(0.6), width: 0.4, height: 0.06 } },
      { label: 'Neither', box: expect.objectContaining({ width: 0.4, height: 0.06 }) },
    ]);
  });

  itHasChromium('has several pages, one below the other', async () => {
    const { page, saved } = await open({ ...start, pages: [size, size] });
    expect(await page.locator('.page').count()).toBe(2);
    await box(page, 0).click();
    await page.getByRole('spinbutton', { name: 'Page' }).fill('2');
    await expect.poll(() => page.locator('[data-page="2"] .box').count()).toBe(1);
    await save(page);
    expect(saved().fields[0]).toMatchObject({ id: 'name', page: 2, box: start.fields[0]?.box });
  });

  itHasChromium('puts fields into another order: in the list, by keys, and by clicking them', async () => {
    const { page, saved } = await open();
    const rows = page.locator('.row');
    const order = () => page.locator('.row .words').allTextContents();
    await rows.nth(2).dragTo(rows.nth(0), { targetPosition: { x: 20, y: 3 } });
    await expect.poll(order).toEqual(['Postcode', 'Name', 'Town']);
    await rows.nth(0).press('Alt+ArrowDown');
    await expect.poll(order).toEqual(['Name', 'Postcode', 'Town']);
    await page.getByRole('button', { name: 'Order by clicking' }).click();
    for (const name of ['Town', 'Postcode', 'Name']) await page.locator('.box', { hasText: name }).click();
    await expect.poll(order).toEqual(['Town', 'Postcode', 'Name']);
    await page.keyboard.press('Escape');
    await save(page);
    expect(saved().fields.map(({ id, order: at }) => `${at} ${id}`)).toEqual([
      '0 town',
      '1 postcode',
      '2 name',
    ]);
  });

  itHasChromium('is used by keyboard alone', async () => {
    const { page, saved } = await open();
    await page.keyboard.press('n');
    await page.getByRole('heading', { name: 'Field 2' }).waitFor();
    await page.locator('.canvas').focus();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Control+ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.type(' of birth');
    await page.keyboard.press('Escape');
    await page.keyboard.press('n');
    await page.keyboard.press('c');
    await page.keyboard.press('Control+d');
    await page.keyboard.press('n');
    await save(page);
    const { fields } = saved();
    expect(fields[1]?.label).toBe('Town of birth');
    expect(fields[1]?.box.x).toBeCloseTo(0.31, 4);
    expect(fields[1]?.box.height).toBeCloseTo(0.06 + 1 / 800, 4);
    expect(fields[2]).not.toHaveProperty('guessed');
    expect(fields[3]?.id).toBe('postcode-2');
    expect(await page.getByRole('button', { name: 'Nothing to check' }).count()).toBe(1);
    expect(await page.getByRole('status').textContent()).toBe('Saved.');
  });

  itHasChromium('says at the field what is wrong, and saves when it is mended', async () => {
    const { page, saved } = await open();
    await box(page, 0).click();
    await page.getByRole('textbox', { name: 'Id' }).fill('town');
    await page.getByText('2 fields have the id town: each needs one of its own.').waitFor();
    await page.keyboard.press('Control+s');
    await page.getByText('It is not saved. 2 fields have the id town').waitFor();
    expect(saved()).toEqual(start);
    await page.getByRole('textbox', { name: 'Id' }).fill('who');
    await page.getByRole('textbox', { name: 'Pattern' }).fill('[');
    await page.getByText('The pattern is no regular expression.').waitFor();
    await page.getByRole('textbox', { name: 'Pattern' }).fill('[A-Z]+');
    await save(page);
    expect(saved().fields[0]).toMatchObject({ id: 'who', pattern: '[A-Z]+' });
    expect(await page.getByText('It is not saved').count()).toBe(0);
  });

  itHasChromium('asks when another program changed the file meanwhile', async () => {
    const { page, file, saved } = await open();
    const theirs = { ...start, fields: start.fields.slice(0, 1) };
    await box(page, 0).click();
    await page.getByRole('textbox', { name: 'Label' }).fill('Mine');
    writeFileSync(file, JSON.stringify(theirs));
    await page.keyboard.press('Control+s');
    await page.getByText('small.layout.json was changed by another program').waitFor();
    expect(saved()).toEqual(theirs);
    await page.getByRole('button', { name: 'Take the file, and lose mine' }).click();
    await expect.poll(() => page.locator('.box').count()).toBe(1);
    await box(page, 0).click();
    await page.getByRole('textbox', { name: 'Label' }).fill('Mine again');
    writeFileSync(file, JSON.stringify(start));
    await page.keyboard.press('Control+s');
    await page.getByRole('button', { name: 'Save mine over it' }).click();
    await page.getByRole('button', { name: 'Saved' }).waitFor();
    expect(saved().fields.map(({ label }) => label)).toEqual(['Mine again']);
  });

  itHasChromium('tells the server what is not saved, and asks before it is left', async () => {
    const { page } = await open();
    await box(page, 0).click();
    expect(server?.hasUnsaved()).toBe(false);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => server?.hasUnsaved()).toBe(true);
    const asked = page.waitForEvent('dialog');
    const left = page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    await left;
    await page.keyboard.press('Control+z');
    await server?.allSaved();
    expect(server?.hasUnsaved()).toBe(false);
    await page.keyboard.press('Control+y');
    await expect.poll(() => server?.hasUnsaved()).toBe(true);
    page.once('dialog', (again) => void again.accept());
    await page.close({ runBeforeUnload: true });
    await server?.allSaved();
  });

  itHasChromium('drops what is dragged at Escape', async () => {
    const { page } = await open();
    await page.locator('.page').hover();
    const at = await page.locator('.page').boundingBox();
    if (!at) throw new Error('there is no page');
    await page.mouse.move(at.x + 0.5 * at.width, at.y + 0.13 * at.height);
    await page.mouse.down();
    await page.mouse.move(at.x + 0.5 * at.width, at.y + 0.6 * at.height);
    await page.keyboard.press('Escape');
    await page.mouse.move(at.x + 0.5 * at.width, at.y + 0.7 * at.height);
    await page.mouse.up();
    expect(await page.getByRole('button', { name: 'Saved' }).count()).toBe(1);
  });

  itHasChromium('zooms, and tries the form by Tab', async () => {
    const { page } = await open();
    const width = async () => (await page.locator('.page').boundingBox())?.width ?? 0;
    const before = await width();
    await page.locator('.canvas').hover();
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -300);
    await page.keyboard.up('Control');
    await expect.poll(width).toBeGreaterThan(1.5 * before);
    await page.getByRole('button', { name: 'Fit' }).click();
    expect(await width()).toBeCloseTo(before, 0);
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.locator('.try input').first().focus();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Town');
  });

  itHasChromium(
    'has no barriers and fits, in the light and in the dark, with all that it shows',
    async () => {
      for (const look of [desktop, { ...desktop, width: 900, theme: 'dark' as const }]) {
        const { page, wrong } = await open(start, look);
        expect(await barriers(page)).toEqual([]);
        await box(page, 1).click();
        expect(await barriers(page)).toEqual([]);
        await page.keyboard.press('Control+a');
        expect(await barriers(page)).toEqual([]);
        expect(await overflow(page)).toBe(0);
        await page.keyboard.press('?');
        expect(await barriers(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await page.keyboard.press('t');
        await page.locator('.try input').first().waitFor();
        expect(await barriers(page)).toEqual([]);
        expect(wrong).toEqual([]);
        await server?.close();
      }
      server = undefined;
    },
  );
});
