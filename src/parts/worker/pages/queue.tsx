import type { Reader } from '../../../language/reader.ts';
import type { Status } from '../desk/status.ts';

/** How the queue stands; undefined while nothing is known yet. */
export interface QueueProps {
  reader: Reader;
  status: Status | undefined;
  /** Known as soon as it is opened, whether it answers or not. */
  place: Status['place'] | undefined;
  /** The command line that starts a worker. */
  start: string;
}

const figures = ['waiting', 'inHand', 'dead'] as const;

/** How much the queue holds, where it is, and whether a worker answers; the script keeps it up to date. */
export function Queue({ reader, status, place, start }: QueueProps) {
  const text = reader.text.worker.queue;
  const presence = status?.worker ?? 'unknown';
  return (
    <section
      id="worker-queue"
      class="panel worker-queue"
      aria-labelledby="worker-queue-title"
      data-presence={presence}
      data-here={text.presence.here}
      data-answers={text.presence.answers}
      data-silent={text.presence.silent}
      data-unknown={text.presence.unknown}
    >
      <div class="worker-queue-head">
        <h2 id="worker-queue-title">{text.title}</h2>
        <p class="worker-presence">
          <span>{text.presence[presence]}</span> <small class="worker-start">{text.start(start)}</small>
        </p>
      </div>
      <Problem reader={reader} problem={status?.problem} />
      <p class="quiet" id="worker-pending" hidden={status !== undefined}>
        {text.pending}
      </p>
      <dl class="worker-figures">
        {figures.map((figure) => {
          const count = status?.depth?.[figure];
          return (
            <div key={figure}>
              <dt>{text[figure]}</dt>
              <dd data-figure={figure}>{typeof count === 'number' ? reader.number(count) : '–'}</dd>
            </div>
          );
        })}
      </dl>
      <svg
        class="worker-line"
        role="img"
        aria-label={text.line}
        viewBox="0 0 300 40"
        preserveAspectRatio="none"
      >
        <title>{text.line}</title>
        <path class="worker-line-area" />
        <path class="worker-line-edge" vector-effect="non-scaling-stroke" />
      </svg>
      <PlaceLine reader={reader} place={place} />
    </section>
  );
}

/** Why the queue cannot be reached, and that the rest of the app works. */
function Problem({ reader, problem }: { reader: Reader; problem: string | undefined }) {
  const text = reader.text.worker.queue;
  return (
    <div class="worker-problem" id="worker-problem" hidden={problem === undefined}>
      <p>
        <strong>{text.problem}</strong>
      </p>
      <p lang="en">{problem}</p>
      <p class="quiet">{text.rest}</p>
    </div>
  );
}

function PlaceLine({ reader, place }: { reader: Reader; place: Status['place'] | undefined }) {
  if (!place) return null;
  const text = reader.text.worker.queue;
  return (
    <p class="quiet worker-place">
      {place.kind === 'embedded' ? (
        <>
          {text.embedded}, <code>{place.title}</code>
        </>
      ) : (
        place.title
      )}
      {' · '}
      {text.queues(place.requests, place.replies)}
    </p>
  );
}
