import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field } from '../../../../src/form/layout/types.ts';
import type { Language } from '../../../../src/language/languages.ts';
import { readerOf } from '../../../../src/language/reader.ts';
import { valuesOf } from '../../../../src/parts/form/fields/check.ts';
import { inputsOf } from '../../../../src/parts/form/fields/inputs.ts';
import { readField } from '../../../../src/parts/form/fields/read-field.ts';
import { textOf } from '../../../../src/parts/form/fields/text.ts';
import { everyKind, everyValue, fieldOf, layoutOf, option } from './fields.ts';

const en = readerOf('en');
const read = (kind: Field['kind'], text: string, language: Language = 'en', more: Partial<Field> = {}) =>
  readField(fieldOf('a', kind, more), text, readerOf(language));

describe('numbers', () => {
  it.each([
    ['en', '12', 12],
    ['en', ' -12.50 ', -12.5],
    ['en', '−3', -3],
    ['en', '-0', 0],
    ['en', '.5', 0.5],
    ['en', '1,234', 1234],
    ['en', '12,34,567', 1_234_567],
    ['en', '1.234,56', 1234.56],
    ['en', '1,234.56 kg', 1234.56],
    ['en', '€ 12', 12],
    ['en', 'EUR 12.5', 12.5],
    ['en', '12.5 %', 12.5],
    ['en', '20°C', 20],
    ['en', '45 m²', 45],
    ['en', '１２．５', 12.5],
    ['en', '1.234.567', 1_234_567],
    ['en', "1'234'567", 1_234_567],
    ['fr', '12,5', 12.5],
    ['fr', '12.5', 12.5],
    ['fr', '1 234,5 €', 1234.5],
    ['fr', '1\u202f234\u00a0567', 1_234_567],
    ['fr', '1,234', 1.234],
  ] as const)('in %s, %j is %d', (language, text, value) => {
    expect(read('number', text, language)).toEqual({ value });
  });

  it.each([
    ['en', 'twelve', 'Write a number, such as 12.5.', undefined],
    ['en', '12 34', 'Write a number, such as 12.5.', undefined],
    ['en', '12 or 13', 'Write a number, such as 12.5.', undefined],
    ['en', '1,2,3', 'Write a number, such as 12.5.', undefined],
    ['en', '12,5', 'Write 12.5 if that is meant: a comma only keeps thousands apart.', 12.5],
    ['en', '5 k', 'Write the number in full, without “k”: 12000 and not 12 k.', undefined],
    ['en', '1234567890123456', 'A number has 15 digits at most.', undefined],
    ['fr', '1.234', '1.234 peut être 1234 ou 1,234\u00a0: écrivez l’un des deux.', 1.234],
  ] as const)('in %s, %j is refused', (language, text, message, proposal) => {
    expect(read('number', text, language)).toMatchObject({ message, ...(proposal && { proposal }) });
  });
});

describe('dates', () => {
  it.each([
    '31/12/1990',
    '31.12.1990',
    '31-12-1990',
    '31 12 1990',
    '1990-12-31',
    '1990/12/31',
    '1990-12-31T00:00:00Z',
    '31121990',
    '19901231',
    '31 December 1990',
    '31st of December, 1990',
    'December 31, 1990',
    'Mon 31 Dec 1990',
    'le 31 décembre 1990',
    '31. Dezember 1990',
    '31-Dec-1990',
    '３１/１２/１９９０',
  ])('%j is the last day of 1990', (text) => {
    expect(read('date', text)).toEqual({ value: '1990-12-31' });
  });

  it.each([
    ['1er mars 2024', '2024-03-01'],
    ['3. März 2024', '2024-03-03'],
    ['29/2/2024', '2024-02-29'],
    ['20101012', '2010-10-12'],
    ['5 juil. 2024', '2024-07-05'],
  ])('%j is %s', (text, value) => {
    expect(read('date', text)).toEqual({ value });
  });

  it.each([
    ['31/02/2024', 'There is no 31 February 2024: that month has 29 days.'],
    ['29/02/1900', 'There is no 29 February 1900: that month has 28 days.'],
    ['31/04/2024', 'There is no 31 April 2024: that month has 30 days.'],
    ['2024-13-40', 'There is no month 13: a year has 12.'],
    ['31/12', 'The year is missing: write it as in 31/12/1990.'],
    ['31 December', 'The year is missing: write it as in 31/12/1990.'],
    ['tomorrow', 'Write a date: day, month, year, such as 31/12/1990.'],
    ['5 jui 2024', 'Write a date: day, month, year, such as 31/12/1990.'],
  ])('%j is refused', (text, message) => {
    expect(read('date', text)).toEqual({ message });
  });

  it('proposes what was probably meant', () => {
    expect(read('date', '12/31/1990')).toEqual({
      message: 'The day comes first. Write 31 December 1990, if that is meant.',
      proposal: '1990-12-31',
    });
    expect(read('date', '31/12/90')).toEqual({
      message: 'Write the year with four digits: 1990 or 2090.',
      proposal: '1990-12-31',
    });
  });

  it('says it in French too', () => {
    expect(read('date', '31/02/2024', 'fr')).toEqual({
      message: 'Il n’y a pas de 31 février 2024\u00a0: ce mois a 29 jours.',
    });
  });
});

