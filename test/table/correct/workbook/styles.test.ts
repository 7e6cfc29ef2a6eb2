import { expect, it } from 'vitest';
import { readStyles } from '../../../../src/table/correct/workbook/styles.ts';

const xfs = (...formats: number[]): string =>
  formats.map((id) => `<s:xf numFmtId="${id}" fontId="0" fillId="0" borderId="0"/>`).join('');
const codes = [
  '0.00',
  'yyyy\\-mm\\-dd',
  '"day" 0',
  '[Red]0',
  '[h]:mm',
  '@',
  'General',
  '0_d',
  '#,##0.00 [$kr-41D]',
];
const formats = codes.map(
  (code, index) => `<s:numFmt numFmtId="${164 + index}" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
);
const part = `<s:styleSheet xmlns:s="urn:main"><s:numFmts count="9">${formats.join('')}</s:numFmts><s:fonts count="1"><s:font/></s:fonts><s:fills count="1"><s:fill/></s:fills><s:cellXfs count="11">${xfs(0, 14, ...codes.map((_, index) => 164 + index))}</s:cellXfs><s:dxfs/></s:styleSheet>`;

it('tells formats of dates and of texts from those of numbers', () => {
  const styles = readStyles(part);
  const kinds = Array.from({ length: 11 }, (_, style) => styles.formatOf(style));
  expect(kinds).toEqual([
    'other',
    'date',
    'other',
    'date',
    'other',
    'other',
    'date',
    'text',
    'other',
    'other',
    'other',
  ]);
});

it('adds a style once for each that is marked, and leaves the others', () => {
  const styles = readStyles(part);
  expect(styles.marked(3, 'corrected')).toBe(11);
  expect(styles.marked(3, 'corrected')).toBe(11);
  expect(styles.marked(3, 'rejected')).toBe(12);
  expect(styles.marked(0, 'corrected', 'date')).toBe(13);
  expect(styles.own('header')).toBe(14);
  const text = styles.text();
  expect(text).toContain('<s:cellXfs count="15">');
  expect(text).toContain('<s:fills count="4">');
  expect(text).toContain('<s:fonts count="2">');
  expect(text).toContain(
    '<s:xf numFmtId="165" fontId="0" fillId="1" borderId="0" applyFill="1"/><s:xf numFmtId="165" fontId="0" fillId="2"',
  );
  expect(text).toContain(
    '<s:xf numFmtId="14" fontId="0" fillId="1" borderId="0" applyFill="1" applyNumberFormat="1"/>',
  );
  expect(text.startsWith(part.slice(0, part.indexOf('<s:fonts')))).toBe(true);
  expect(text.endsWith('</s:cellXfs><s:dxfs/></s:styleSheet>')).toBe(true);
});

it('leaves styles to which nothing was added as they are', () => {
  expect(readStyles(part).text()).toBe(part);
});
