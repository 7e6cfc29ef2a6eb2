import type { Noun } from '../en.ts';

/** The frame around all parts, the first page, and what went wrong. */
export const frame = {
  home: 'Home',
  skip: 'Skip to the content',
  parts: 'Parts',
  search: 'Search',
  language: 'Language',
  theme: 'Appearance',
  themes: { auto: 'As the system', light: 'Light', dark: 'Dark' },
  version: (version: string) => `version ${version}`,
  madeWith: (version: string) => `Made with Holdall ${version}`,
  about: 'About this file',
  madeFrom: 'Made from',
  bySpec: 'By the spec',
  atCommit: 'at',
  fingerprint: 'Fingerprint',
  runsOn: 'Runs on',
  source: ['source', 'sources'] as Noun,
  toFirstPage: 'To the first page',
  failures: {
    400: 'That was not understood',
    401: 'A token is needed',
    403: 'Not allowed',
    404: 'Not found',
    other: 'Something went wrong',
  },
};