describe('the other kinds', () => {
  it.each([
    ['email', 'anna.b+c@mail.example.org'],
    ['email', 'jürgen@müller.example'],
    ['telephone', '112'],
    ['telephone', '+44 (0)20 7946-0018 ext. 12'],
    ['telephone', '01.99.00.12.34'],
  ] as const)('%s takes %j', (kind, text) => {
    expect(read(kind, text)).toEqual({ value: text });
  });

  it.each([
    ['email', 'anna', 'An e-mail address has an @, as in anna@example.org.'],
    ['email', 'a@b.org, c@d.org', 'Write one e-mail address only.'],
    ['email', 'anna@example', '“example” is not complete: write it as in anna@example.org.'],
    ['email', 'anna..b@example.org', 'Write an e-mail address, such as anna@example.org.'],
    ['telephone', 'home: 123', '“h” is no part of a telephone number: write digits, as in +44 20 7946 0018.'],
    ['telephone', '12', 'This is too short for a telephone number.'],
    ['telephone', '20 7946 0018 / 20 7946 0019', 'This is too long for a telephone number: write one only.'],
    ['telephone', '20+79', 'The + of a telephone number comes first, as in +44 20 7946 0018.'],
  ] as const)('%s refuses %j', (kind, text, message) => {
    expect(read(kind, text)).toEqual({ message });
  });

  it('take blanks out of an address only when they ask', () => {
    expect(read('email', 'anna @example.org')).toEqual({
      message: 'An e-mail address has no blanks.',
      proposal: 'anna@example.org',
    });
  });

  it('count the letters of a comb as people do', () => {
    const comb = (text: string) => read('comb', text, 'en', { length: 4 });
    expect(comb('00A1')).toEqual({ value: '00A1' });
    expect(comb('é👩‍👩‍👧ñ1')).toEqual({ value: 'é👩‍👩‍👧ñ1' });
    expect(comb('12 34')).toEqual({ value: '1234' });
    expect(comb('12345')).toEqual({ message: 'There are 4 boxes, and these are 5 letters.' });
  });

  it('compare an option without its case, and name the options', () => {
    const choice = (text: string) => read('choice', text, 'en', { options: ['Yes', 'No'].map(option) });
    expect(choice('YES')).toEqual({ value: 'Yes' });
    expect(choice('Maybe')).toMatchObject({ message: 'Choose one of “Yes”, “No”.' });
    expect(choice('Yess')).toMatchObject({ proposal: 'Yes' });
  });

  it('give up a pattern that would take years', () => {
    expect(read('text', `${'a'.repeat(60)}!`, 'en', { pattern: '(a+)+' })).toHaveProperty('message');
    expect(read('text', 'a'.repeat(60), 'en', { pattern: '(a+)+' })).toEqual({ value: 'a'.repeat(60) });
  });

  it('hold a text against the pattern', () => {
    const text = (pattern: string, typed: string) => read('text', typed, 'en', { pattern });
    expect(text('\\d{5}', '1234')).toEqual({ message: 'Write 5 digits.' });
    expect(text('\\d{5}', '12345')).toEqual({ value: '12345' });
    expect(text('[A-Z]+', 'a')).toEqual({ message: 'This is not written as the form wants it ([A-Z]+).' });
    expect(text('(', 'a')).toEqual({ value: 'a' });
  });
});

