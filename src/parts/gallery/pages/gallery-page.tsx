import type { Reader } from '../../../language/reader.ts';
import { withQuery } from '../../address.ts';
import type { Page } from '../../pager.tsx';
import { Step } from '../../pager.tsx';
import { type Choices, type Filter, queryOf } from '../filters/filter.ts';
import type { Selection } from '../filters/select.ts';
import { Chips, Finder, gridAddress } from './finder.tsx';
import { Grid } from './grid.tsx';

interface GalleryPageProps {
  reader: Reader;
  filter: Filter;
  choices: Choices;
  selection: Selection;
  page: Page;
  /** How many pictures the gallery has. */
  total: number;
  hasDates: boolean;
  /** Whether there are pictures that look alike. */
  hasAlike: boolean;
  /** Whether pictures are being selected. */
  selecting: boolean;
}

/** The gallery: what can be asked for, and the pictures that were. */
export function GalleryPage(props: GalleryPageProps) {
  const { reader, filter, choices, selection, page, total, hasDates, selecting } = props;
  const text = reader.text.gallery;
  const query = queryOf(filter);
  const [only, ...others] = filter.set;
  const found = selection.pictures.length;
  return (
    <>
      <div class="heading">
        <h1>{only !== undefined && others.length === 0 ? only : text.tab}</h1>
        <p class="live" id="count" role="status">
          {found === total
            ? reader.count(total, text.picture)
            : text.shown(reader.number(found), reader.count(total, text.picture))}
        </p>
      </div>
      <Finder
        reader={reader}
        filter={filter}
        choices={choices}
        facets={selection.facets}
        hasDates={hasDates}
      />
      <div class="live" id="chips">
        <Chips reader={reader} filter={filter} />
      </div>
      <div class="live" id="tools">
        <Tools {...props} />
      </div>
      <div id="results">
        {found === 0 ? (
          <p class="nothing">{text.none}</p>
        ) : (
          <Grid
            reader={reader}
            pictures={selection.pictures.slice(page.start, page.end)}
            groups={selection.groups}
            query={query}
            start={page.start}
            index={withQuery('/gallery/index.json', query)}
            selecting={selecting}
          />
        )}
      </div>
      <Pages reader={reader} page={page} query={selecting ? `${query}&select=1` : query} />
    </>
  );
}

/** What can be done with the pictures that are shown. */
function Tools({ reader, filter, selection, hasAlike, selecting }: GalleryPageProps) {
  const text = reader.text.gallery;
  const query = queryOf(filter);
  if (selection.pictures.length === 0) return null;
  return (
    <form class="tools" id="zip" method="post" action="/gallery/zip">
      {hasAlike && (
        <a href={gridAddress({ ...filter, grouped: !filter.grouped })}>
          {filter.grouped ? text.ungroup : text.group}
        </a>
      )}
      <a
        class="select"
        href={withQuery('/gallery/', selecting ? query : [query, 'select=1'].filter(Boolean).join('&'))}
        data-on={text.endSelect}
        data-off={text.select}
      >
        {selecting ? text.endSelect : text.select}
      </a>
      <button
        type="submit"
        class="button chosen"
        hidden={!selecting}
        data-none={text.downloadSelected}
        data-some={`${text.downloadSelected} · ${text.selected('{}')}`}
      >
        {text.downloadSelected}
      </button>
      <a class="download" href={withQuery('/gallery/zip', query)} download>
        {text.downloadAll}{' '}
        <small>{reader.bytes(selection.pictures.reduce((sum, { image }) => sum + image.size, 0))}</small>
      </a>
    </form>
  );
}

/** For who has no script: with one, all pictures are in the grid. */
function Pages({ reader, page, query }: { reader: Reader; page: Page; query: string }) {
  if (page.count === 1) return null;
  const text = reader.text.gallery;
  const to = (number: number) =>
    withQuery('/gallery/', [query, number === 1 ? '' : `page=${number}`].filter(Boolean).join('&'));
  return (
    <nav class="pager unscripted" aria-label={text.pages}>
      <Step href={page.number > 1 ? to(page.number - 1) : undefined} rel="prev">
        {text.previousPage}
      </Step>
      <span>{text.page(reader.number(page.number), reader.number(page.count))}</span>
      <Step href={page.number < page.count ? to(page.number + 1) : undefined} rel="next">
        {text.nextPage}
      </Step>
    </nav>
  );
}
