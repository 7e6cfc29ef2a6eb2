import { describe, expect, it } from 'vitest';
import { languageNames, languages } from '../../src/language/languages.ts';

/** What no text has in it by itself. */
const SAMPLES = ['<1>', '<2>', '<3>', '<4>', '<5>'];

/** Words that French has just as English has them. */
const SAME = new Set(
  `alpha API CSV date Date Dates Distribution Format image images Images Index JSON Maximum maximum Minimum
  minimum NDJSON orange page Page pages Pages Pearson portrait Quantile Quantiles source sources Spearman SQL Suggestions SVG
  PDF table Table tables Tables Total Type Types Variance Version version XLSX ZIP Zoom`.split(/\s+/),
);

/** Every text of a table by its place, such as `frame.failures.404`; functions as what they say of samples. */
function textsOf(table: unknown, place = ''): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (value: unknown, path: string): void => {
    if (typeof value === 'string') found.set(path, value);
    else if (typeof value === 'function') found.set(path, String(value(...SAMPLES.slice(0, value.length))));
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) visit(inner, path === '' ? key : `${path}.${key}`);
    else throw new Error(`${path} is no text`);
  };
  visit(table, place);
  return found;
}

const placeholders = (text: string) => SAMPLES.filter((sample) => text.includes(sample));
const words = (text: string) => text.replace(/<\d>/g, ' ').match(/\p{L}+/gu) ?? [];

const sections = Object.keys(languages.en.text).filter(
  (key) => !['locale', 'isOne', 'byteUnits'].includes(key),
);
const sectionOf = (name: keyof typeof languages, section: string) =>
  textsOf(Object.entries(languages[name].text).find(([key]) => key === section)?.[1], section);

describe.each(languageNames.filter((name) => name !== 'en'))('the texts in %s', (name) => {
  it.each(sections)('of %s are those of English, with the same things in them', (section) => {
    const [english, other] = [sectionOf('en', section), sectionOf(name, section)];
    expect([...other.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [place, text] of english) {
      const translated = other.get(place) ?? '';
      expect([place, translated.trim() === '']).toEqual([place, text.trim() === '']);
      expect([place, placeholders(translated)]).toEqual([place, placeholders(text)]);
    }
  });

  it.each(sections)('of %s are translated, but for words that are the same', (section) => {
    const other = sectionOf(name, section);
    const same = [...sectionOf('en', section)].filter(
      ([place, text]) => other.get(place) === text && words(text).some((word) => !SAME.has(word)),
    );
    expect(same).toEqual([]);
  });
});

it.each(sections)('the French texts of %s have the blanks and quotes of French', (section) => {
  for (const [place, text] of sectionOf('fr', section)) {
    const prose = text.replace(/\(.*?\)/g, '');
    expect([place, prose]).not.toEqual([
      place,
      expect.stringMatching(/[^\u202f\u00a0]([;!?»]|:(\s|$))|«[^\u202f\u00a0]/),
    ]);
    expect([place, prose]).not.toEqual([place, expect.stringMatching(/["“”]|\p{L}'\p{L}/u)]);
  }
});
