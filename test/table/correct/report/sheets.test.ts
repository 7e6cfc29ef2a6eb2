import { expect, it } from 'vitest';
import type { Mark } from '../../../../src/table/correct/mark.ts';
import { markLog, maxListed } from '../../../../src/table/correct/report/log.ts';
import {
  correctionsSheet,
  type ReportContext,
  rejectsSheet,
} from '../../../../src/table/correct/report/sheets.ts';
import { tableWords } from '../../../../src/table/correct/report/words.ts';

const context: ReportContext = {
  source: 'a.xlsx',
  sheet: "Eva's",
  styles: { title: 1, header: 2, text: 3, link: 7, corrected: 4, rejected: 5, dropped: 6 },
  namespace: 'urn:main',
  words: tableWords,
};

async function* many(count: number, mark: (row: number) => Mark): AsyncGenerator<Mark> {
  for (let row = 1; row <= count; row++) yield mark(row);
}

async function textOf(chunks: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}

const corrected = (row: number): Mark => ({
  kind: 'corrected',
  row,
  column: 'B',
  before: '<x>',
  after: 'y'.repeat(row === 1 ? 40_000 : 1),
  rules: ['trim'],
});

it('leads from each line to the cell that it is about', async () => {
  const rejected = (row: number): Mark => ({
    kind: 'rejected',
    row,
    value: 'x',
    rule: 'min',
    reason: 'is low',
  });
  const text = await textOf(rejectsSheet(many(2, rejected), context));
  expect(text).toContain(
    `<hyperlinks><hyperlink ref="B2" location="'Eva''s'!A1"/><hyperlink ref="B3" location="'Eva''s'!A2"/></hyperlinks>`,
  );
  expect(text).toContain('<autoFilter ref="A1:F3"/>');
});

it('ends a long list, and cuts a long value', async () => {
  const text = await textOf(correctionsSheet(many(maxListed + 1, corrected), markLog(0), context));
  expect(text).toContain(`The list ends here, after ${maxListed} lines.</t></is></c></row></sheetData>`);
  expect(text).not.toContain(`B${maxListed + 1}<`);
  expect(text.match(/<hyperlink /g)).toHaveLength(10_000);
  expect(text.match(/y{100,}…/)?.[0]).toHaveLength(32_767);
  expect(text).toContain('&lt;x&gt;');
});
