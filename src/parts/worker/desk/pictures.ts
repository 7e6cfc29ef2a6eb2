import { randomBytes } from 'node:crypto';
import { HTTPException } from 'hono/http-exception';
import { UserError } from '../../../base/error.ts';
import { toSafeName } from '../../../base/names.ts';
import { mediaTypeOf } from '../../../image/formats.ts';
import type { Body, Store, StoredObject } from '../../../store/store.ts';
import { addressOf } from '../../address.ts';
import { whyWrongName } from '../job/name.ts';
import type { Side } from '../settings.ts';
import type { Desk } from './desk.ts';
import type { Waiting } from './numbers.ts';
import { answerIn, asHttp } from './refused.ts';

/** The most bytes that a picture may have here. */
export const LARGEST_PICTURE = 50_000_000;

/** What was made of a picture. */
export interface Made {
  /** The name of the picture in the incoming place, and that of the result in the outgoing one. */
  source: string;
  name: string;
  width: number;
  height: number;
  /** Bytes. */
  size: number;
  sizeBefore: number;
  warnings: string[];
  ms: number;
}

/** Pictures of a place. */
export interface Listing {
  pictures: StoredObject[];
  /** Whether there are more. */
  isCut: boolean;
}

/**
 * Puts a picture into the incoming place, below a folder of its own, and asks for the work. What a
 * worker refuses is taken away again.
 */
export async function processUpload(
  desk: Desk,
  picture: { name: string; body: Body },
  preset: string | undefined,
  waiting: Waiting,
): Promise<Made> {
  checkName(picture.name);
  const folder = `page-${randomBytes(5).toString('hex')}/`;
  const name = `${folder}${picture.name}`;
  const incoming = await storeOf(desk, 'incoming');
  const written = incoming.write(name, picture.body, {
    contentType: mediaTypeOf(name),
    signal: waiting.signal,
  });
  const { size } = await reach(written, waiting.signal);
  try {
    return await processStored(desk, name, size, preset, waiting);
  } catch (error) {
    if (!(error instanceof HTTPException)) throw error;
    if (error.status < 500) await incoming.delete(name).catch(() => undefined);
    // Nobody knows the folder but this program.
    const message = error.message.replaceAll(folder, '');
    throw new HTTPException(error.status, { message, cause: error });
  }
}

/** Asks for the work on a picture that lies in the incoming place. */
export async function processStored(
  desk: Desk,
  name: string,
  sizeBefore: number,
  preset: string | undefined,
  waiting: Waiting,
): Promise<Made> {
  const job = { kind: 'image', name, ...(preset !== undefined && { preset }) };
  const reply = await desk.ask(JSON.stringify(job), waiting);
  const answer = answerIn<Omit<Made, 'source' | 'sizeBefore' | 'ms'>>(reply);
  const { width, height, size, warnings } = answer;
  return { source: name, name: answer.name, width, height, size, sizeBefore, warnings, ms: reply.ms };
}

/** A picture that lies in a place. Throws a 404 where there is none of this name. */
export async function findPicture(
  desk: Desk,
  side: Side,
  name: string,
): Promise<{ store: Store; found: StoredObject }> {
  checkName(name);
  const store = await storeOf(desk, side);
  const found = await reach(store.head(name));
  if (found) return { store, found };
  throw new HTTPException(404, { message: `There is no picture ${JSON.stringify(name)} in ${side}.` });
}

/** The pictures of a place, the latest first, at most `most`. */
export async function listPictures(
  desk: Desk,
  side: Side,
  { most, prefix = '', signal }: { most: number; prefix?: string; signal: AbortSignal },
): Promise<Listing> {
  checkPrefix(prefix);
  const store = await storeOf(desk, side);
  const pictures: StoredObject[] = [];
  const list = async () => {
    for await (const found of store.list(prefix, { signal })) {
      // What stands for a folder in a bucket is no picture.
      if (whyWrongName(found.path) === undefined) pictures.push(found);
      // Which are the latest is not known without looking at all; some bound there must be.
      if (pictures.length > MOST_LOOKED_AT) break;
    }
  };
  await reach(list());
  const latest = pictures.sort((a, b) => b.modified.getTime() - a.modified.getTime()).slice(0, most);
  return { pictures: latest, isCut: pictures.length > most };
}

const MOST_LOOKED_AT = 5000;

/** The address of the bytes of a picture. */
export function pictureAddress(side: Side, name: string): string {
  return addressOf('/api/worker/pictures', side, name);
}

/** The name of a file from somebody's disk as one that a picture may have. */
export function uploadName(file: string): string {
  const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  const extension = /\.[a-z0-9]{1,5}$/i.exec(name)?.[0] ?? '';
  const stem = name.slice(0, name.length - extension.length).normalize('NFC');
  return toSafeName(`${cutToBytes(stem, 100)}${extension}`);
}

/** The beginning of a text that has at most so many bytes; no character is cut in two. */
function cutToBytes(text: string, most: number): string {
  let bytes = 0;
  const kept = [...text].filter((character) => {
    bytes += Buffer.byteLength(character);
    return bytes <= most;
  });
  return kept.join('');
}

function checkName(name: string): void {
  const fault = whyWrongName(name);
  if (fault !== undefined) throw new HTTPException(400, { message: fault });
}

/** Throws a 400 for what no name begins with; with something behind it, it has to be a name. */
function checkPrefix(prefix: string): void {
  checkName(`${prefix}…`);
}

async function storeOf(desk: Desk, side: Side): Promise<Store> {
  const place = await desk.place();
  return reach((async () => place[side]())());
}

/** A failure of the bucket as an answer of 503; so is one to who has gone in the meantime. */
async function reach<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (signal?.aborted)
      throw new HTTPException(503, { message: 'The request was broken off.', cause: error });
    if (!(error instanceof UserError)) throw error;
    throw asHttp(503, error);
  }
}
