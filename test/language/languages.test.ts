import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseLanguage, isLanguage } from '../../src/language/languages.ts';
import { readerOf } from '../../src/language/reader.ts';

describe('the language of a request', () => {
  it.each([
    [undefined, null, 'en'],
    [undefined, '', 'en'],
    [undefined, 'fr', 'fr'],
    [undefined, 'FR-ca', 'fr'],
    [undefined, 'fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5', 'fr'],
    [undefined, 'en;q=0.5, fr;q=0.6', 'fr'],
    [undefined, 'fr;q=0.5, en;q=0.5', 'fr'],
    [undefined, 'en, fr', 'en'],
    [undefined, 'de, fr;q=0.1', 'fr'],
    [undefined, 'de, ja', 'en'],
    [undefined, '*', 'en'],
    [undefined, 'fr;q=0', 'en'],
    [undefined, 'fr;q=0.0, en;q=0.1', 'en'],
    [undefined, 'de , fr ; q=0.9 , en;q=0.8', 'fr'],
    [undefined, 'fr;level=1;q=0.2, en;q=0.1', 'fr'],
    [undefined, ',,;;=,fr,', 'fr'],
    [undefined, 'fr;q=abc', 'fr'],
    [undefined, 'constructor, __proto__', 'en'],
    ['fr', 'en', 'fr'],
    ['en', 'fr', 'en'],
    ['de', 'fr', 'fr'],
    ['toString', null, 'en'],
    ['', 'fr', 'fr'],
  ])('chosen %j, accepted %j: %s', (chosen, accepted, language) => {
    expect(chooseLanguage(chosen, accepted)).toBe(language);
  });

  it('is always one that there is', () => {
    fc.assert(
      fc.property(fc.option(fc.string(), { nil: undefined }), fc.option(fc.string()), (chosen, accepted) => {
        expect(isLanguage(chooseLanguage(chosen, accepted))).toBe(true);
      }),
    );
  });
});

describe('a reader', () => {
  const [en, fr] = [readerOf('en'), readerOf('fr')];

  it('writes numbers as its language does', () => {
    expect([en.number(1234567.891), fr.number(1234567.891)]).toEqual([
      '1,234,567.891',
      '1\u202f234\u202f567,891',
    ]);
    expect([en.number(0.00001234), fr.number(0.5)]).toEqual(['0.0000123', '0,5']);
    expect([en.number(0), en.number(-2.50004, 2), en.number(1e-9), en.number(Number.NaN)]).toEqual([
      '0',
      '-2.5',
      '1.00e-9',
      'NaN',
    ]);
    expect([en.percent(0.1234), fr.percent(0.1234)]).toEqual(['12.3 %', '12,3 %']);
  });

  it('counts as its language does', () => {
    expect([0, 1, 2].map((count) => en.count(count, en.text.files.file))).toEqual([
      '0 files',
      '1 file',
      '2 files',
    ]);
    expect([0, 1, 2].map((count) => fr.count(count, fr.text.files.file))).toEqual([
      '0 fichier',
      '1 fichier',
      '2 fichiers',
    ]);
  });

  it('writes sizes and days as its language does', () => {
    expect([0, 999, 1000, 999_499, 999_500, 12_345_678].map((size) => en.bytes(size))).toEqual([
      '0 B',
      '999 B',
      '1 kB',
      '999 kB',
      '1 MB',
      '12.3 MB',
    ]);
    expect(fr.bytes(12_345_678)).toBe('12,3 Mo');
    expect([en.date('2026-11-01'), fr.date('2026-11-01'), en.date('soon')]).toEqual([
      '1 November 2026',
      '1 novembre 2026',
      'soon',
    ]);
  });
});
