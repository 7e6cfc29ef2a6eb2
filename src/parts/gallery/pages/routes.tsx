import { type Context, Hono } from 'hono';
import { readPage } from '../../pager.tsx';
import type { Picture } from '../catalogue/catalogue.ts';
import { type Filter, queryOf } from '../filters/filter.ts';
import { checkSet, findFile, type Gallery } from '../gallery.ts';
import { gridAddress } from './finder.tsx';
import { GalleryPage } from './gallery-page.tsx';
import { gridStyle } from './grid.tsx';
import { gridIndex } from './index-json.ts';
import { PicturePage, pictureStyle } from './picture-page.tsx';

/**
 * Pictures on one page without a script. With one it is how many are drawn at once at most: with three
 * elements each, or four while they are selected, there are never more than 300 in the grid.
 */
export const PAGE_SIZE = 72;

/** The gallery's pages: the grid, one set's grid, and a page for every picture. */
export function pages(gallery: Gallery): Hono {
  const { catalogue, selections } = gallery;
  const filterOf = (c: Context) => selections.read(new URL(c.req.url).searchParams);
  return new Hono()
    .get('/', (c) => gridPage(gallery, c, filterOf(c)))
    .get('/sets/:set', (c) => {
      const set = c.req.param('set');
      checkSet(catalogue, set);
      return gridPage(gallery, c, { ...filterOf(c), set: [set] });
    })
    .get('/sets/:set/:file{[^]+}', (c) => {
      const picture = findFile(gallery, c.req.param('set'), c.req.param('file'));
      return picturePage(gallery, c, filterOf(c), picture);
    })
    .get('/index.json', (c) => c.json(gridIndex(catalogue, selections.of(filterOf(c)))));
}

function gridPage({ context, catalogue, selections }: Gallery, c: Context, filter: Filter): Response {
  const reader = context.reader(c.req.raw);
  const selection = selections.of(filter);
  const page = readPage(c.req.query('page'), selection.pictures.length, PAGE_SIZE);
  const { hasDates, hasAlike } = known(catalogue.pictures());
  return context.page(c.req.raw, {
    title: reader.text.gallery.tab,
    style: gridStyle(selection.pictures.slice(page.start, page.end)),
    body: (
      <GalleryPage
        reader={reader}
        filter={filter}
        choices={selections.choices()}
        selection={selection}
        page={page}
        total={catalogue.count}
        hasDates={hasDates}
        hasAlike={hasAlike}
        selecting={c.req.query('select') === '1'}
      />
    ),
  });
}

/** A picture among those that the filter picks; among all of them where it is none of these. */
function picturePage(
  { context, catalogue, selections, statistics }: Gallery,
  c: Context,
  filter: Filter,
  picture: Picture,
) {
  const chosen = selections.of(filter).pictures;
  const isChosen = chosen.includes(picture);
  const among = isChosen ? chosen : catalogue.pictures();
  return context.page(c.req.raw, {
    title: picture.title,
    style: pictureStyle(picture),
    body: (
      <PicturePage
        reader={context.reader(c.req.raw)}
        picture={picture}
        channels={statistics(picture)}
        among={among}
        place={among.indexOf(picture)}
        query={isChosen ? queryOf(filter) : ''}
        grid={gridAddress(filter)}
      />
    ),
  });
}

/** What is known of any picture at all: what nothing is known of needs no filter. */
function known(pictures: Picture[]): { hasDates: boolean; hasAlike: boolean } {
  return {
    hasDates: pictures.some(({ image }) => image.taken !== undefined),
    hasAlike: pictures.some(({ alike }) => alike !== undefined),
  };
}
