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
 * - `1`, `2`, ...: how often the job has been somebody's, and whose it is; who finds the last owner
 *   dead writes the next number
 * - `answer`: the answer
 * - `sent-...`: one for each answer that was sent
 *
 * All of them are written on the condition that they are not there yet, so of two workers one wins.
 * A job that is let go is written as the next number's, with no owner.
 * @param worker an id that no other worker has, nor ever had
 */
export function storeLedger(bucket: Store, worker: string, lifeMs = LIFE_MS): Ledger {
  const limit = pLimit(AT_ONCE);
  /** This worker's jobs: under which number, and how often they have been somebody's. */
  const mine = new Map<string, { number: number; times: number }>();

  /** Does all of them, whatever becomes of some; only then throws what has failed. */
  async function each<T, R>(things: readonly T[], work: (thing: T) => Promise<R>): Promise<R[]> {
    const settled = await Promise.allSettled(things.map((thing) => limit(() => work(thing))));
    return settled.map((outcome) => {
      if (outcome.status === 'rejected') throw outcome.reason;
      return outcome.value;
    });
  }

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
    const take = async (number: number, times: number) => {
      const isTaken = await put(`${folder}${number}`, `${times} ${worker}`);
      if (isTaken) mine.set(job, { number, times });
      return isTaken;
    };
    if (await take(1, 1)) {
      return { state: 'mine', answer: answer && (await first(folder, answer)), times: 1 };
    }
    if (await bucket.head(`${folder}${sentName(ask)}`)) return { state: 'sent' };
    let last = 0;
    for await (const { path } of bucket.list(folder)) {
      last = Math.max(last, Number(path.slice(folder.length)) || 0);
    }
    const [before = '0', owner = FREE] = (await read(`${folder}${last}`))?.split(' ') ?? [];
    if (owner !== FREE && owner !== worker && (await isAlive(owner))) return { state: 'busy' };
    const times = Number(before) + 1;
    if (!(await take(last + 1, times))) return { state: 'busy' };
    // The one before may have sent it between the first look and his death.
    if (await bucket.head(`${folder}${sentName(ask)}`)) {
      await release(job);
      return { state: 'sent' };
    }
    return {
      state: 'mine',
      answer: answer ? await first(folder, answer) : await read(`${folder}answer`),
      times,
    };
  }

  async function release(job: string): Promise<void> {
    const had = mine.get(job);
    if (!had) return;
    mine.delete(job);
    await put(`${folderOf(job)}${had.number + 1}`, `${had.times} ${FREE}`);
  }

  return {
    async claim(claims) {
      try {
        return await each(claims, claim);
      } catch (error) {
        // Nobody is told of those that went well, so nobody lets them go: they are taken anew.
        for (const { job } of claims) mine.delete(job);
        throw error;
      }
    },
    async record(answers) {
      return each(answers, async ({ job, answer }) => {
        const had = mine.get(job);
        if (!had || (await bucket.head(`${folderOf(job)}${had.number + 1}`))) return undefined;
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
