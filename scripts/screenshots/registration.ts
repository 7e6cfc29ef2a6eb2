import type { Page } from 'playwright-core';

/** Types into the first fields of the sheet, and brings the sheet into view. */
export async function fillForm(page: Page): Promise<void> {
  const { keyboard } = page;
  for (const [id, text] of [
    ['surname', 'LINDQVIST'],
    ['first-name', 'MATS'],
    ['town', 'HARBOUR'],
    ['street-and-number', '4 MILL LANE'],
    ['name', 'EVA LINDQVIST'],
  ])
    await page.fill(`#in_${id}`, text ?? '');
  await page.focus('#in_date-of-birth');
  await keyboard.type('14032016');
  await keyboard.type('04217');
  await page.focus('#in_telephone');
  await keyboard.type('+44 20 7946 0018');
  await page.locator('.form-sheet').first().scrollIntoViewIfNeeded();
  await page.evaluate(() => document.querySelector('h1')?.scrollIntoView());
}

/** Hands in some answers, and shows their list. */
export async function handInSome(page: Page, url: string): Promise<void> {
  for (const [index, [surname, first, town, instrument]] of people.entries())
    await page.request.post(`${url}/api/forms/registration/answers`, {
      data: {
        values: {
          surname,
          'first-name': first,
          'date-of-birth': `1${index}052015`,
          postcode: `0421${index}`,
          town,
          name: `EVA ${surname}`,
          'e-mail': `eva.${surname?.toLowerCase()}@example.org`,
          instrument,
          date: '2026-11-21',
        },
      },
    });
  await page.reload({ waitUntil: 'networkidle' });
}

const people = [
  ['LINDQVIST', 'MATS', 'HARBOUR', 'Violin'],
  ['OKAFOR', 'ADA', 'LAKESIDE', 'Piano'],
  ['GARCIA', 'LUIS', 'HARBOUR', 'Guitar'],
  ['MEYER', 'JANA', 'MILLTOWN', 'Flute'],
  ['DUBOIS', 'LEA', 'LAKESIDE', 'Piano'],
];
