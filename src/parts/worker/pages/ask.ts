import { HTTPException } from 'hono/http-exception';
import type { Reader } from '../../../language/reader.ts';
import type { Desk } from '../desk/desk.ts';
import { askNumbers, LARGEST_LIST, readList } from '../desk/numbers.ts';
import { findPicture, LARGEST_PICTURE, processStored, processUpload, uploadName } from '../desk/pictures.ts';
import type { WorkerSpec } from '../settings.ts';
import type { Failed } from './answer.tsx';
import { drawList, readyList } from './lists.ts';
import type { Outcome } from './result.tsx';
import { shortName } from './texts.ts';
import type { Asked } from './worker-page.tsx';

/** A longer list is not sent back to stand in its field. */
const LONGEST_SHOWN = 200_000;

/** How long the page waits for an answer. */
const NUMBERS_MS = 60_000;
const PICTURE_MS = 120_000;

/** How many pictures of one form are on their way at once. */
const SIDE_BY_SIDE = 4;

/** Asks for the list that a form brings: typed, of a file, ready-made or random. */
export async function askForList(
  desk: Desk,
  reader: Reader,
  form: FormData,
  signal: AbortSignal,
): Promise<Asked> {
  const text = reader.text.worker.numbers;
  const [count, seed] = [textIn(form, 'count') || '50', textIn(form, 'seed')];
  let list = textIn(form, 'list');
  const fields = () => ({ list: list.length > LONGEST_SHOWN ? '' : list, count, seed });
  const refuse = (sentence: string): Asked => ({
    fields: fields(),
    answered: { failure: { sentence, isEnglish: false } },
  });
  try {
    let drawn: number | undefined;
    const make = textIn(form, 'make');
    if (make === 'ready') list = readyList;
    else if (make === 'random') ({ text: list, seed: drawn } = drawList(count, seed));
    else {
      const file = form.get('file');
      if (file instanceof File && file.size > 0) list = await file.text();
      if (list.trim() === '') return refuse(text.noList);
      if (list.length > LARGEST_LIST) return refuse(text.tooLarge(String(LARGEST_LIST / 1e6)));
    }
    const values = readList(list);
    const answer = await askNumbers(desk, values, { timeoutMs: NUMBERS_MS, signal });
    return { fields: fields(), answered: { list: values, answer, seed: drawn } };
  } catch (error) {
    return { fields: fields(), answered: { failure: failedBy(error) } };
  }
}

/** Asks for the work on the pictures that a form brings, or names. */
export async function askForPictures(
  desk: Desk,
  reader: Reader,
  { presets, default: usual }: NonNullable<WorkerSpec['images']>,
  form: FormData,
  signal: AbortSignal,
): Promise<Asked> {
  const text = reader.text.worker.pictures;
  const named = textIn(form, 'preset');
  const preset = Object.hasOwn(presets, named) ? named : usual;
  const waiting = { timeoutMs: PICTURE_MS, signal };
  const stored = textIn(form, 'stored');
  if (stored !== '') {
    const outcome = await outcomeOf(shortName(stored), async () => {
      const { found } = await findPicture(desk, 'incoming', stored);
      return processStored(desk, stored, found.size, preset, waiting);
    });
    return { preset, outcomes: [outcome] };
  }
  const files = form.getAll('picture').filter((file) => file instanceof File && file.size > 0) as File[];
  if (files.length === 0) return { preset, failure: text.none };
  const outcomes: Outcome[] = [];
  const work = async (file: File): Promise<Outcome> => {
    const name = uploadName(file.name);
    if (file.size > LARGEST_PICTURE) {
      return { name, failure: { sentence: text.tooLarge(String(LARGEST_PICTURE / 1e6)), isEnglish: false } };
    }
    return outcomeOf(name, async () => {
      const body = Buffer.from(await file.arrayBuffer());
      return processUpload(desk, { name, body }, preset, waiting);
    });
  };
  for (let at = 0; at < files.length; at += SIDE_BY_SIDE) {
    outcomes.push(...(await Promise.all(files.slice(at, at + SIDE_BY_SIDE).map(work))));
  }
  return { preset, outcomes };
}

async function outcomeOf(
  name: string,
  work: () => Promise<Extract<Outcome, { made: unknown }>['made']>,
): Promise<Outcome> {
  try {
    return { name, made: await work() };
  } catch (error) {
    return { name, failure: failedBy(error) };
  }
}

/** What went wrong for reasons that somebody can mend; a bug goes on. */
function failedBy(error: unknown): Failed {
  if (error instanceof HTTPException) return { sentence: error.message, isEnglish: true };
  throw error;
}

function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
