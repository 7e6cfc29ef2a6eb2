import type { Reader } from '../../../language/reader.ts';
import type { Status } from '../desk/status.ts';
import type { WorkerSpec } from '../settings.ts';
import type { Answered } from './answer.tsx';
import { Numbers, type NumbersFields } from './numbers.tsx';
import { Pictures } from './pictures.tsx';
import { Queue } from './queue.tsx';
import type { Outcome } from './result.tsx';
import type { StoredProps } from './stored.tsx';

/** What was asked of the page, and what came of it. */
export interface Asked {
  fields?: NumbersFields;
  answered?: Answered;
  preset?: string;
  outcomes?: Outcome[];
  /** Why no picture was worked on. */
  failure?: string;
}

interface WorkerPageProps {
  reader: Reader;
  spec: WorkerSpec;
  status: Status | undefined;
  place: Status['place'] | undefined;
  stored: StoredProps['stored'];
  /** The command line that starts a worker. */
  start: string;
  asked: Asked;
}

/** The page of the worker: how the queue stands, lists of numbers, and pictures. */
export function WorkerPage({ reader, spec, status, place, stored, start, asked }: WorkerPageProps) {
  const { numbers, images } = spec;
  const fields = asked.fields ?? { list: '', count: '50', seed: '' };
  return (
    <>
      <div class="heading">
        <h1>{reader.text.worker.tab}</h1>
        {numbers && images && (
          <p class="worker-jumps">
            <a href="#worker-numbers">{reader.text.worker.numbers.title}</a>
            <a href="#worker-pictures">{reader.text.worker.pictures.title}</a>
          </p>
        )}
      </div>
      <Queue reader={reader} status={status} place={place} start={start} />
      {numbers && <Numbers reader={reader} fields={fields} answered={asked.answered} />}
      {images && (
        <Pictures
          reader={reader}
          images={images}
          preset={asked.preset ?? images.default}
          outcomes={asked.outcomes ?? []}
          stored={stored}
          failure={asked.failure}
        />
      )}
    </>
  );
}
