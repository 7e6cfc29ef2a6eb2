import type { Reader } from '../../../language/reader.ts';
import { Trail } from '../../trail.tsx';
import type { Form } from '../forms.ts';

interface FormTrailProps {
  form: Form;
  reader: Reader;
  /** The number of the answer that the page is below. */
  answer?: number;
}

/** The way to a page of a form: all forms, the form, and the answer if the page is of one. */
export function FormTrail({ form, reader, answer }: FormTrailProps) {
  const { tab, one } = reader.text.form;
  const answers: [string, string][] =
    answer === undefined ? [] : [[one.title(String(answer)), `${form.address}/${answer}`]];
  return <Trail label={tab} steps={[[tab, '/form/'], [form.title, `${form.address}/`], ...answers]} />;
}
