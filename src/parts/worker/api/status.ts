import { HTTPException } from 'hono/http-exception';
import type { Depths, Desk } from '../desk/desk.ts';
import type { Status } from '../desk/status.ts';
import type { WorkerSpec } from '../settings.ts';

/** The place, what is offered there, and how much the queue holds. A place out of reach is no failure here. */
export async function statusOf(desk: Desk, { numbers, images }: WorkerSpec): Promise<Status> {
  const offered = { numbers, presets: images?.presets ?? null, default: images?.default ?? null };
  let place: Status['place'] = null;
  try {
    const { kind, title, requests, replies } = await desk.place();
    place = { kind, title, requests: requests.name, replies: replies.name };
    const depth = depthOf(await desk.depths());
    return { place, depth, worker: desk.presence(), ...offered };
  } catch (error) {
    if (!(error instanceof HTTPException)) throw error;
    return { place, depth: null, problem: error.message, worker: desk.presence(), ...offered };
  }
}

/** The same in the words of the page. */
export function depthOf({ requests, dead }: Depths): NonNullable<Status['depth']> {
  const { waiting, inFlight, delayed } = requests;
  // Nobody takes dead letters: those in flight are looked at just now.
  const letters = dead ? dead.waiting + dead.inFlight + dead.delayed : null;
  return { waiting, inHand: inFlight, putOff: delayed, dead: letters };
}
