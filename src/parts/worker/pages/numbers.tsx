import type { Reader } from '../../../language/reader.ts';
import { LARGEST_LIST } from '../desk/numbers.ts';
import { Answer, type Answered } from './answer.tsx';
import { mostRandom } from './lists.ts';

/** What stands in the fields. */
export interface NumbersFields {
  list: string;
  count: string;
  seed: string;
}

interface NumbersProps {
  reader: Reader;
  fields: NumbersFields;
  answered?: Answered | undefined;
}

const ACTION = '/worker/numbers#worker-answer';

/** Where a list is typed, dropped or drawn, and what a worker says of it. */
export function Numbers({ reader, fields, answered }: NumbersProps) {
  const text = reader.text.worker.numbers;
  const megabytes = String(LARGEST_LIST / 1e6);
  return (
    <section id="worker-numbers" aria-labelledby="worker-numbers-title">
      <div class="heading">
        <h2 id="worker-numbers-title">{text.title}</h2>
        <p>{text.intro}</p>
      </div>
      <div
        class="panel worker-asking"
        data-limit={LARGEST_LIST}
        data-too-large={text.tooLarge(megabytes)}
        data-under-way={text.underWay}
      >
        <form class="worker-typed" method="post" action={ACTION} enctype="multipart/form-data">
          <input type="hidden" name="make" value="typed" />
          <label class="field">
            <span>{text.list}</span>
            <textarea name="list" rows={7} spellcheck={false} autocomplete="off">
              {fields.list}
            </textarea>
            <small>{text.listHint}</small>
          </label>
          <div class="worker-line-of-fields">
            <label class="field">
              <span>{text.file}</span>
              <input type="file" name="file" accept=".txt,.csv,.tsv,.dat,text/plain,text/csv" />
            </label>
            <button type="submit" class="button main">
              {text.ask}
            </button>
          </div>
        </form>
        <div class="worker-made">
          <h3>{text.ready}</h3>
          <form method="post" action={ACTION} enctype="multipart/form-data">
            <input type="hidden" name="make" value="ready" />
            <button type="submit" class="button">
              {text.readyAsk}
            </button>
          </form>
          <form class="worker-random" method="post" action={ACTION} enctype="multipart/form-data">
            <input type="hidden" name="make" value="random" />
            <label class="field">
              <span>{text.count}</span>
              <input type="number" name="count" min="1" max={mostRandom} value={fields.count} required />
            </label>
            <label class="field">
              <span>{text.seed}</span>
              <input
                type="number"
                name="seed"
                min="0"
                max={Number.MAX_SAFE_INTEGER}
                value={fields.seed}
                aria-describedby="worker-seed-hint"
              />
            </label>
            <small id="worker-seed-hint">{text.seedHint}</small>
            <button type="submit" class="button">
              {text.randomAsk}
            </button>
          </form>
        </div>
      </div>
      <p class="worker-said" role="status" id="worker-numbers-said" />
      <div id="worker-answer" tabindex={-1}>
        {answered && <Answer reader={reader} answered={answered} />}
      </div>
    </section>
  );
}
