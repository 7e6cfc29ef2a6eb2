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

it('keeps single figures and stars', async () => {
  const figures = [1, 2, 3, 4, 5].map((figure, i) => text(400 + i * 110, 200, String(figure), 22)).join('');
  const words = await readWords(
    await page(text(60, 400, 'Surname *') + text(60, 240, 'The rooms') + figures),
  );
  expect(words.map((word) => word.text)).toEqual(
    expect.arrayContaining(['1', '2', '3', '4', '5', 'Surname', '*']),
  );
});

it('says which languages there are', async () => {
  await expect(readWords(await page(''), ['xxx'])).rejects.toThrow(
    'There is no data to read the language "xxx" with.',
  );
});
