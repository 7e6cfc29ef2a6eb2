import type { Reader } from '../../../language/reader.ts';
import { pictureExtensions } from '../desk/formats.ts';
import { LARGEST_PICTURE } from '../desk/pictures.ts';
import type { WorkerSpec } from '../settings.ts';
import { type Outcome, Result } from './result.tsx';
import { Stored, type StoredProps } from './stored.tsx';
import { stepsText } from './texts.ts';

interface PicturesProps {
  reader: Reader;
  images: NonNullable<WorkerSpec['images']>;
  /** The preset that is chosen. */
  preset: string;
  outcomes: Outcome[];
  stored: StoredProps['stored'];
  /** Why nothing was done at all. */
  failure?: string | undefined;
}

/** Where pictures are dropped, what was made of them, and what lies in the bucket. */
export function Pictures({ reader, images, preset, outcomes, stored, failure }: PicturesProps) {
  const text = reader.text.worker.pictures;
  const megabytes = String(LARGEST_PICTURE / 1e6);
  return (
    <section id="worker-pictures" aria-labelledby="worker-pictures-title">
      <div class="heading">
        <h2 id="worker-pictures-title">{text.title}</h2>
        <p>{text.intro}</p>
      </div>
      <form
        id="worker-pictures-form"
        class="panel worker-pictures-form"
        method="post"
        action="/worker/pictures#worker-results"
        enctype="multipart/form-data"
        data-limit={LARGEST_PICTURE}
        data-too-large={text.tooLarge(megabytes)}
        data-uploading={text.uploading}
        data-under-way={text.underWay}
        data-done={text.done('{}')}
        data-failed={text.failed('{}')}
        data-lost={text.lost}
      >
        <fieldset class="worker-presets">
          <legend>{text.what}</legend>
          {Object.entries(images.presets).map(([name, steps]) => (
            <label key={name} class="worker-preset">
              <input type="radio" name="preset" value={name} checked={name === preset} />
              <span>
                {name} {name === images.default && <small>({text.usual})</small>}
              </span>
              <small>
                <code>{stepsText(reader, steps)}</code>
              </small>
            </label>
          ))}
        </fieldset>
        <label class="worker-drop">
          <span>{text.drop}</span>
          <small>{text.dropHint(megabytes)}</small>
          <input type="file" name="picture" multiple accept={pictureExtensions} />
        </label>
        <button type="submit" class="button main worker-unscripted">
          {text.ask}
        </button>
      </form>
      <p class="worker-said" role="status" id="worker-pictures-said" />
      {failure !== undefined && <p class="worker-problem">{failure}</p>}
      <h3 class="unseen">{text.results}</h3>
      <ul id="worker-results" class="worker-results">
        {outcomes.map((outcome) => (
          <Result key={outcome.name} reader={reader} outcome={outcome} />
        ))}
      </ul>
      <Stored reader={reader} stored={stored} />
    </section>
  );
}
