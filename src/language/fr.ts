import type { Text } from './en.ts';
import { charts } from './fr/charts.ts';
import { dataset } from './fr/dataset.ts';
import { files } from './fr/files.ts';
import { form } from './fr/form.ts';
import { formFields } from './fr/form-fields.ts';
import { frame } from './fr/frame.ts';
import { gallery } from './fr/gallery.ts';
import { sql } from './fr/sql.ts';
import { statistics } from './fr/statistics.ts';
import { worker } from './fr/worker.ts';

/** Every text of the packed app in French. */
export const fr: Text = {
  locale: 'fr-FR',
  // In French, none and one and a half are singular too.
  isOne: (count) => Math.abs(count) < 2,
  byteUnits: ['o', 'ko', 'Mo', 'Go', 'To'],
  decimalSign: ',',
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
