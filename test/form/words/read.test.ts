import { expect, it } from 'vitest';
import { phrasesOf } from '../../../src/form/words/phrases.ts';
import { readWords } from '../../../src/form/words/read.ts';
import { page, text } from '../draw.ts';

it('reads words and puts those of a row together, in two languages', async () => {
  const words = await readWords(
    await page(text(60, 200, 'Date of birth') + text(60, 400, 'Numéro de téléphone')),
    ['eng', 'fra'],
  );
  expect(
    phrasesOf(words, [])
      .map((phrase) => phrase.text)
      .toSorted(),
  ).toEqual(['Date of birth', 'Numéro de téléphone']);
});

it('says which languages there are', async () => {
  await expect(readWords(await page(''), ['xxx'])).rejects.toThrow(
    'There is no data to read the language "xxx" with.',
  );
});
