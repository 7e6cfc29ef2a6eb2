import { json } from 'node:stream/consumers';
import { hashOf } from '../../../base/hash.ts';
import { AlreadyExistsError } from '../../../store/exists.ts';
import type { Store } from '../../../store/store.ts';
import type { Answers } from '../answers/answers.ts';

type Unsent = ReturnType<Answers['unsent']>[number];

/** The program that sends, as it is noted in each object. */
export interface By {
  app: string;
  version: string;
}

/** What an object of the bucket holds: one version of one answer. */
export function objectOf(
  { form, id, number, version, done, values, created, changed, deleted }: Unsent,
  by: By,
) {
  return { form, id, number, version, done, values, created, changed, ...(deleted && { deleted }), by };
}

/**
 * Sends one version of an answer to `FORM/ID/VERSION.json`. What is there already is the same, for it
 * was sent before and the answer got lost on its way; if it is not, because another machine has
 * another such version, this one goes beside it, so that neither is lost.
 */
export async function sendVersion(store: Store, answer: Unsent, by: By, signal: AbortSignal): Promise<void> {
  const object = objectOf(answer, by);
  const body = `${JSON.stringify(object)}\n`;
  const options = { contentType: 'application/json', ifAbsent: true, signal };
  const path = `${answer.form}/${answer.id}/${answer.version}`;
  try {
    await store.write(`${path}.json`, body, options);
  } catch (error) {
    if (!(error instanceof AlreadyExistsError)) throw error;
    // Who may only write cannot look, and takes it for the same.
    const there = await store.read(`${path}.json`, { signal }).then(json, () => object);
    if (isSame(there, object)) return;
    const other = `${path}-${hashOf(contentOf(object)).slice(0, 12)}.json`;
    await store.write(other, body, options).catch((second) => {
      if (!(second instanceof AlreadyExistsError)) throw second;
    });
  }
}

function isSame(there: unknown, object: object): boolean {
  return hashOf(contentOf(there)) === hashOf(contentOf(object));
}

/** Without the program: a newer one sends the same answer. */
function contentOf(object: unknown): unknown {
  return typeof object === 'object' && object !== null ? { ...object, by: null } : object;
}
