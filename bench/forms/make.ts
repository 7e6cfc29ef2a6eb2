/** Draws the pages: `make(folder)` writes NAME.png and NAME.json for each, and leaves what is there. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { common, pen, type Style } from './blocks.ts';
import { draw } from './draw.ts';
import { bank, dense, numbered, rounded } from './styles/boxes.ts';
import { nested, tax, tinted } from './styles/cells.ts';
import { club, insurance, slip, survey, visa, waybill } from './styles/held-out.ts';
import { assessment, history, transfer } from './styles/held-out-more.ts';
import { contract, dotted, medical, school } from './styles/lines.ts';
import type { LanguageCode } from './texts.ts';
import type { TruthBox, TruthField, TruthPage } from './truth.ts';

const styles: Record<string, Style> = {
  tax,
  tinted,
  nested,
  school,
  dotted,
  contract,
  medical,
  bank,
  rounded,
  dense,
  numbered,
};
const heldOut: Record<string, Style> = {
  insurance,
  waybill,
  club,
  survey,
  visa,
  slip,
  assessment,
  transfer,
  history,
};

/** Pages of a style, each with other measures, words and language. */
const variants: readonly LanguageCode[] = ['eng', 'fra', 'deu'];

/** Pixels to the inch of the finished pages; a CSS pixel is a 96th of an inch. */
const dpi = 200;
const sheets = { a4: { width: 794, height: 1123 }, letter: { width: 816, height: 1056 } } as const;

export async function makePages(folder: string): Promise<TruthPage[]> {
  mkdirSync(folder, { recursive: true });
  const all = [...Object.entries(styles), ...Object.entries(heldOut)].flatMap(([style, make], index) =>
    variants.map((language, variant) => ({
      style,
      make,
      language,
      name: `${style}-${variant + 1}`,
      seed: index * 10 + variant,
    })),
  );
  let browser: Browser | undefined;
  const pages: TruthPage[] = [];
  for (const one of all) {
    const file = join(folder, `${one.name}.json`);
    if (!existsSync(file)) {
      browser ??= await chromium.launch({
        executablePath: process.env['HOLDALL_CHROMIUM'] ?? '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
      });
      const truth = await drawn(browser, one, join(folder, `${one.name}.png`));
      writeFileSync(file, JSON.stringify(truth));
    }
    pages.push(JSON.parse(readFileSync(file, 'utf8')));
  }
  await browser?.close();
  return pages;
}

async function drawn(
  browser: Browser,
  {
    style,
    make,
    language,
    name,
    seed,
  }: { style: string; make: Style; language: LanguageCode; name: string; seed: number },
  file: string,
): Promise<TruthPage> {
  const random = draw(seed);
  const sheet = random.chance(0.3) ? sheets.letter : sheets.a4;
  const context = await browser.newContext({ viewport: sheet, deviceScaleFactor: dpi / 96 });
  const page = await context.newPage();
  const { css, html } = make(pen(random, language));
  await page.setContent(
    `<!doctype html><html><head><meta charset="utf-8"><style>${common}${css}</style></head><body>${html}</body></html>`,
  );
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  await page.screenshot({ path: file, clip: { x: 0, y: 0, ...sheet } });
  const scale = dpi / 96;
  const { fields, ignored } = await truthOf(page, scale, sheet.height * scale);
  await context.close();
  return {
    name,
    style,
    language,
    fields,
    ignored,
    heldOut: style in heldOut,
    width: Math.round(sheet.width * scale),
    height: Math.round(sheet.height * scale),
  };
}

/** Reads the truth from the page's own elements; what does not fit on the sheet is no part of it. */
async function truthOf(
  page: Page,
  scale: number,
  bottom: number,
): Promise<{ fields: TruthField[]; ignored: TruthBox[] }> {
  // As text, since this runs in the browser, whose names the types here do not know.
  const script = `(() => {
    const box = (e) => { const b = e.getBoundingClientRect(); return [b.x, b.y, b.width, b.height].map((v) => v * ${scale}); };
    let section = '';
    const fields = [];
    for (const e of document.querySelectorAll('[data-section], [data-field]')) {
      if (e.dataset.section !== undefined) { section = e.dataset.section; continue; }
      fields.push({ box: box(e), shape: e.dataset.field, kind: e.dataset.kind, label: e.dataset.label, section,
        order: fields.length, ...(e.dataset.length ? { length: Number(e.dataset.length) } : {}) });
    }
    return { fields, ignored: [...document.querySelectorAll('[data-ignore]')].map(box) };
  })()`;
  const { fields, ignored } = (await page.evaluate(script)) as { fields: TruthField[]; ignored: TruthBox[] };
  return { ignored, fields: fields.filter(({ box: [, y, , height] }) => y + height < bottom - 2) };
}
