import { formatView, type View } from './view.ts';

/** A view as the hidden fields of a form, which adds something to it. */
export function HiddenFields({ view }: { view: View }) {
  return (
    <>
      {[...new URLSearchParams(formatView(view))].map(([name, value]) => (
        <input key={name + value} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}
