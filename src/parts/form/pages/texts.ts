import type { Field } from '../../../form/layout/types.ts';
import type { Reader } from '../../../language/reader.ts';
import { labelOf } from '../controls.ts';
import { optionLabels } from '../fields/choice.ts';
import { textOf } from '../fields/text.ts';
import { type Value, type Values, valueIn } from '../fields/values.ts';
import type { Form } from '../forms.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** A time as the reader writes it, on the clock of this machine: `21 Nov 2026, 20:43`. */
export function timeText(time: string, { text }: Reader): string {
  const format =
    formats.get(text.locale) ??
    new Intl.DateTimeFormat(text.locale, { dateStyle: 'medium', timeStyle: 'short' });
  formats.set(text.locale, format);
  return format.format(new Date(time));
}

/** A field's label with what was answered. */
export interface Said {
  id: string;
  label: string;
  section: string;
  text: string;
}

/** All fields of a form with what an answer has in them, and what it has of fields that the form had once. */
export function saidIn(form: Form, values: Values, reader: Reader): Said[] {
  const fields = form.fields();
  const known = fields.map((field) => ({
    id: field.id,
    label: labelOf(field, reader),
    section: field.section ?? '',
    text: textOf(field, valueIn(values, field.id), reader),
  }));
  const gone = Object.entries(lostIn(form, values)).map(([id, value]) => ({
    id,
    label: id,
    section: '',
    text: plainText(value, reader),
  }));
  return [...known, ...gone];
}

/** What an answer has in fields that the form has no more: a change keeps it. */
export function lostIn(form: Form, values: Values): Values {
  const ids = new Set(form.fields().map(({ id }) => id));
  return Object.fromEntries(Object.entries(values).filter(([id]) => !ids.has(id)));
}

/**
 * What an answer has and the form's inputs cannot show: what stands in former fields, and what was chosen
 * among answers that a choice has no more. Who leaves that alone does not take it away.
 */
export function unseenIn(form: Form, values: Values): Values {
  const former = form.fields().flatMap((field): [string, Value][] => {
    const value = valueIn(values, field.id);
    const labels = optionLabels(field);
    if (field.kind !== 'choice' || labels.length === 0 || value === undefined) return [];
    const chosen: unknown[] = [value].flat(2);
    return chosen.some((one) => labels.includes(String(one))) ? [] : [[field.id, value]];
  });
  return { ...lostIn(form, values), ...Object.fromEntries(former) };
}

/** The fields in which two answers differ. */
export function differences(
  form: Form,
  before: Values,
  after: Values,
  reader: Reader,
): { label: string; before: string; after: string }[] {
  const isOther = (id: string) => JSON.stringify(valueIn(before, id)) !== JSON.stringify(valueIn(after, id));
  const byId = (values: Values) => new Map(saidIn(form, values, reader).map((said) => [said.id, said]));
  const old = byId(before);
  const now = byId(after);
  return [...new Map([...old, ...now]).values()]
    .filter(({ id }) => isOther(id))
    .map(({ id, label }) => ({ label, before: old.get(id)?.text ?? '', after: now.get(id)?.text ?? '' }));
}

/** The fields that a list of answers has room for: the first few that are short. */
export function mainFields(form: Form, count = 4): Field[] {
  const fields = form.fields();
  const short = fields.filter(({ kind }) => !['table', 'signature', 'multi-line', 'checkbox'].includes(kind));
  return (short.length > 0 ? short : fields).slice(0, count);
}

/** The first few values that something has, in a line. */
export function briefOf(form: Form, values: Values, reader: Reader): string {
  return saidIn(form, values, reader)
    .map(({ text }) => text.replaceAll('\n', ' ').trim())
    .filter(Boolean)
    .slice(0, 4)
    .join(', ');
}

function plainText(value: Value, reader: Reader): string {
  if (typeof value === 'boolean') return reader.text.form.yes;
  if (typeof value === 'object') return value.flat().filter(Boolean).join(', ');
  return String(value);
}
