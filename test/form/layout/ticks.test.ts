import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../../src/form/layout/layout.ts';
import { labelsOf, size, tick, words } from './found.ts';

const fields = (places: Parameters<typeof labelsOf>[0], found: Parameters<typeof labelsOf>[1]) =>
  layoutOf([{ ...size, places, words: found.flat() }]).fields;

describe('boxes to tick', () => {
  it('stand before their words, in two columns as well', () => {
    expect(
      labelsOf(
        [tick(100, 100), tick(500, 100), tick(100, 140), tick(500, 140)],
        [
          words('Asthma', 134, 101),
          words('Migraine', 534, 101),
          words('Stroke', 134, 141),
          words('Gout', 534, 141),
        ],
      ),
    ).toEqual(['Asthma', 'Migraine', 'Stroke', 'Gout']);
  });

  it('stand behind their words where the last of a row has none behind', () => {
    expect(
      labelsOf(
        [tick(760, 100), tick(1510, 108), tick(760, 146), tick(1510, 154)],
        [
          words('Asthma', 100, 101),
          words('Migraine', 820, 109),
          words('Stroke', 100, 147),
          words('Gout', 820, 155),
        ],
      ),
    ).toEqual(['Asthma', 'Migraine', 'Stroke', 'Gout']);
  });

  it('keep their side where a word was not read', () => {
    expect(
      labelsOf(
        [tick(400, 100), tick(560, 100), tick(720, 100), tick(880, 100)],
        [
          words('Marital status', 190, 101),
          words('Single', 440, 101),
          words('Married', 600, 101),
          words('Divorced', 760, 101),
        ],
      ),
    ).toEqual(['Single', 'Married', 'Divorced', '']);
  });

  it('have words of several lines', () => {
    expect(
      labelsOf(
        [tick(100, 100)],
        [words('I agree that my name', 134, 101), words('is kept for ten years', 134, 128)],
      ),
    ).toEqual(['I agree that my name is kept for ten years']);
  });

  it('are none where they are the first letter of a word', () => {
    expect(
      fields(
        [tick(100, 100), tick(100, 400)],
        [words('ear Mrs Miller', 126, 101), words('Asthma', 134, 401)],
      ).map(({ label }) => label),
    ).toEqual(['Asthma']);
  });
});

describe('questions', () => {
  it('stand before the first box of a row, or above with a colon, and go on in the next rows', () => {
    const found = fields(
      [tick(400, 100), tick(600, 100), tick(100, 240), tick(500, 240), tick(100, 280), tick(500, 280)],
      [
        words('Are you insured? *', 100, 101),
        words('Yes', 434, 101),
        words('No', 634, 101),
        words('Title:', 100, 210),
        words('Mr', 134, 241),
        words('Mrs', 534, 241),
        words('Ms', 134, 281),
        words('Dr', 534, 281),
      ],
    );
    expect(found).toMatchObject([
      {
        label: 'Are you insured?',
        kind: 'choice',
        required: true,
        options: [{ label: 'Yes' }, { label: 'No' }],
      },
      {
        label: 'Title',
        kind: 'choice',
        options: [{ label: 'Mr' }, { label: 'Mrs' }, { label: 'Ms' }, { label: 'Dr' }],
      },
    ]);
    expect(found[1]?.multiple).toBeUndefined();
  });

  it('take several answers where they say so, or where boxes stand in a list', () => {
    const list = (question: string, shape: 'checkbox' | 'radio' = 'checkbox') =>
      fields(
        [tick(100, 240, shape), tick(100, 280, shape)],
        [words(question, 100, 210), words('Asthma', 134, 241), words('Gout', 134, 281)],
      )[0];
    expect(list('Which of these do you have?')).toMatchObject({ kind: 'choice', multiple: true });
    expect(list('Which, one only?')?.multiple).toBeUndefined();
    expect(list('Which of these do you have?', 'radio')?.multiple).toBeUndefined();
    const row = fields(
      [tick(600, 100), tick(800, 100)],
      [words('Tick all that apply', 300, 101), words('Asthma', 634, 101), words('Gout', 834, 101)],
    );
    expect(row).toMatchObject([{ label: 'Tick all that apply', multiple: true }]);
  });

  it('are none over boxes that each stand for themselves', () => {
    expect(
      fields(
        [tick(100, 100), tick(600, 100)],
        [
          words('Questionnaire', 100, 10, 40),
          words('Health', 100, 60, 30),
          words('Asthma', 134, 101),
          words('Gout', 634, 101),
        ],
      ),
    ).toMatchObject([
      { label: 'Asthma', kind: 'checkbox', section: 'Health' },
      { label: 'Gout', kind: 'checkbox', section: 'Health' },
    ]);
  });

  it('of a matrix are its rows, and its columns are the answers', () => {
    const rows = [100, 150, 200];
    const found = fields(
      rows.flatMap((y) => [900, 1050, 1200].map((x) => tick(x, y, 'radio'))),
      [
        words('never', 882, 60),
        words('seldom', 1026, 60),
        words('very often', 1156, 36),
        words('each day', 1164, 60),
        words('1. How often do you smoke', 100, 88),
        words('in the house?', 100, 112),
        words('Do you walk?', 100, 151),
        words('Do you sing?', 100, 201),
      ],
    );
    expect(found.map(({ label, kind }) => ({ label, kind }))).toEqual([
      { label: 'How often do you smoke in the house?', kind: 'choice' },
      { label: 'Do you walk?', kind: 'choice' },
      { label: 'Do you sing?', kind: 'choice' },
    ]);
    expect(found[1]?.options?.map(({ label }) => label)).toEqual(['never', 'seldom', 'very often each day']);
  });
});
