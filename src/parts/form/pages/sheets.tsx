import type { ComponentChildren } from 'preact';
import type { Field } from '../../../form/layout/types.ts';
import type { Reader } from '../../../language/reader.ts';
import { type Control, controlsOf, labelOf } from '../controls.ts';
import type { Form } from '../forms.ts';
import { mostHeight } from './fit.ts';
import { ErrorOf, type Filled, Input } from './input.tsx';

/** The straightened pages below each other, with an input exactly where one writes. */
export function FillSheets({ form, filled }: { form: Form; filled: Filled }) {
  return (
    <Sheets form={form} reader={filled.reader}>
      {(field, control) => (
        <>
          <Input field={field} control={control} filled={filled} isBare />
          {hasErrorOf(control) && <ErrorOf name={control.name} errors={filled.errors} />}
        </>
      )}
    </Sheets>
  );
}

/** The answers of one choice have one input's name, and one error. */
const hasErrorOf = ({ type, id }: Control): boolean => type !== 'radio' || id.endsWith('_0');

interface SheetsProps {
  form: Form;
  reader: Reader;
  /** Whether nothing in it can be typed. */
  isRead?: boolean;
  /** What lies in the place of an input. */
  children: (field: Field, control: Control) => ComponentChildren;
}

/** The pages with something in the place of each input; their page needs the rules of `sheetStyle`. */
export function Sheets({ form, reader, isRead = false, children }: SheetsProps) {
  // What scrolls must be reached by keyboard, also where nothing in it is.
  const reached = isRead ? { role: 'region' as const, tabindex: 0, 'aria-label': form.title } : {};
  return (
    <div class="form-desk" {...reached}>
      {form.pages.map(({ address, width, height }, index) => (
        <div key={address} class="form-sheet" id={`sheet_${index + 1}`}>
          <img
            src={address}
            width={width}
            height={height}
            alt={reader.text.form.pageOf(form.title, index + 1)}
            draggable={false}
          />
          {form
            .fields()
            .filter(({ page }) => page === index + 1)
            .map((field) => (
              <Group key={field.id} field={field} reader={reader}>
                {controlsOf(field, reader).map((control) => (
                  <div
                    key={control.id}
                    id={placeOf(control)}
                    class={`form-place form-${control.type}${field.required ? ' form-required' : ''}`}
                  >
                    {children(field, control)}
                  </div>
                ))}
              </Group>
            ))}
        </div>
      ))}
    </div>
  );
}

/** What belongs together is told so; it takes no place of its own. */
function Group({ field, reader, children }: { field: Field; reader: Reader; children: ComponentChildren }) {
  if (field.kind !== 'choice' && field.kind !== 'table') return <>{children}</>;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would have a box of its own
    <div role="group" aria-label={labelOf(field, reader)}>
      {children}
    </div>
  );
}

/**
 * Rules that lay each input over its place. All lengths are shares of the page, so that they hold at
 * any size: `--h`, `--w` and `--step`, the width of a letter's box, in hundredths of the page's width.
 */
export function sheetStyle(form: Form, reader: Reader): string {
  const sheets = form.pages.map(({ width, height }, index) => {
    return `#sheet_${index + 1}{aspect-ratio:${width}/${height};--most:${round(100 * mostHeight({ width, height }))}cqw}`;
  });
  const places = form.fields().flatMap((field) => {
    const page = form.pages[field.page - 1];
    if (!page) return [];
    return controlsOf(field, reader).map((control) => {
      const { x, y, width, height } = control.box;
      const step = control.type === 'comb' ? `;--step:${round((100 * width) / (field.length ?? 1))}cqw` : '';
      return (
        `#${placeOf(control)}{left:${round(100 * x)}%;top:${round(100 * y)}%;width:${round(100 * width)}%;` +
        `height:${round(100 * height)}%;--h:${round((100 * height * page.height) / page.width)}cqw` +
        `;--w:${round(100 * width)}cqw${step}}`
      );
    });
  });
  return [...sheets, ...places].join('\n');
}

const round = (number: number): number => Math.round(number * 1e4) / 1e4;

const placeOf = ({ id }: Control): string => id.replace(/^in_/, 'at_');
