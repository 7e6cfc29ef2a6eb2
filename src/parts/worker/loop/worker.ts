import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf, UserError } from '../../../base/error.ts';
import { asDeadLetter } from '../../../queue/move.ts';
import { offload, onload } from '../../../queue/pointer.ts';
import type { Message, Queue } from '../../../queue/queue.ts';
import type { Store } from '../../../store/store.ts';
import { type Answer, failureAnswer, fromRecord, reasonOf, toRecord } from '../job/answer.ts';
import { answerId, type Envelope, envelopeOf } from '../job/envelope.ts';
import { type Job, Refusal } from '../job/job.ts';
import { parseJob } from '../job/parse.ts';
import { BEAT_MS, type Ledger } from '../ledger/ledger.ts';
import { batcher } from './batcher.ts';
import { type Counters, startCounters } from './counters.ts';
import type { Entry, Write } from './journal.ts';
import { leases } from './leases.ts';
import { startPolls } from './poll.ts';
import { retryDelay } from './retry.ts';

/** What a worker works with. */
export interface WorkerOptions {
  requests: Queue;
  replies: Queue;
  /** Where jobs go that nobody can do; undefined: nowhere, and they are answered all the same. */
  deadLetters: Queue | undefined;
  /** The queue that a client has named for its answers, or undefined when none may have the name. */
  replyTo?: (name: string) => Queue | undefined;
  /** Where large bodies travel. */
  bucket?: Store | undefined;
  ledger: Ledger;
  /** What is done at once, without waiting; undefined for a job that takes longer. */
  quick?: (job: Job) => Answer | undefined;
  /** What takes longer. Throws a `Refusal` for what cannot succeed, anything else for what may. */
  work: (job: Job) => Promise<Answer>;
  journal?: Write;
  /** How many jobs are at work at once. Default: 400; those that need the processor limit themselves. */
  concurrency?: number;
  /** How many requests for messages go side by side when there are many. Default: 4. */
  pollers?: number;
  /** For how long a message is hidden that this worker does not extend any more. Default: 30. */
  leaseSeconds?: number;
  /** How often a job is tried that fails and may succeed. Default: 5. */
  tries?: number;
  /** How long the first retry waits at most. Default: 2. */
  retrySeconds?: number;
}

export interface RunningWorker {
  readonly counters: Counters;
  metrics(): string;
  /** How many messages are in hand. */
  inFlight(): number;
  /**
   * Takes no more, gives back what was not begun, finishes the rest, and gives back after
   * `deadlineMs` what could not be. True when nothing was left over.
   */
  stop(deadlineMs: number): Promise<boolean>;
}

/** A job that so many workers have begun and none has finished is what kills them. */
const MOST_TIMES = 10;

