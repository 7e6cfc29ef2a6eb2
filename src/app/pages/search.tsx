import type { Reader } from '../../language/reader.ts';
import type { SearchHits } from '../../parts/run.ts';
import type { App } from '../app.ts';
import { page } from './frame.tsx';
import { readerFor } from './reader.ts';
import { type SearchGroup, searchAll } from './search-all.ts';

/** What all parts have for somebody's words: `/search?q=red+pen`. */
export async function searchPage(app: App, request: Request): Promise<Response> {
  const reader = readerFor(request);
  const words = new URL(request.url).searchParams.get('q')?.trim() ?? '';
  const groups = words === '' ? [] : await searchAll(app, reader, words);
  const { search, searchFor } = reader.text.frame;
  const response = page(app, request, {
    title: words === '' ? search : searchFor(words),
    words,
    body: <Results reader={reader} words={words} groups={groups} />,
  });
  if (app.parts.some(({ findsChange }) => findsChange)) response.headers.set('cache-control', 'no-store');
  return response;
}

function Results({ reader, words, groups }: { reader: Reader; words: string; groups: SearchGroup[] }) {
  const text = reader.text.frame;
  return (
    <>
      <div class="heading">
        <h1 class="as-written">{words === '' ? text.search : text.searchFor(words)}</h1>
      </div>
      {words === '' && <p class="quiet">{text.searchWhat}</p>}
      {words !== '' && groups.length === 0 && (
        <div class="panel">
          <h2>{text.nothingFound}</h2>
          <p class="quiet">{text.searchAgain}</p>
        </div>
      )}
      {groups.map(({ part, title, hits, more }) => (
        <section key={part} aria-labelledby={`found-${part}`}>
          <div class="heading">
            <h2 id={`found-${part}`}>{title}</h2>
            {more && <a href={more.address}>{text.allIn(reader.number(more.count), title)}</a>}
          </div>
          <ul class="hits">
            {hits.map((hit) => (
              <Hit key={hit.address} {...hit} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Hit({ title, address, detail, picture }: SearchHits['hits'][number]) {
  return (
    <li class="hit">
      <span class="hit-picture">
        {picture && <img src={picture} alt="" loading="lazy" decoding="async" />}
      </span>
      <span>
        <a href={address}>{title}</a>
        {detail && <small>{detail}</small>}
      </span>
    </li>
  );
}
