import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { FieldKind } from '../../../layout/types.ts';
import { type Items, kindNames } from '../model/item.ts';
import type { Problem } from '../model/problems.ts';

interface InputProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  /** What is wrong with it. */
  problem?: Problem | undefined;
  hint?: string;
  list?: string;
}

/** A line of text with its label above, and what is wrong with it below. */
export function TextInput({ label, value, onInput, problem, hint, list }: InputProps) {
  const id = useId();
  return (
    <div class={problem ? 'input is-wrong' : 'input'}>
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        value={value}
        spellcheck={false}
        autocomplete="off"
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-note`}
        {...(list ? { list } : {})}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <small id={`${id}-note`}>{problem?.message ?? hint}</small>
    </div>
  );
}

interface NumberProps {
  label: string;
  value: number;
  min?: number;
  max?: number;
  onChange: (value: number) => void;
}

/** A whole number; what is none is not taken. */
export function NumberInput({ label, value, min = 0, max = 10_000, onChange }: NumberProps) {
  const id = useId();
  return (
    <div class="input number">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="number"
        min={min}
        max={max}
        value={value}
        onInput={(event) => {
          const next = event.currentTarget.valueAsNumber;
          if (Number.isInteger(next) && next >= min && next <= max) onChange(next);
        }}
      />
    </div>
  );
}

export function KindSelect({
  kind,
  onChange,
}: {
  kind: FieldKind | undefined;
  onChange: (kind: FieldKind) => void;
}) {
  const id = useId();
  return (
    <div class="input">
      <label for={id}>Kind</label>
      <select
        id={id}
        value={kind ?? ''}
        onChange={(event) => {
          const next = (Object.keys(kindNames) as FieldKind[]).find(
            (name) => name === event.currentTarget.value,
          );
          if (next) onChange(next);
        }}
      >
        {kind === undefined && <option value="">several kinds</option>}
        {Object.entries(kindNames).map(([name, words]) => (
          <option key={name} value={name}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A section, with those that other fields have to choose from. */
export function SectionInput({
  items,
  section,
  onInput,
}: {
  items: Items;
  section: string;
  onInput: (section: string) => void;
}) {
  const id = useId();
  const known = [...new Set(items.flatMap(({ field }) => field.section ?? []))];
  return (
    <>
      <TextInput label="Section" value={section} onInput={onInput} list={id} />
      <datalist id={id}>
        {known.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </>
  );
}

export const CheckInput = ({
  children,
  checked,
  onChange,
}: {
  children: ComponentChildren;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) => (
  <label class="check">
    <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
    {children}
  </label>
);
