import { describe, expect, it } from 'vitest';
import { languageNames, languages } from '../../src/language/languages.ts';

/** What stands in a table at a place such as `frame.failures.404`: every leaf, functions as what they say. */
function textsOf(table: unknown, place = ''): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (value: unknown, path: string): void => {
    if (typeof value === 'string') found.set(path, value);
    else if (typeof value === 'function') found.set(path, String(value(...samplesFor(value))));
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) visit(inner, path === '' ? key : `${path}.${key}`);
    else throw new Error(`${path} is no text`);
  };
  visit(table, place);
  return found;
}

/** What no text has in it by itself. */
const SAMPLES = ['<1>', '<2>', '<3>', '<4>', '<5>'];

const samplesFor = (text: { length: number }) => SAMPLES.slice(0, text.length);

/** The samples that stand in a text. */
const placeholders = (text: string) => SAMPLES.filter((sample) => text.includes(sample));

/** Texts that are the same in both languages, and rightly so. */
const SAME =
  /^(dataset\.tab|(dataset|gallery)\..*|files\.(summary)|frame\.(version|suggestions|source\.\d|api\.title))$/;

const sections = ['frame', 'gallery', 'dataset', 'files'] as const;

describe.each(languageNames.filter((name) => name !== 'en'))('the texts in %s', (name) => {
  it.each(sections)('of %s are those of English, with the same things in them', (section) => {
    const [english, other] = [textsOf(languages.en.text[section]), textsOf(languages[name].text[section])];
    expect([...other.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [place, text] of english) {
      const translated = other.get(place) ?? '';
      expect([place, translated.trim()]).not.toEqual([place, '']);
      expect([place, placeholders(translated).sort()]).toEqual([place, placeholders(text).sort()]);
    }
  });

  it.each(sections)('of %s are translated', (section) => {
    const other = textsOf(languages[name].text[section], section);
    const same = [...textsOf(languages.en.text[section], section)]
      .filter(([place, text]) => other.get(place) === text && !SAME.test(place))
      .map(([place]) => place);
    expect(same).toEqual([]);
  });
});

it.each(sections)('the French texts of %s have the blanks and quotes of French', (section) => {
  for (const [place, text] of textsOf(languages.fr.text[section], section)) {
    expect([place, text]).not.toEqual([
      place,
      expect.stringMatching(/[^\u202f\u00a0]([;!?»]|:(\s|$))|«[^\u202f\u00a0]/),
    ]);
    expect([place, text]).not.toEqual([place, expect.stringMatching(/["“”]|\w'\w/)]);
  }
});
