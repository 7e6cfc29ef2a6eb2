import { appendFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { within } from '../../../base/within.ts';
import type { Store } from '../../../store/store.ts';
import type { Job } from '../job/job.ts';
import { putAway, sweep } from './pieces.ts';

/** A line of the journal. */
export interface Entry {
  /** ISO 8601, in UTC. */
  at: string;
  outcome: 'done' | 'refused' | 'dead' | 'retry' | 'fault';
  /** Undefined for what is about no job, or one that cannot be read. */
  kind?: Job['kind'] | undefined;
  /** The client's id of the job. */
  id?: string;
  /** The queue's id of the message. */
  message?: string;
  /** From receipt to answer. */
  ms?: number;
  detail?: string;
}

export type Write = (entry: Entry) => void;

export interface Journal {
  write: Write;
  /** Writes out what is still in memory, and puts it away. */
  close(): Promise<void>;
}

export interface JournalOptions {
  /** Where pieces are written: `FOLDER/DAY/WORKER/NNNN.jsonl`. */
  folder: string;
  worker: string;
  /** Where finished pieces go, below `journal/`; undefined: they stay in the folder. */
  bucket: Store | undefined;
  /** Is told what could not be written or put away. */
  onError(error: unknown): void;
  /** A piece is finished after so long, in milliseconds. Default: a minute. */
  pieceMs?: number;
  /** And when it has so many bytes. Default: 8 MB. */
  pieceBytes?: number;
}

/** How long a line may stay in memory, in milliseconds. */
const FLUSH_MS = 500;
/** How often it is looked whether somebody has left pieces behind. */
const SWEEP_MS = 10 * 60_000;
/** The bucket is waited for so long at the end; what is not put away then, others put away. */
const CLOSE_MS = 10_000;

/**
 * What a worker did, as JSON lines in pieces of a minute, each under a name of its own, so that
 * nobody overwrites anything. The days are those of UTC.
 */
export function openJournal(options: JournalOptions): Journal {
  const { folder, worker, bucket, onError, pieceMs = 60_000, pieceBytes = 8_000_000 } = options;
  let lines: { day: string; line: string }[] = [];
  let piece: { path: string; day: string; bytes: number; since: number } | undefined;
  let pieces = 0;
  let writing = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const underWay = new Set<Promise<void>>();
  const ageing = setInterval(finishOld, pieceMs).unref();
  const sweeping = setInterval(tidy, SWEEP_MS).unref();
  tidy();

  function follow(work: Promise<void>): void {
    const run = work.catch(onError).finally(() => underWay.delete(run));
    underWay.add(run);
  }

  function tidy(): void {
    if (bucket) follow(sweep(folder, bucket, piece?.path));
  }

  function finish(): void {
    if (!piece) return;
    const { path } = piece;
    piece = undefined;
    if (bucket) follow(putAway(folder, path, bucket));
  }

  function finishOld(): void {
    writing = writing.then(() => {
      if (piece && Date.now() - piece.since >= pieceMs) finish();
    });
  }

  /** The piece for lines of a day; one that is finished is never written to again. */
  function pieceFor(day: string) {
    const isOver =
      piece && (piece.day !== day || piece.bytes >= pieceBytes || Date.now() - piece.since >= pieceMs);
    if (isOver) finish();
    const name = () => `${day}/${worker}/${String(++pieces).padStart(4, '0')}.jsonl`;
    piece ??= { path: name(), day, bytes: 0, since: Date.now() };
    return piece;
  }

  function flush(): void {
    timer = undefined;
    const batch = Map.groupBy(lines, ({ day }) => day);
    lines = [];
    writing = writing
      .then(async () => {
        for (const [day, entries] of batch) {
          const text = entries.map(({ line }) => `${line}\n`).join('');
          const to = pieceFor(day);
          await mkdir(dirname(join(folder, to.path)), { recursive: true });
          await appendFile(join(folder, to.path), text);
          to.bytes += Buffer.byteLength(text);
        }
      })
      .catch(onError);
  }

  return {
    write(entry) {
      lines.push({ day: entry.at.slice(0, 10), line: JSON.stringify({ ...entry, worker }) });
      timer ??= setTimeout(flush, FLUSH_MS);
    },
    async close() {
      clearTimeout(timer);
      clearInterval(ageing);
      clearInterval(sweeping);
      flush();
      await writing;
      finish();
      await within(CLOSE_MS, Promise.all(underWay));
    },
  };
}
