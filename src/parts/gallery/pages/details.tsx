import type { ChannelFacts } from '../../../image/facts/channels.ts';
import type { PackedImage } from '../../../image/index-file.ts';
import type { Reader } from '../../../language/reader.ts';
import { Fact } from '../../fact.tsx';
import type { Picture } from '../catalogue/catalogue.ts';
import { bytesAddress, pageAddress } from '../catalogue/names.ts';
import { everything } from '../filters/filter.ts';
import { gridAddress, Swatch } from './finder.tsx';
import { ChannelTable, Histogram } from './histogram.tsx';
import { Thumbnail } from './thumbnail.tsx';

interface DetailsProps {
  reader: Reader;
  picture: Picture;
  channels: ChannelFacts[];
  query: string;
}

/** All that is known of a picture. */
export function Details({ reader, picture, channels, query }: DetailsProps) {
  const text = reader.text.gallery;
  const { id, image, title } = picture;
  const alike = othersLike(picture);
  return (
    <section class="details" aria-label={text.details}>
      <Facts reader={reader} picture={picture} />
      <p>
        <a class="button" href={`${bytesAddress(id, '', image.sha256)}&download`} download>
          {text.download}
        </a>
      </p>
      {channels.length > 0 && (
        <section aria-labelledby="histogram">
          <h2 id="histogram">{text.histogram}</h2>
          <Histogram reader={reader} channels={channels} title={title} />
          <ChannelTable reader={reader} channels={channels} />
        </section>
      )}
      {image.variants && (
        <section aria-labelledby="variants">
          <h2 id="variants">{text.variants}</h2>
          <ul class="lines">
            {Object.entries(image.variants).map(([name, file]) => (
              <li key={name}>
                <a href={bytesAddress(id, name, file.sha256)}>{name}</a>
                <span class="quiet">
                  {pixels(reader, file.width, file.height)} · {file.format.toUpperCase()} ·{' '}
                  {reader.bytes(file.size)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {alike.length > 0 && (
        <section aria-labelledby="alike">
          <h2 id="alike">{text.alike}</h2>
          <ul class="alike">
            {alike.map((other) => (
              <li key={other.id}>
                <a href={pageAddress(other.set, other.image.file, query)}>
                  <Thumbnail picture={other} />
                  {other.title}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </section>
  );
}

/** The pictures that look like this one. */
export function othersLike(picture: Picture): Picture[] {
  return (picture.alike ?? []).filter((other) => other !== picture);
}

function Facts({ reader, picture: { set, image, colour } }: Pick<DetailsProps, 'reader' | 'picture'>) {
  const text = reader.text.gallery;
  const { widthBefore = 0, heightBefore = 0, taken, camera, dominant, frames, problem } = image;
  return (
    <dl class="facts">
      <Fact name={text.facts.size}>
        {pixels(reader, image.width, image.height)}
        {widthBefore > 0 && (widthBefore !== image.width || heightBefore !== image.height) && (
          <small>{text.sizeBefore(pixels(reader, widthBefore, heightBefore))}</small>
        )}
      </Fact>
      <Fact name={text.facts.bytes}>
        {reader.bytes(image.size)} <small>{change(reader, image)}</small>
      </Fact>
      <Fact name={text.facts.format}>
        {image.format.toUpperCase()}
        {image.formatBefore && image.formatBefore !== image.format && (
          <small>{text.sizeBefore(image.formatBefore.toUpperCase())}</small>
        )}
      </Fact>
      {taken && (
        <Fact name={text.facts.taken}>
          <time dateTime={taken.replace(' ', 'T')}>{reader.date(taken.slice(0, 10))}</time>{' '}
          <small>{taken.slice(11)}</small>
        </Fact>
      )}
      {camera && <Fact name={text.facts.camera}>{camera}</Fact>}
      {dominant && (
        <Fact name={text.facts.colour}>
          <a class="colour" href={gridAddress({ ...everything, colour: colour ? [colour] : [] })}>
            <Swatch colour={dominant} />
            {colour && text.colours[colour]}
          </a>{' '}
          <small>{dominant}</small>
        </Fact>
      )}
      {frames !== undefined && <Fact name={text.facts.frames}>{reader.number(frames)}</Fact>}
      <Fact name={text.facts.set}>
        <a href={gridAddress({ ...everything, set: [set] })}>{set}</a>
      </Fact>
      <Fact name={text.facts.source}>{image.source}</Fact>
      {problem && <Fact name={text.facts.problem}>{problem}</Fact>}
    </dl>
  );
}

function pixels(reader: Reader, width: number, height: number): string {
  return reader.text.gallery.pixels(reader.number(width), reader.number(height));
}

/** What became of the bytes: `from 48 kB, 75 % smaller`. */
function change(reader: Reader, { size, sizeBefore }: PackedImage): string {
  const text = reader.text.gallery;
  const share = sizeBefore === 0 ? 0 : Math.round((100 * (sizeBefore - size)) / sizeBefore) / 100;
  const before = reader.bytes(sizeBefore);
  if (share === 0) return text.same(before);
  return share > 0
    ? text.smaller(before, reader.percent(share))
    : text.larger(before, reader.percent(-share));
}
