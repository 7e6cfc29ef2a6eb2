import type { ComponentChildren } from 'preact';

/** What a comparison says, in the reader's language. */
export interface CompareText {
  before: string;
  after: string;
  /** What the slider sets, for who does not see it. */
  compare: string;
}

/**
 * A picture after and before, for an element of the class `compare`: beside each other, and over each
 * other where a script slides them.
 */
export function Compared({
  text,
  before,
  after,
}: {
  text: CompareText;
  before: ComponentChildren;
  after: ComponentChildren;
}) {
  return (
    <>
      <figure>
        {after}
        <figcaption>{text.after}</figcaption>
      </figure>
      <figure class="before">
        {before}
        <figcaption>{text.before}</figcaption>
      </figure>
    </>
  );
}

/** Sets how much of the picture before is shown; see client/slider.ts. */
export function Slider({ text }: { text: CompareText }) {
  return (
    <label class="slider scripted">
      {text.before}
      <input type="range" min="0" max="100" value="50" aria-label={text.compare} />
      {text.after}
    </label>
  );
}
