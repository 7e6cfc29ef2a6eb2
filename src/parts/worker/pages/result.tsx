import type { Reader } from '../../../language/reader.ts';
import { Compared, Slider } from '../../compare/compare.tsx';
import { isShown } from '../desk/formats.ts';
import { type Made, pictureAddress } from '../desk/pictures.ts';
import type { Failed } from './answer.tsx';
import { shortName, timeText } from './texts.ts';

/** What became of a picture. */
export type Outcome = { name: string } & ({ made: Made } | { failure: Failed });

/** A picture before and after, with what it measures; or why there is none. */
export function Result({ reader, outcome }: { reader: Reader; outcome: Outcome }) {
  return (
    <li class="panel worker-result">
      <h4>{outcome.name}</h4>
      {'made' in outcome ? (
        <Done reader={reader} made={outcome.made} />
      ) : (
        <p class="worker-problem" {...(outcome.failure.isEnglish && { lang: 'en' })}>
          {outcome.failure.sentence}
        </p>
      )}
    </li>
  );
}

function Done({ reader, made }: { reader: Reader; made: Made }) {
  const text = reader.text.worker.pictures;
  const { source, name, width, height, size, sizeBefore, warnings, ms } = made;
  const title = shortName(name);
  const after = pictureAddress('outgoing', name);
  return (
    <>
      {isShown(source) && isShown(name) ? (
        <>
          <div class="compare worker-compare">
            <Compared
              text={text}
              after={<img src={after} alt={`${title}: ${text.after}`} width={width} height={height} />}
              before={<img src={pictureAddress('incoming', source)} alt={`${title}: ${text.before}`} />}
            />
          </div>
          <Slider text={text} />
        </>
      ) : (
        <p class="quiet">{text.unshown}</p>
      )}
      <p class="quiet">
        {[
          text.size(reader.number(width), reader.number(height)),
          text.bytes(reader.bytes(sizeBefore), reader.bytes(size)),
          text.took(timeText(reader, ms)),
        ].join(' · ')}
      </p>
      {warnings.map((warning) => (
        <p key={warning} class="quiet" lang="en">
          {warning}
        </p>
      ))}
      <p>
        <a class="button" href={`${after}?download`} download={title}>
          {text.download}
          <span class="unseen"> {title}</span>
        </a>
      </p>
    </>
  );
}
