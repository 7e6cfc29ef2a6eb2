import type { Reader } from '../../../language/reader.ts';
import type { StoredObject } from '../../../store/store.ts';
import { type Listing, pictureAddress } from '../desk/pictures.ts';
import { type Side, sides } from '../settings.ts';
import { shortName } from './texts.ts';

export interface StoredProps {
  reader: Reader;
  /** What lies in both places, or why it is not known; undefined while nothing has answered yet. */
  stored: Record<Side, Listing> | { problem: string } | undefined;
}

/** What lies in the incoming and the outgoing place, with links to it. */
export function Stored({ reader, stored }: StoredProps) {
  const text = reader.text.worker.pictures;
  return (
    <div id="worker-stored" class="worker-stored">
      <h3>{text.stored}</h3>
      {!stored && <p class="quiet">{reader.text.worker.queue.pending}</p>}
      {stored && 'problem' in stored && (
        <div class="worker-problem">
          <p>
            <strong>{text.unreachable}</strong>
          </p>
          <p lang="en">{stored.problem}</p>
        </div>
      )}
      {stored && !('problem' in stored) && (
        <div class="worker-sides">
          {sides.map((side) => (
            <SideList key={side} reader={reader} side={side} listing={stored[side]} />
          ))}
        </div>
      )}
    </div>
  );
}

function SideList({ reader, side, listing }: { reader: Reader; side: Side; listing: Listing }) {
  const text = reader.text.worker.pictures;
  const { pictures, isCut } = listing;
  return (
    <section class="panel" aria-labelledby={`worker-${side}`}>
      <h4 id={`worker-${side}`}>{text[side]}</h4>
      {pictures.length === 0 && <p class="quiet">{text.empty}</p>}
      <ul class="lines">
        {pictures.map((picture) => (
          <Entry key={picture.path} reader={reader} side={side} picture={picture} />
        ))}
      </ul>
      {isCut && (
        <p class="quiet">
          {text.more} <a href={`/api/worker/pictures/${side}?limit=1000`}>{text.moreForPrograms}</a>
        </p>
      )}
    </section>
  );
}

function Entry({ reader, side, picture }: { reader: Reader; side: Side; picture: StoredObject }) {
  const text = reader.text.worker.pictures;
  const { path, size } = picture;
  const name = shortName(path);
  return (
    <li>
      <a href={pictureAddress(side, path)} title={path}>
        {name}
      </a>
      <span class="worker-entry-end">
        <span class="size">{reader.bytes(size)}</span>
        {side === 'incoming' && (
          <button
            type="submit"
            class="button"
            form="worker-pictures-form"
            name="stored"
            value={path}
            aria-label={text.processOne(name)}
          >
            {text.process}
          </button>
        )}
        <a class="button" href={`${pictureAddress(side, path)}?download`} download={name}>
          <span aria-hidden="true">↓</span>
          <span class="unseen">
            {text.download} {name}
          </span>
        </a>
      </span>
    </li>
  );
}
