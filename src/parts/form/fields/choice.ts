import { nearest } from '../../../base/nearest.ts';
import type { Field } from '../../../form/layout/types.ts';
import type { Reader } from '../../../language/reader.ts';
import { folded } from './plain-text.ts';
import type { Reading } from './reading.ts';

/**
 * The answers of a choice, in the form's order, each another one: one without a label has its number,
 * and those that are called the same are told apart by `(2)`.
 */
export function optionLabels({ options = [] }: Pick<Field, 'options'>): string[] {
  const labels: string[] = [];
  for (const [index, { label }] of options.entries()) {
    const name = label.trim() || String(index + 1);
    let other = name;
    for (let count = 2; labels.includes(other); count += 1) other = `${name} (${count})`;
    labels.push(other);
  }
  return labels;
}

/** One of a choice's answers; the case of its letters does not count. */
export function readOption(written: string, labels: readonly string[], reader: Reader): Reading<string> {
  const found =
    labels.find((label) => label === written) ?? labels.find((label) => folded(label) === folded(written));
  if (found !== undefined) return { value: found };
  const near = nearest(written.trim(), labels);
  const message = reader.text.formFields.choice(
    labels.map((label) => reader.text.formFields.quoted(label)).join(', '),
  );
  return near === undefined ? { message } : { message, proposal: near };
}

const yes = [
  'on',
  'x',
  'yes',
  'y',
  'true',
  '1',
  'oui',
  'o',
  'vrai',
  'ja',
  'j',
  'wahr',
  'si',
  '✓',
  '✔',
  '☑',
  '☒',
  '✗',
  '✘',
];
const no = ['', 'off', 'no', 'n', 'false', '0', 'non', 'faux', 'nein', 'falsch', '-', '–', '☐'];

/** Whether a box is ticked, as people say it: `x`, `yes`, `oui`, `TRUE`. */
export function readTick(written: string, reader: Reader): Reading<boolean> {
  const word = folded(written);
  if (yes.includes(word) || yes.includes(written.trim())) return { value: true };
  return no.includes(word) ? { value: false } : { message: reader.text.formFields.tick };
}
