import { HTTPException } from 'hono/http-exception';
import type { Depths, Desk } from '../desk/desk.ts';
import type { Status } from '../desk/status.ts';
import type { WorkerSpec } from '../settings.ts';

/** The place, what is offered there, and how much the queue holds. A place out of reach is no failure here. */
export async function statusOf(desk: Desk, { numbers, images }: WorkerSpec): Promise<Status> {
  const [place, found] = await Promise.all([placeOf(desk), depthOf(desk)]);
  return {
    place,
    ...found,
    worker: desk.presence(),
    numbers,
    presets: images?.presets ?? null,
    default: images?.default ?? null,
  };
}

/** The place, which needs nothing to answer; null where it cannot even be opened. */
export async function placeOf(desk: Desk): Promise<Status['place']> {
  try {
    const { kind, title, requests, replies } = await desk.place();
    return { kind, title, requests: requests.name, replies: replies.name };
  } catch (error) {
    if (error instanceof HTTPException) return null;
    throw error;
  }
}

async function depthOf(desk: Desk): Promise<Pick<Status, 'depth' | 'problem'>> {
  try {
    return { depth: figuresOf(await desk.depths()) };
  } catch (error) {
    if (error instanceof HTTPException) return { depth: null, problem: error.message };
    throw error;
  }
}

function figuresOf({ requests, dead }: Depths): NonNullable<Status['depth']> {
  const { waiting, inFlight, delayed } = requests;
  // Nobody takes dead letters: those in flight are looked at just now.
  const letters = dead ? dead.waiting + dead.inFlight + dead.delayed : null;
  // A queue may be set up to hold jobs back for a while.
  return { waiting: waiting + delayed, inHand: inFlight, dead: letters };
}
