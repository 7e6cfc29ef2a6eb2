import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { openQueues } from '../../src/queue/open.ts';
import type { Message, Queue } from '../../src/queue/queue.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { startChild, stopChild } from './children.ts';
import { fractions, soakJobs, writePictures } from './jobs.ts';
import type { SoakPlace, SoakWorker } from './worker.ts';

export interface SoakOptions extends SoakPlace {
  jobs: number;
  /** How many messages nobody can do. */
  poison: number;
  /** How often a worker is killed. */
  kills: number;
  seed: number;
  /** Begins the names of the queues. */
  name: string;
}

/** What came of a soak; `lost`, `twice`, `wrong` and `left` ought to be 0. */
export interface SoakReport {
  jobs: number;
  /** How many of them are about pictures. */
  pictures: number;
  /** Jobs without an answer. */
  lost: number;
  /** Jobs with more than one answer in the queue. */
  twice: number;
  /** Answers that are not what they ought to be, or to nothing that was asked. */
  wrong: number;
  /** Messages in the queues of dead letters, and how many different ones. */
  deadLetters: number;
  differentDeadLetters: number;
  /** Messages that are still in the queue of requests. */
  left: number;
  sent: number;
  kills: number;
  /** Jobs that a worker had in its hands when it was killed, where the ledger can tell. */
  takenOver: number | undefined;
  seconds: number;
}

/** A worker takes so long to be known for dead, and its messages so long to come back. */
const LIFE_MS = 3_000;
const LEASE_SECONDS = 4;
/** Nothing happens for so long when all is over. */
const QUIET_MS = 8_000;

/**
 * Sends jobs, a tenth of them twice, to two workers that are killed again and again, and counts
 * what comes back.
 */
export async function soak(options: SoakOptions): Promise<SoakReport> {
  const started = Date.now();
  const queues = openQueues(options.queues);
  const names = {
    // Like that for the answers, one that can tell copies; SQS itself has another for what it gives up.
    letters: `${options.name}-letters.fifo`,
    dead: `${options.name}-dead`,
    requests: `${options.name}-requests`,
    replies: `${options.name}-replies.fifo`,
  };
  await queues.create(names.dead);
  await queues.create(names.letters);
  await queues.create(names.replies);
  await queues.create(names.requests, { deadLetters: names.dead });
  const requests = queues.open(names.requests);
  const replies = queues.open(names.replies);

  const random = fractions(options.seed + 1);
  const { messages, expected, pictures } = soakJobs(options);
  const { address, ...s3 } = options.bucket;
  const bucket = openStore(address, s3);
  await writePictures(bucket.at('in/'));
  const { queues: place, ledger } = options;
  const argument: SoakWorker = {
    queues: place,
    bucket: options.bucket,
    ledger,
    requests: names.requests,
    replies: names.replies,
    deadLetters: names.letters,
    leaseSeconds: LEASE_SECONDS,
    lifeMs: LIFE_MS,
  };
  const workers = [startChild(argument), startChild(argument)];
  const answers = new Map<string, string[]>();
  let quietSince = Date.now();
  let kills = 0;

  /** Sends the jobs in as many parts as there are kills, and kills while the workers are at each. */
  async function sendAndKill(): Promise<void> {
    const part = Math.max(1, Math.floor(messages.length / Math.max(1, options.kills)));
    for (let at = 0; at < messages.length; at += part) {
      await Promise.all(workers.map(({ ready }) => ready));
      for (const outcome of await requests.send(messages.slice(at, at + part))) if (outcome) throw outcome;
      if (kills === options.kills) continue;
      // Some time between the first and the last of them.
      const left = random() * part;
      for (let waits = 0; (await requests.depth()).waiting > left && waits < 500; waits++) await sleep(2);
      const place = kills++ % workers.length;
      workers[place]?.child.kill('SIGKILL');
      workers[place] = startChild(argument);
    }
  }

  const isOver = async () => {
    if (answers.size < expected.size || Date.now() - quietSince < QUIET_MS) return false;
    const { waiting, inFlight, delayed } = await requests.depth();
    return waiting + inFlight + delayed === 0;
  };
  try {
    let broken = false;
    const sending = sendAndKill();
    sending.catch(() => {
      broken = true;
    });
    while (!broken && !(await isOver())) {
      // So long is nothing but a fault: then the report tells of what was lost.
      if (Date.now() - quietSince > 90_000) break;
      const messages = await take(replies);
      for (const { body, attributes } of messages) {
        const id = attributes['id'] ?? '';
        answers.set(id, [...(answers.get(id) ?? []), body]);
        quietSince = Date.now();
      }
      await replies.delete(messages.map(({ receipt }) => receipt));
    }
    await sending;
  } finally {
    await Promise.all(workers.map(stopChild));
  }
  const dead = [...(await all(queues.open(names.letters))), ...(await all(queues.open(names.dead)))];
  const { waiting, inFlight, delayed } = await requests.depth();
  queues.close();
  return {
    jobs: expected.size,
    pictures,
    lost: [...expected.keys()].filter((id) => !answers.has(id)).length,
    twice: [...answers.values()].filter(({ length }) => length > 1).length,
    wrong: await wrongOf(answers, expected, bucket.at('out/')),
    deadLetters: dead.length,
    differentDeadLetters: new Set(dead.map(({ attributes }) => attributes['id'])).size,
    left: waiting + inFlight + delayed,
    sent: messages.length,
    kills,
    takenOver: takenOver(options.ledger),
    seconds: (Date.now() - started) / 1000,
  };
}

/** How many answers are wrong; the name of a picture is wrong when there is no such result. */
async function wrongOf(
  answers: Map<string, string[]>,
  expected: Map<string, string>,
  outgoing: Store,
): Promise<number> {
  const made = new Set<string>();
  for await (const { path } of outgoing.list()) made.add(path);
  return [...answers].filter(([id, bodies]) => {
    const isMissing = (body: string) => /^\d+\.png$/.test(body) && !made.has(body);
    const start = expected.get(id);
    return bodies.some((body) => start === undefined || !body.startsWith(start) || isMissing(body));
  }).length;
}

function take(queue: Queue): Promise<Message[]> {
  return queue.receive({ max: 10, waitSeconds: 1, visibilitySeconds: 60 });
}

/** All messages of a queue, which has no other readers. */
async function all(queue: Queue): Promise<Message[]> {
  const found: Message[] = [];
  for (;;) {
    const messages = await queue.receive({ max: 10, visibilitySeconds: 600 });
    if (messages.length === 0) return found;
    found.push(...messages);
  }
}

/** How many jobs had been begun by a worker that died, by a ledger in a file. */
function takenOver(ledger: SoakPlace['ledger']): number | undefined {
  if (ledger === 'bucket') return undefined;
  const database = new DatabaseSync(ledger.file, { readOnly: true });
  const row = database.prepare('SELECT count(*) AS count FROM jobs WHERE times > 1').get();
  database.close();
  return Number(row?.['count']);
}
