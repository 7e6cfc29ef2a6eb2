import type { Field } from '../../../form/layout/types.ts';
import type { Reader } from '../../../language/reader.ts';
import { type Control, errorIdOf, labelOf } from '../controls.ts';
import type { FieldError } from '../fields/check.ts';
import { optionLabels } from '../fields/choice.ts';
import type { Inputs } from '../fields/values.ts';

/** What stands in a form that is being filled. */
export interface Filled {
  reader: Reader;
  inputs: Inputs;
  errors: readonly FieldError[];
  /** The id of the input that has the focus at first. */
  focus?: string | undefined;
}

interface InputProps {
  field: Field;
  control: Control;
  filled: Filled;
  /** Where no label stands beside it. */
  isBare?: boolean;
}

/** One input of a form, the same in both views. */
export function Input({ field, control, filled, isBare = false }: InputProps) {
  const { name, id, type } = control;
  const text = (Object.hasOwn(filled.inputs, name) ? filled.inputs[name] : undefined) ?? '';
  const isWrong = filled.errors.some((error) => error.name === name);
  const whole = wholeLabel(field, control, filled.reader);
  const common = {
    id,
    name,
    'data-kind': field.kind,
    ...(isBare && { 'aria-label': whole, title: whole }),
    ...(isWrong && { 'aria-invalid': 'true' as const, 'aria-describedby': errorIdOf(name) }),
    ...(id === filled.focus && { autofocus: true }),
  };
  const isRequired = field.required === true;
  if (type === 'radio') {
    return <input {...common} type="radio" value={control.value} checked={text === control.value} />;
  }
  if (type === 'tick') {
    const isSole = field.kind === 'checkbox';
    return <input {...common} type="checkbox" checked={text !== ''} aria-required={isSole && isRequired} />;
  }
  if (type === 'select') {
    const labels = ['', ...optionLabels(field)];
    return (
      <select {...common} aria-required={isRequired}>
        {labels.map((label) => (
          <option key={label} value={label} selected={label === text}>
            {label}
          </option>
        ))}
      </select>
    );
  }
  if (type === 'area') return <textarea {...common} rows={4} value={text} aria-required={isRequired} />;
  const typed = { ...common, ...typing(field, type), value: text, 'aria-required': isRequired };
  if (field.kind === 'email') return <input {...typed} type="email" />;
  return field.kind === 'telephone' ? <input {...typed} type="tel" /> : <input {...typed} type="text" />;
}

/** What is wrong with an input, in words. */
export function ErrorOf({ name, errors }: { name: string; errors: readonly FieldError[] }) {
  const found = errors.find((error) => error.name === name);
  return found ? (
    <p class="form-error" id={errorIdOf(name)}>
      {found.message}
    </p>
  ) : null;
}

/** Section, label, and which of several it is: all that a page says around an input. */
export function wholeLabel(field: Field, { label }: Control, reader: Reader): string {
  const own = labelOf(field, reader);
  const parts = [field.section, own, label === own ? undefined : label].filter(Boolean);
  const words = [...new Set(parts)].join(', ');
  return field.required ? `${words} (${reader.text.form.fill.required})` : words;
}

function typing({ kind, length, pattern }: Field, type: Control['type']) {
  const isDigits = pattern !== undefined && /^\^?(\\d|\[0-9\])/.test(pattern);
  return {
    spellcheck: kind === 'text',
    ...((kind === 'date' || isDigits) && { inputmode: 'numeric' as const }),
    ...(kind === 'number' && { inputmode: 'decimal' as const }),
    ...(type === 'comb' && { maxlength: length ?? 1, class: 'form-comb' }),
  };
}
