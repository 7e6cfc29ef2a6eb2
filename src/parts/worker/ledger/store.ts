import { text } from 'node:stream/consumers';
import pLimit from 'p-limit';
import { sha256 } from '../../../base/hash.ts';
import { AlreadyExistsError } from '../../../store/exists.ts';
import type { Store } from '../../../store/store.ts';
import { type Claim, type Claimed, type Ledger, LIFE_MS } from './ledger.ts';

/** How many jobs are asked about at once. */
const AT_ONCE = 32;

/**
 * A ledger in a bucket, for workers on several machines. For each job there is a folder with
 *
 * - `1`, `2`, ...: whose the job is; who finds the last owner dead writes the next number
 * - `answer`: the answer
 * - `sent-...`: one for each answer that was sent
 *
 * All of them are written on the condition that they are not there yet, so of two workers one wins.
 * A job that is let go is written as the next number's, with no owner.
 * @param worker an id that no other worker has, nor ever had
 */
export function storeLedger(bucket: Store, worker: string, lifeMs = LIFE_MS): Ledger {
  const limit = pLimit(AT_ONCE);
  const each = <T, R>(things: readonly T[], work: (thing: T) => Promise<R>) =>
    Promise.all(things.map((thing) => limit(() => work(thing))));
  /** The numbers under which this worker has its jobs. */
  const mine = new Map<string, number>();

  async function read(path: string): Promise<string | undefined> {
    // Asked for first, for a missing object is an error to those who may not list the bucket.
    return (await bucket.head(path)) === undefined ? undefined : text(await bucket.read(path));
  }

  /** Whether the object is new; false when it was there. */
  async function put(path: string, content: string): Promise<boolean> {
    try {
      await bucket.write(path, content, { ifAbsent: true });
      return true;
    } catch (error) {
      if (error instanceof AlreadyExistsError) return false;
      throw error;
    }
  }

  /** Records an answer, and gives the one that was recorded first. */
  async function first(folder: string, answer: string): Promise<string | undefined> {
    return (await put(`${folder}answer`, answer)) ? answer : read(`${folder}answer`);
  }

  async function beat(): Promise<void> {
    await bucket.write(workerPath(worker), worker);
  }

  /** By the clock of the bucket, for those of several machines differ. */
  async function isAlive(owner: string): Promise<boolean> {
    const [own, other] = await Promise.all([bucket.head(workerPath(worker)), bucket.head(workerPath(owner))]);
    if (!other) return false;
    const now = Math.max(own?.modified.getTime() ?? 0, other.modified.getTime());
    return now - other.modified.getTime() < lifeMs;
  }

  async function claim({ job, ask, answer }: Claim): Promise<Claimed> {
    const folder = folderOf(job);
    if (await put(`${folder}1`, worker)) {
      mine.set(job, 1);
      return { state: 'mine', answer: answer && (await first(folder, answer)), times: 1 };
    }
    if (await bucket.head(`${folder}${sentName(ask)}`)) return { state: 'sent' };
    if (mine.has(job)) return { state: 'busy' };
    let last = 0;
    for await (const { path } of bucket.list(folder)) {
      last = Math.max(last, Number(path.slice(folder.length)) || 0);
    }
    const owner = (await read(`${folder}${last}`)) ?? '';
    if (owner !== FREE && (await isAlive(owner))) return { state: 'busy' };
    if (!(await put(`${folder}${last + 1}`, worker))) return { state: 'busy' };
    mine.set(job, last + 1);
    // The one before may have sent it between the first look and his death.
    if (await bucket.head(`${folder}${sentName(ask)}`)) {
      await release(job);
      return { state: 'sent' };
    }
    const recorded = answer ? await first(folder, answer) : await read(`${folder}answer`);
    // Every second number is that of a job that was let go, or of an owner who died; both are few.
    return { state: 'mine', answer: recorded, times: last + 1 };
  }

  async function release(job: string): Promise<void> {
    const number = mine.get(job);
    if (number === undefined) return;
    mine.delete(job);
    await put(`${folderOf(job)}${number + 1}`, FREE);
  }

  return {
    async claim(claims) {
      return each(claims, claim);
    },
    async record(answers) {
      return each(answers, async ({ job, answer }) => {
        const number = mine.get(job);
        if (number === undefined || (await bucket.head(`${folderOf(job)}${number + 1}`))) return undefined;
        return first(folderOf(job), answer);
      });
    },
    async sent(asks) {
      await each(asks, async ({ job, ask }) => {
        await put(`${folderOf(job)}${sentName(ask)}`, worker);
        await release(job);
      });
    },
    async release(jobs) {
      await each(jobs, release);
    },
    beat,
    async close() {
      await bucket.delete(workerPath(worker));
    },
  };
}

/** Stands in the place of an owner. */
const FREE = '-';

function workerPath(worker: string): string {
  return `workers/${worker}`;
}

function folderOf(job: string): string {
  return `jobs/${job.slice(0, 2)}/${job}/`;
}

function sentName(ask: string): string {
  return `sent-${sha256(ask).slice(0, 16)}`;
}