describe('a form', () => {
  it('is an answer when all is right', () => {
    const inputs = inputsOf(everyKind, everyValue, en);
    expect(inputs).toMatchObject({
      born: '31/12/1990',
      amount: '1234.5',
      news: 'on',
      'days.1': 'on',
      'days.2': 'on',
      'children.0.0': 'Åke',
    });
    expect(Object.keys(inputs)).not.toContain('days.0');
    expect(valuesOf(everyKind, inputs, en)).toEqual({ values: everyValue, errors: [] });
  });

  it('says each thing that is wrong, in the order of the form', () => {
    const inputs = { name: '  ', amount: 'x', born: '31/02/2024', 'children.0.0': ' ', constructor: 'x' };
    expect(valuesOf(everyKind, inputs, en)).toEqual({
      values: {},
      errors: [
        { field: 'name', name: 'name', message: 'Fill this in: the form needs it.' },
        { field: 'amount', name: 'amount', message: 'Write a number, such as 12.5.' },
        { field: 'born', name: 'born', message: 'There is no 31 February 2024: that month has 29 days.' },
      ],
    });
  });

  it('asks for what is required, at the first of its inputs', () => {
    const fields = everyKind.fields.map((field) => ({ ...field, required: true }));
    const { errors } = valuesOf({ fields }, {}, en);
    expect(errors.map(({ name }) => name)).toEqual([
      ...['name', 'remarks', 'amount', 'born', 'mail', 'phone', 'news', 'size', 'days.0', 'code'],
      ...['children.0.0', 'signed'],
    ]);
    expect(errors.find(({ name }) => name === 'news')?.message).toBe('Tick this: the form needs it.');
  });

  it('is shown as people read it', () => {
    const texts = everyKind.fields.map((field) => textOf(field, everyValue[field.id], en));
    expect(texts.slice(2)).toEqual([
      ...['1234.5', '31 December 1990', 'zoe@example.org', '+46 (0)8 123 45 67', 'Yes', 'Large', 'Tue; 3'],
      ...['00A17', 'Åke | 7', 'Zoë Ångström'],
    ]);
  });
});

describe('there and back', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 30 });
  const typed = fc.record(
    {
      name: text,
      remarks: fc.array(text).map((lines) => lines.join('\n')),
      amount: fc.oneof(text, fc.double({ noNaN: true }).map(String), fc.integer().map(String)),
      born: fc.oneof(
        text,
        fc
          .date({ noInvalidDate: true, min: new Date('0001-01-01'), max: new Date('9999-12-31') })
          .map((date) => date.toISOString().slice(0, 10)),
      ),
      mail: fc.oneof(text, fc.emailAddress()),
      phone: fc.oneof(text, fc.stringMatching(/^\+?[0-9 ().-]{3,12}$/)),
      news: fc.constantFrom('on', '', 'off'),
      size: fc.constantFrom('Small', 'large', '', 'other'),
      'days.0': fc.constantFrom('on', ''),
      'days.2': fc.constantFrom('on', ''),
      code: text,
      'children.0.1': text,
      'children.1.0': text,
      signed: text,
    },
    { requiredKeys: [] },
  );

  it.each(['en', 'fr'] as const)('an answer stays what it is, in %s', (language) => {
    const reader = readerOf(language);
    fc.assert(
      fc.property(typed, (inputs) => {
        const { values } = valuesOf(everyKind, inputs, reader);
        const again = valuesOf(everyKind, inputsOf(everyKind, values, reader), reader);
        expect(again.values).toEqual(values);
        expect(again.errors.filter(({ field }) => field !== 'name')).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('options that are called the same stay apart', () => {
    const field = fieldOf('a', 'choice', { multiple: true, options: ['Yes', 'Yes', ''].map(option) });
    const layout = layoutOf(field);
    const { values } = valuesOf(layout, { 'a.1': 'on', 'a.2': 'on' }, en);
    expect(values).toEqual({ a: ['Yes (2)', '3'] });
    expect(inputsOf(layout, values, en)).toEqual({ 'a.1': 'on', 'a.2': 'on' });
  });
});

it.each(['text', 'multi-line', 'number', 'date', 'email', 'telephone', 'comb'] as const)(
  'a great many blanks hold up nobody: %s',
  (kind) => {
    const blanks = ' '.repeat(100_000);
    const reading = read(kind, `1${blanks}2${blanks}x`, 'en', { length: 2 });
    expect(reading).toHaveProperty('message', expect.stringMatching(/too long|boxes/));
  },
);
