import { charts } from './en/charts.ts';
import { dataset } from './en/dataset.ts';
import { files } from './en/files.ts';
import { form } from './en/form.ts';
import { formFields } from './en/form-fields.ts';
import { frame } from './en/frame.ts';
import { gallery } from './en/gallery.ts';
import { sql } from './en/sql.ts';
import { statistics } from './en/statistics.ts';
import { worker } from './en/worker.ts';

/** Every text of the packed app in English: a section for the frame and for each part. */
export const en = {
  locale: 'en-GB',
  /** Whether a count takes the noun of one. */
  isOne: (count: number): boolean => count === 1,
  byteUnits: ['B', 'kB', 'MB', 'GB', 'TB'],
  decimalSign: '.',
  frame,
  gallery,
  dataset,
  charts,
  statistics,
  files,
  formFields,
  sql,
  worker,
  form,
};

/** The shape of a language's table: the same texts in each. */
export type Text = typeof en;
