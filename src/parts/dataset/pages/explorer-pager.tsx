import type { Reader } from '../../../language/reader.ts';
import { HiddenFields } from './hidden-fields.tsx';
import { tableAddress, type View, viewAddress } from './view.ts';

/** First, previous, any, next and last page; nothing where there is one page only. */
export function ExplorerPager({ reader, view, count }: { reader: Reader; view: View; count: number }) {
  const pages = Math.ceil(count / view.limit);
  if (pages <= 1) return null;
  const text = reader.text.dataset.pager;
  const step = (page: number, rel: string, sign: string, label: string) =>
    page < 1 || page > pages || page === view.page ? (
      <span class="button" aria-disabled="true" aria-hidden="true">
        {sign}
      </span>
    ) : (
      <a class="button" href={viewAddress({ ...view, page })} rel={rel} aria-label={label} title={label}>
        {sign}
      </a>
    );
  return (
    <nav class="pager" aria-label={text.pages}>
      {step(1, 'first', '⇤', text.first)}
      {step(view.page - 1, 'prev', '←', text.previous)}
      <form action={tableAddress(view.table)} class="to-page">
        <HiddenFields view={{ ...view, page: 1 }} />
        <label>
          <span class="word">{text.page} </span>
          <input
            type="number"
            name="_page"
            min="1"
            max={pages}
            value={view.page}
            required
            aria-label={text.pageNumber}
          />
        </label>{' '}
        {text.of(reader.number(pages))}
        <button class="button" type="submit">
          {text.go}
        </button>
      </form>
      {step(view.page + 1, 'next', '→', text.next)}
      {step(pages, 'last', '⇥', text.last)}
    </nav>
  );
}