/** Starts to take jobs from a queue. */
export function startWorker(options: WorkerOptions): RunningWorker {
  const { requests, replies, deadLetters, replyTo, bucket, ledger, quick, work, journal } = options;
  const { concurrency = 400, pollers = 4, leaseSeconds = 30, tries = 5, retrySeconds = 2 } = options;
  const counters = startCounters();
  const { counts } = counters;
  const held = leases(requests, leaseSeconds, () => counts.lost++);
  const since = new Map<Message, number>();
  /** The jobs that are this worker's, by the messages that they came in. */
  const claims = new Map<Message, string>();
  const waiting: Message[] = [];
  const working = new Set<Promise<void>>();
  const stopping = new AbortController();
  /** Those who wait until there is room for more. */
  const freed: (() => void)[] = [];
  let isStopped = false;

  const beats = setInterval(() => ledger.beat().catch(fault), BEAT_MS);
  const inLedger = { enough: 200, waitMs: 5, lanes: 4 };
  const claim = batcher(ledger.claim, inLedger);
  const record = batcher(ledger.record, inLedger);
  const markSent = batcher(async (asks: { job: string; ask: string }[]) => {
    await ledger.sent(asks);
    return [];
  }, inLedger);
  const remove = batcher(requests.delete, { enough: 10, waitMs: 10, lanes: 8 });
  const hide = batcher(requests.hide, { enough: 10, waitMs: 10, lanes: 4 });
  const senders = new WeakMap<Queue, ReturnType<typeof senderOf>>();
  const senderOf = (queue: Queue) => batcher(queue.send, { enough: 10, waitMs: 10, lanes: 8 });
  function send(queue: Queue) {
    const known = senders.get(queue) ?? senderOf(queue);
    senders.set(queue, known);
    return known;
  }

  function fault(error: unknown): void {
    counts.faults++;
    note({ outcome: 'fault', detail: messageOf(error) });
  }

  function note(entry: Omit<Entry, 'at'>): void {
    journal?.({ at: new Date().toISOString(), ...entry });
  }

  function take(messages: readonly Message[]): void {
    counts.received += messages.length;
    held.hold(messages);
    const now = performance.now();
    for (const message of messages) since.set(message, now);
    waiting.push(...messages);
    next();
  }

  function next(): void {
    while (working.size < concurrency && !stopping.signal.aborted) {
      const message = waiting.shift();
      if (!message) return;
      const run: Promise<void> = handle(message).finally(() => {
        working.delete(run);
        next();
        freed.shift()?.();
      });
      working.add(run);
    }
  }

  /** Deals with a message; never throws. */
  async function handle(message: Message): Promise<void> {
    try {
      await answer(message);
    } catch (error) {
      fault(error);
      await giveBack(message, retryDelay(message.receives, retrySeconds)).catch(fault);
    }
  }

  async function answer(message: Message): Promise<void> {
    const { envelope, body, early } = await read(message);
    const { job, ask } = envelope;
    const claimed = await claim({ job, ask, ...(early && { answer: toRecord(early) }) });
    if (claimed.state === 'busy') {
      counts.busy++;
      return giveBack(message, busyDelay());
    }
    if (claimed.state === 'sent') {
      counts.repeats++;
      return finish(message);
    }
    claims.set(message, job);
    let toSend = claimed.answer;
    if (toSend === undefined) {
      const made = await make(message, envelope, body, claimed.times);
      // It has been put off.
      if (made === undefined) return;
      toSend = await record({ job, answer: toRecord(made) });
      // This worker was taken for dead, and the job is another's by now.
      if (toSend === undefined) return giveBack(message, busyDelay());
    }
    await reply(message, envelope, fromRecord(toSend));
  }

  /** What stands in a message, with the answer where that needs no waiting. */
  async function read(message: Message): Promise<Content> {
    try {
      const body = await onload(message.body, bucket);
      const envelope = envelopeOf(message, body);
      return { envelope, body, early: soon(envelope, body) };
    } catch (error) {
      // The bucket may answer the next time.
      if (!(error instanceof UserError) || message.receives < tries) throw error;
      const envelope = envelopeOf(message, message.body);
      const failure = { code: 'unreadable' as const, message: error.message };
      return { envelope, body: message.body, early: failureAnswer(envelope, failure) };
    }
  }

  /** The answer to what is done at once, and to what cannot be read. */
  function soon(envelope: Envelope, body: string): Answer | undefined {
    try {
      return quick?.(parseJob(body, envelope.id));
    } catch (error) {
      if (error instanceof Refusal) return failureAnswer(envelope, error);
      throw error;
    }
  }

  /** The answer to what takes longer; undefined when the job has been put off. */
  async function make(
    message: Message,
    envelope: Envelope,
    body: string,
    times: number,
  ): Promise<Answer | undefined> {
    const gaveUp = (text: string) => failureAnswer(envelope, { code: 'gave-up', message: text });
    if (times > MOST_TIMES) return gaveUp(`It was begun ${MOST_TIMES} times and never finished.`);
    try {
      return await work(parseJob(body, envelope.id));
    } catch (error) {
      if (error instanceof Refusal) return failureAnswer(envelope, error);
      const reason = messageOf(error);
      if (times >= tries) return gaveUp(`It was tried ${times} times, and at last: ${reason}`);
      counts.retries++;
      note({ outcome: 'retry', kind: envelope.kind, id: envelope.id, detail: reason });
      await giveBack(message, retryDelay(times, retrySeconds));
      return undefined;
    }
  }

  async function reply(message: Message, envelope: Envelope, { body, outcome }: Answer): Promise<void> {
    const { job, ask, id } = envelope;
    if (outcome === 'dead' && deadLetters) {
      check(await send(deadLetters)(asDeadLetter(message, reasonOf(body))));
    }
    const attributes = { id, answer: answerId(envelope) };
    const queue = envelope.replyTo === undefined ? replies : replyTo?.(envelope.replyTo);
    const large = await offload(body, bucket);
    const outcomeOfSend = queue
      ? await send(queue)({ body: large, attributes, dedupeId: attributes.answer }).catch(
          (error: Error) => error,
        )
      : new UserError(`No answer may be sent to the queue ${envelope.replyTo}.`);
    if (outcomeOfSend !== undefined) {
      // The client has gone with its queue, or never had one: nobody waits for this any more.
      const isGone = queue !== replies && /^(There is no queue|No answer may)/.test(outcomeOfSend.message);
      if (!isGone) throw outcomeOfSend;
      counts.undeliverable++;
    }
    await markSent({ job, ask });
    counts[outcome]++;
    const ms = performance.now() - (since.get(message) ?? 0);
    counters.took(ms);
    note({ outcome, kind: envelope.kind, id, message: message.id, ms: Math.round(ms * 10) / 10 });
    await finish(message);
  }

  async function finish(message: Message): Promise<void> {
    await held.settle(message);
    since.delete(message);
    claims.delete(message);
    // Who has it now finds that it was answered, and deletes it.
    if (await remove(message.receipt)) counts.lost++;
  }

  async function giveBack(message: Message, seconds: number): Promise<void> {
    await held.settle(message);
    since.delete(message);
    const job = claims.get(message);
    claims.delete(message);
    // Before the message shows, or who gets it would find the job taken.
    if (job !== undefined) await ledger.release([job]);
    await hide({ receipt: message.receipt, seconds: Math.ceil(seconds) });
  }

  const polled = startPolls(requests, {
    pollers,
    visibilitySeconds: leaseSeconds,
    room: () => concurrency - working.size - waiting.length,
    freed: () => new Promise((resolve) => freed.push(resolve)),
    take,
    fault,
    signal: stopping.signal,
  });
  return {
    counters,
    inFlight: () => since.size,
    metrics() {
      const now = performance.now();
      const oldest = Math.min(now, ...since.values());
      return counters.metrics({ inFlight: since.size, oldestMs: now - oldest });
    },
    async stop(deadlineMs) {
      if (isStopped) return true;
      isStopped = true;
      const deadline = sleep(deadlineMs, 'late' as const, { ref: true });
      stopping.abort();
      for (const resolve of freed) resolve();
      const back = waiting.splice(0);
      await Promise.all(back.map((message) => giveBack(message, 0).catch(fault)));
      await polled();
      const late = waiting.splice(0);
      await Promise.all(late.map((message) => giveBack(message, 0).catch(fault)));
      await Promise.race([Promise.all(working), deadline]);
      const rest = held.held();
      await Promise.all(rest.map((message) => giveBack(message, 0).catch(fault)));
      counts.givenBack += back.length + late.length + rest.length;
      clearInterval(beats);
      held.stop();
      await ledger.close();
      return rest.length === 0;
    },
  };
}

/** In seconds: until then whoever is at the job has answered it, or is seen to be dead. */
function busyDelay(): number {
  return 4 + 3 * Math.random();
}

/** A message that has been read. */
interface Content {
  envelope: Envelope;
  body: string;
  early: Answer | undefined;
}

function check(outcome: Error | undefined): void {
  if (outcome) throw outcome;
}
