import { expect, it } from 'vitest';
import { withIds } from '../../../src/form/layout/ids.ts';

const ids = (...fields: [label: string, section?: string][]) =>
  withIds(
    fields.map(([label, section]) => ({ label, kind: 'text' as const, ...(section ? { section } : {}) })),
  ).map(({ id }) => id);

it('makes ids short, plain, and each once', () => {
  expect(ids(['Straße, Hausnummer'], ['E-Mail'], ['2nd name'], [''], [''])).toEqual([
    'strasse-hausnummer',
    'e-mail',
    'field-2nd-name',
    'text',
    'text-2',
  ]);
  expect(ids(['Please describe the reason for your application in full'])).toEqual([
    'please-describe-the-reason-for',
  ]);
});

it('puts the section before labels that are there twice', () => {
  expect(ids(['Name', 'Father'], ['Town', 'Father'], ['Name', 'Mother'], ['Name', 'Mother'])).toEqual([
    'father-name',
    'town',
    'mother-name',
    'mother-name-2',
  ]);
});
