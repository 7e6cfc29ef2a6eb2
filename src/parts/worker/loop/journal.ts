import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A line of the journal. */
export interface Entry {
  /** ISO 8601, in UTC. */
  at: string;
  outcome: 'done' | 'refused' | 'dead' | 'retry' | 'fault';
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
  /** Writes out what is still in memory. */
  close(): Promise<void>;
}

/** How long a line may stay in memory, in milliseconds. */
const FLUSH_MS = 500;

/**
 * What a worker did, as JSON lines: `FOLDER/DAY/WORKER.jsonl`, so that two workers never write to
 * one file. The days are those of UTC.
 */
export function openJournal(folder: string, worker: string, onError: (error: unknown) => void): Journal {
  let lines: { day: string; line: string }[] = [];
  let writing = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    timer = undefined;
    const batch = Map.groupBy(lines, ({ day }) => day);
    lines = [];
    writing = writing
      .then(async () => {
        for (const [day, entries] of batch) {
          await mkdir(join(folder, day), { recursive: true });
          const text = entries.map(({ line }) => `${line}\n`).join('');
          await appendFile(join(folder, day, `${worker}.jsonl`), text);
        }
      })
      .catch(onError);
  }

  return {
    write(entry) {
      lines.push({ day: entry.at.slice(0, 10), line: JSON.stringify(entry) });
      timer ??= setTimeout(flush, FLUSH_MS);
    },
    async close() {
      clearTimeout(timer);
      flush();
      await writing;
    },
  };
}
