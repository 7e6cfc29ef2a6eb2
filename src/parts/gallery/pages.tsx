import { formatBytes, formatCount, formatNumber } from '../../base/format.ts';
import type { PackedFile, PackedImage } from '../../image/index-file.ts';
import { addressOf } from '../address.ts';
import { type Page, Pager, Step } from '../pager.tsx';
import { Trail } from '../trail.tsx';
import { type ImageSet, pictureTitle, thumbnailOf } from './sets.ts';

/** Pictures of a set on the gallery's first page, when there are several sets. */
const PREVIEW = 24;

/** Every set with its pictures; of long ones the first. */
export function GalleryPage({ sets }: { sets: ImageSet[] }) {
  return (
    <>
      <div class="heading">
        <h1>Gallery</h1>
      </div>
      {sets.map((set) => {
        const isWhole = set.images.length <= PREVIEW * (sets.length === 1 ? 4 : 1);
        return (
          <section key={set.name} aria-labelledby={`set-${set.name}`}>
            <div class="heading">
              <h2 id={`set-${set.name}`}>
                <a href={setAddress(set)}>{set.name}</a>
              </h2>
              <p>{formatCount(set.images.length, 'picture')}</p>
            </div>
            <Grid set={set} images={isWhole ? set.images : set.images.slice(0, PREVIEW)} />
            {!isWhole && (
              <p>
                <a class="button" href={setAddress(set)}>
                  All {formatCount(set.images.length, 'picture')}
                </a>
              </p>
            )}
          </section>
        );
      })}
    </>
  );
}

/** One page of a set's pictures. */
export function SetPage({ set, page }: { set: ImageSet; page: Page }) {
  return (
    <>
      <Trail steps={[['Gallery', '/gallery/']]} />
      <div class="heading">
        <h1>{set.name}</h1>
        <p>{formatCount(set.images.length, 'picture')}</p>
      </div>
      <Grid set={set} images={set.images.slice(page.start, page.end)} />
      <Pager page={page} path={setAddress(set)} />
    </>
  );
}

/** A picture as large as it fits, with what is known of it. */
export function PicturePage({ set, place, image }: { set: ImageSet; place: number; image: PackedImage }) {
  const title = pictureTitle(image);
  const before = set.images[place - 1];
  const after = set.images[place + 1];
  const variants = Object.entries(image.variants ?? {});
  const alike = set.alike(image);
  return (
    <>
      <Trail
        steps={[
          ['Gallery', '/gallery/'],
          [set.name, setAddress(set)],
        ]}
      />
      <div class="heading">
        <h1>{title}</h1>
        <nav class="pager" aria-label="Pictures">
          <Step href={before && pageAddress(set, before)} rel="prev">
            ← Previous
          </Step>
          <span>
            {formatNumber(place + 1)} of {formatNumber(set.images.length)}
          </span>
          <Step href={after && pageAddress(set, after)} rel="next">
            Next →
          </Step>
        </nav>
      </div>
      <figure class="picture">
        <a href={fileAddress(set, image)}>
          <img
            src={fileAddress(set, image)}
            alt={title}
            width={image.width || undefined}
            height={image.height || undefined}
          />
        </a>
      </figure>
      <dl class="facts panel">
        <div>
          <dt>Size</dt>
          <dd>
            {image.width} × {image.height} pixels
          </dd>
        </div>
        <div>
          <dt>Format</dt>
          <dd>{image.format.toUpperCase()}</dd>
        </div>
        <div>
          <dt>Bytes</dt>
          <dd>
            {formatBytes(image.size)} <small>{change(image)}</small>
          </dd>
        </div>
        <div>
          <dt>Made from</dt>
          <dd>{image.source}</dd>
        </div>
        {image.taken && (
          <div>
            <dt>Taken</dt>
            <dd>{image.taken}</dd>
          </div>
        )}
        {image.camera && (
          <div>
            <dt>Camera</dt>
            <dd>{image.camera}</dd>
          </div>
        )}
        {image.dominant && (
          <div>
            <dt>Colour</dt>
            <dd>{image.dominant}</dd>
          </div>
        )}
        {variants.length > 0 && (
          <div>
            <dt>Variants</dt>
            <dd>
              {variants.map(([name, variant]) => (
                <span key={name}>
                  <a href={fileAddress(set, variant)}>{name}</a>{' '}
                  <small>
                    {variant.width} × {variant.height}
                  </small>{' '}
                </span>
              ))}
            </dd>
          </div>
        )}
        {image.problem && (
          <div>
            <dt>Not processed</dt>
            <dd>{image.problem}</dd>
          </div>
        )}
      </dl>
      {alike.length > 0 && (
        <section aria-labelledby="alike">
          <div class="heading">
            <h2 id="alike">Looks like</h2>
          </div>
          <Grid set={set} images={alike} />
        </section>
      )}
    </>
  );
}

/** The first pictures of the first set, for the app's first page. */
export function GalleryPreview({ sets }: { sets: ImageSet[] }) {
  const [set] = sets;
  if (!set) return null;
  return (
    <div class="strip">
      {set.images.slice(0, 6).map((image) => (
        <Thumbnail key={image.file} set={set} image={image} />
      ))}
    </div>
  );
}

/** Its name stands beside it or behind the link, so it has no text of its own. */
function Thumbnail({ set, image }: { set: ImageSet; image: PackedImage }) {
  const { width, height, ...shown } = thumbnailOf(image);
  return (
    <span class="mat">
      <img
        src={fileAddress(set, shown)}
        alt=""
        width={width || undefined}
        height={height || undefined}
        loading="lazy"
        decoding="async"
      />
    </span>
  );
}

function Grid({ set, images }: { set: ImageSet; images: PackedImage[] }) {
  return (
    <ul class="grid">
      {images.map((image) => (
        <li key={image.file}>
          <a href={pageAddress(set, image)}>
            <Thumbnail set={set} image={image} />
            <span class="caption">{pictureTitle(image)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** `from 48 kB, 75 % smaller`. */
function change({ size, sizeBefore }: PackedImage): string {
  const percent = sizeBefore === 0 ? 0 : Math.round((100 * (sizeBefore - size)) / sizeBefore);
  const word = percent === 0 ? 'the same' : `${Math.abs(percent)} % ${percent > 0 ? 'smaller' : 'larger'}`;
  return `from ${formatBytes(sizeBefore)}, ${word}`;
}

function setAddress(set: ImageSet): string {
  return addressOf('/gallery/sets', set.name);
}

function pageAddress(set: ImageSet, image: PackedImage): string {
  return addressOf('/gallery/sets', set.name, image.file);
}

/** With the file's hash, so that browsers keep it. */
function fileAddress(set: ImageSet, { file, sha256 }: Pick<PackedFile, 'file' | 'sha256'>): string {
  return `${addressOf('/gallery/files', set.name, file)}?v=${sha256.slice(0, 16)}`;
}
