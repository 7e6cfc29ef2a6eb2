import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomNumbers } from '../../src/numbers/random.ts';
import { numberStatistics } from '../../src/numbers/statistics.ts';
import { openQueues } from '../../src/queue/open.ts';
import type { Message, Outgoing, Queue } from '../../src/queue/queue.ts';
import type { SoakWorker } from './worker.ts';

export interface SoakOptions {
  jobs: number;
  /** How many messages nobody can do. */
  poison: number;
  /** How often a worker is killed. */
  kills: number;
  seed: number;
  queues: SoakWorker['queues'];
  ledger: SoakWorker['ledger'];
  /** Begins the names of the queues. */
  name: string;
}

/** What came of a soak; `lost`, `twice`, `wrong` and `left` ought to be 0. */
export interface SoakReport {
  jobs: number;
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

  const random = fractions(options.seed);
  const expected = new Map<string, string>();
  const messages = jobsFor(options, expected, random);
  const argument: SoakWorker = {
    queues: options.queues,
    ledger: options.ledger,
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
    const part = Math.ceil(messages.length / Math.max(1, options.kills));
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
    lost: [...expected.keys()].filter((id) => !answers.has(id)).length,
    twice: [...answers.values()].filter(({ length }) => length > 1).length,
    wrong: [...answers].filter(([id, bodies]) => bodies.some((body) => !isRight(body, expected.get(id))))
      .length,
    deadLetters: dead.length,
    differentDeadLetters: new Set(dead.map(({ attributes }) => attributes['id'])).size,
    left: waiting + inFlight + delayed,
    sent: messages.length,
    kills,
    takenOver: takenOver(options.ledger),
    seconds: (Date.now() - started) / 1000,
  };
}

/** The messages, in a random order, and by the id of each job how its answer begins. */
function jobsFor(
  { jobs, poison, seed }: SoakOptions,
  expected: Map<string, string>,
  random: () => number,
): Outgoing[] {
  const messages: Outgoing[] = [];
  for (let number = 0; number < jobs; number++) {
    const id = `job-${number}`;
    const count = number % 50 === 49 ? 6_000 : 1 + Math.floor(random() * 30);
    const values = [...randomNumbers({ count, seed: seed + number, min: -1000, max: 1000, whole: true })];
    const { min, max, mean, median } = numberStatistics(values);
    let message: Outgoing;
    if (number % 10 === 3) {
      message = { body: `${values.join(',')},x${number}`, attributes: { id } };
      expected.set(id, `Wrong input: Number ${count + 1} of the list (line 1, column `);
    } else if (number % 2 === 0) {
      message = { body: values.join(','), attributes: { id } };
      expected.set(
        id,
        `The list minimum is : ${min}\nThe list maximum is : ${max}\nThe list average is : ${mean}\nThe list median is : ${median}`,
      );
    } else {
      message = { body: JSON.stringify({ id, kind: 'numbers', values }) };
      expected.set(id, `{"id":"${id}","kind":"numbers","statistics":{"count":${count},`);
    }
    messages.push(message);
    if (number % 10 === 0) messages.push(message);
  }
  for (let number = 0; number < poison; number++) {
    const id = `poison-${number}`;
    const body = number % 2 === 0 ? `{"id": "${id}", "kind":` : JSON.stringify({ id, kind: 'poison' });
    messages.push({ body, attributes: { id } });
    expected.set(id, `{"id":"${id}","error":{"code":"unreadable","message":"`);
  }
  return shuffled(messages, random);
}

function isRight(body: string, expected: string | undefined): boolean {
  return expected !== undefined && body.startsWith(expected);
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

interface Child {
  child: ChildProcess;
  /** When it takes jobs. */
  ready: Promise<unknown>;
}

function startChild(argument: SoakWorker): Child {
  const program = join(import.meta.dirname, 'worker.ts');
  const child = spawn(process.execPath, [program, JSON.stringify(argument)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const died = once(child, 'exit').then(([status]) => {
    if (status) throw new Error(`A worker did not start: status ${status}.`);
  });
  const ready = Promise.race([once(child.stdout, 'data'), died]);
  // Thrown where it is waited for.
  ready.catch(() => {});
  died.catch(() => {});
  return { child, ready };
}

async function stopChild({ child, ready }: Child): Promise<void> {
  await ready.catch(() => {});
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

/** How many jobs had been begun by a worker that died, by a ledger in a file. */
function takenOver(ledger: SoakWorker['ledger']): number | undefined {
  if (!('file' in ledger)) return undefined;
  const database = new DatabaseSync(ledger.file, { readOnly: true });
  const row = database.prepare('SELECT count(*) AS count FROM jobs WHERE times > 1').get();
  database.close();
  return Number(row?.['count']);
}

/** Numbers from 0 up to 1, the same for the same seed. */
function fractions(seed: number): () => number {
  const numbers = randomNumbers({ count: 100_000, seed, min: 0, max: 1 });
  let at = 0;
  return () => numbers[at++ % numbers.length] ?? 0;
}

function shuffled<T>(things: T[], random: () => number): T[] {
  return things
    .map((thing) => ({ thing, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ thing }) => thing);
}
