import { HTTPException } from 'hono/http-exception';
import { UserError } from '../../../base/error.ts';
import type { Depth, Queue } from '../../../queue/queue.ts';
import type { Reply } from '../asking/reply.ts';
import type { Place } from '../place.ts';
import { presenceOf, type Seen } from './presence.ts';
import { asHttp } from './refused.ts';
import type { Presence } from './status.ts';

/** What the desk needs of an answer. */
export type DeskReply = Pick<Reply, 'body' | 'ms' | 'isError'>;

/** Who asks for jobs at a place: the client, or in tests what stands for it. */
export interface Asker {
  ask(body: string, options: { timeoutMs: number; signal: AbortSignal }): Promise<DeskReply>;
  close(): void | Promise<void>;
}

/** A worker of the app's own. */
export interface Helper {
  metrics(): string;
  stop(deadlineMs: number): Promise<boolean>;
}

/** What a desk is made of; nothing of it is asked for before somebody comes. */
export interface DeskOptions {
  openPlace(): Promise<Place>;
  openClient(place: Place): Asker | Promise<Asker>;
  /** Starts a worker at a place of this machine. */
  hire(place: Place): Promise<Helper>;
  /** Adds to an error what else can be tried. */
  explain?(error: unknown): unknown;
}

/** How many messages the queues hold. */
export interface Depths {
  requests: Depth;
  /** Undefined where there is no queue for them. */
  dead: Depth | undefined;
}

/**
 * Where pages and programs hand in jobs: opened by the first of them. Everything that goes wrong for
 * reasons outside of this program is thrown as an `HTTPException` with a sentence: 503 where the
 * place cannot be reached, 504 where no answer came in time.
 */
export interface Desk {
  place(): Promise<Place>;
  /** The answer to a job; it is waited for a minute unless said. */
  ask(body: string, options: { timeoutMs?: number | undefined; signal: AbortSignal }): Promise<DeskReply>;
  /** Of now, or of a second ago. */
  depths(): Promise<Depths>;
  presence(): Presence;
  /** What the app's own worker counts, for Prometheus; empty without one. */
  metrics(): string;
  close(): Promise<void>;
}

const ANSWER_MS = 60_000;
/** How long jobs in hand may take when the app is stopped. */
const STOP_MS = 5_000;
/** For how long depths are not asked for anew, however many look at them. */
const FRESH_MS = 900;

interface Opened {
  place: Place;
  client: Asker;
  worker: Helper | undefined;
}

/** Makes a desk. */
export function makeDesk(options: DeskOptions): Desk {
  const { openPlace, openClient, hire, explain = (error) => error } = options;
  let opened: Promise<Opened> | undefined;
  let isClosed = false;
  let dead: Promise<Queue | undefined> | undefined;
  let depths: { at: number; found: Promise<Depths> } | undefined;
  let helper: Helper | undefined;
  const seen: Seen = { hired: false };

  async function openAll(): Promise<Opened> {
    if (isClosed) throw new HTTPException(503, { message: 'The app is being stopped.' });
    const place = await openPlace();
    try {
      const client = await openClient(place);
      helper = place.kind === 'embedded' ? await hire(place) : undefined;
      seen.hired = helper !== undefined;
      return { place, client, worker: helper };
    } catch (error) {
      place.close();
      throw error;
    }
  }

  /** What could not be opened is tried anew the next time. */
  async function open(): Promise<Opened> {
    const attempt = opened ?? openAll();
    opened = attempt;
    try {
      return await attempt;
    } catch (error) {
      // Others that waited for the same attempt may have begun a new one.
      if (opened === attempt) opened = undefined;
      throw unreachable(explain(error));
    }
  }

  async function lookAtDepths(): Promise<Depths> {
    const { place } = await open();
    dead ??= place.requests.deadLetters();
    const [requests, letters] = await Promise.all([
      place.requests.depth(),
      dead.then((queue) => queue?.depth()),
    ]).catch((error: unknown) => {
      dead = undefined;
      throw unreachable(explain(error));
    });
    seen.depths = [{ ...requests }, ...(seen.depths ?? [])].slice(0, 3);
    return { requests, dead: letters };
  }

  return {
    place: async () => (await open()).place,
    async ask(body, { timeoutMs = ANSWER_MS, signal }) {
      const { client } = await open();
      const begin = performance.now();
      try {
        const reply = await client.ask(body, { timeoutMs, signal });
        seen.answered = Date.now();
        return reply;
      } catch (error) {
        if (signal.aborted)
          throw new HTTPException(503, { message: 'Nobody waits for the answer any more.' });
        if (performance.now() - begin < timeoutMs) throw unreachable(explain(error));
        seen.missed = Date.now();
        throw error instanceof UserError ? asHttp(504, error) : error;
      }
    },
    depths() {
      const now = performance.now();
      if (!depths || now - depths.at > FRESH_MS) {
        const asked = { at: now, found: lookAtDepths() };
        depths = asked;
        // Until it is known that nothing answers, nobody asks a second time.
        const settle = () => {
          asked.at = performance.now();
        };
        asked.at = Number.POSITIVE_INFINITY;
        asked.found.then(settle, settle);
      }
      return depths.found;
    },
    presence: () => presenceOf(seen),
    metrics: () => helper?.metrics() ?? '',
    async close() {
      isClosed = true;
      const all = await opened?.catch(() => undefined);
      if (!all) return;
      try {
        await all.client.close();
      } finally {
        try {
          await all.worker?.stop(STOP_MS);
        } finally {
          all.place.close();
        }
      }
    },
  };
}

/** What somebody can mend as an answer of 503; anything else as it is. */
function unreachable(error: unknown): unknown {
  return error instanceof UserError ? asHttp(503, error) : error;
}
