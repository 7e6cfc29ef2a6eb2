import type { ChannelFacts } from '../../../image/facts/channels.ts';
import { ORIGINAL } from '../../../image/index-file.ts';
import type { Reader } from '../../../language/reader.ts';
import { Compared, Slider } from '../../compare/compare.tsx';
import type { Picture } from '../catalogue/catalogue.ts';
import { bytesAddress, pageAddress } from '../catalogue/names.ts';
import { Details } from './details.tsx';

interface PicturePageProps {
  reader: Reader;
  picture: Picture;
  channels: ChannelFacts[];
  /** The pictures that it is one of, and its place among them. */
  among: Picture[];
  place: number;
  /** The query of these. */
  query: string;
  /** The address of the grid that shows them. */
  grid: string;
}

/**
 * A picture as large as there is room for, with what is known of it. The script shows this very
 * article above the grid, so there is one viewer, with a script and without.
 */
export function PicturePage({ reader, picture, channels, among, place, query, grid }: PicturePageProps) {
  const text = reader.text.gallery;
  const [previous, next] = [among[place - 1], among[place + 1]];
  const to = (other: Picture) => pageAddress(other.set, other.image.file, query);
  return (
    <article class="viewer" aria-labelledby="picture">
      <header class="viewer-bar">
        <a class="button" rel="up" href={grid}>
          <span aria-hidden="true">←</span> {text.back}
        </a>
        <h1 id="picture">{picture.title}</h1>
        <nav class="viewer-steps" aria-label={text.pictures}>
          <span>{text.place(reader.number(place + 1), reader.number(among.length))}</span>
          <Turn
            rel="prev"
            title={text.previous}
            sign="‹"
            href={previous && to(previous)}
            preload={previous}
          />
          <Turn rel="next" title={text.next} sign="›" href={next && to(next)} preload={next} />
        </nav>
      </header>
      <div class="viewer-body">
        <Stage reader={reader} picture={picture} />
        <Details reader={reader} picture={picture} channels={channels} query={query} />
      </div>
    </article>
  );
}

/** The rule for a picture: what it measures, before it is there. The script has it from the attributes. */
export function pictureStyle({ image: { width, height } }: Picture): string {
  return `.canvas{--width:${width};--height:${height}}`;
}

/** The picture, and where it is packed the one before, over each other where a script can slide them. */
function Stage({ reader, picture: { id, title, image } }: Pick<PicturePageProps, 'reader' | 'picture'>) {
  const text = reader.text.gallery;
  const before = image.variants?.[ORIGINAL];
  const size = { width: image.width || undefined, height: image.height || undefined };
  const own = <img src={bytesAddress(id, '', image.sha256)} alt={title} {...size} />;
  return (
    <div class="stage">
      <div class={`canvas${image.width > 0 ? ' sized' : ''}${before ? ' compare' : ''}`}>
        {before ? (
          <Compared
            text={text}
            after={own}
            before={
              <img
                src={bytesAddress(id, ORIGINAL, before.sha256)}
                alt={`${title}: ${text.before}`}
                {...size}
              />
            }
          />
        ) : (
          own
        )}
      </div>
      {before && <Slider text={text} />}
      <div class="zoom scripted">
        <button type="button" data-zoom="out" aria-label={text.zoomOut}>
          −
        </button>
        <button type="button" data-zoom="fit">
          {text.zoomFit}
        </button>
        <button type="button" data-zoom="in" aria-label={text.zoomIn}>
          +
        </button>
      </div>
    </div>
  );
}

function Turn({
  rel,
  title,
  sign,
  href,
  preload,
}: {
  rel: 'prev' | 'next';
  title: string;
  sign: string;
  href: string | undefined;
  preload: Picture | undefined;
}) {
  if (href === undefined || !preload)
    return (
      <span class="button" aria-disabled="true">
        {sign}
      </span>
    );
  return (
    <a
      class="button"
      rel={rel}
      href={href}
      aria-label={title}
      data-preload={bytesAddress(preload.id, '', preload.image.sha256)}
    >
      {sign}
    </a>
  );
}
