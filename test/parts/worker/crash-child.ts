import type { Ledger } from '../../../src/parts/worker/ledger/ledger.ts';
import { sqliteLedger } from '../../../src/parts/worker/ledger/sqlite.ts';
import { storeLedger } from '../../../src/parts/worker/ledger/store.ts';
import { startWorker } from '../../../src/parts/worker/loop/worker.ts';
import { workerId } from '../../../src/parts/worker/loop/worker-id.ts';
import { quickNumbers } from '../../../src/parts/worker/work/numbers.ts';
import { openQueues } from '../../../src/queue/open.ts';
import type { Queue } from '../../../src/queue/queue.ts';
import { openStore } from '../../../src/store/open.ts';
import { listsOnly } from '../../support/lists-only.ts';

/** Where in its work a worker dies. */
export const steps = [
  'before claim',
  'after claim',
  'before record',
  'after record',
  'before send',
  'after send',
  'before sent',
  'after sent',
  'before delete',
  'after delete',
] as const;

export interface CrashChild {
  queues: { file: string } | { sqs: { endpointUrl: string } };
  ledger: { file: string } | { bucket: string };
  /** The queue for the answers. */
  replies: string;
  /** Where it dies; undefined: nowhere. */
  step: (typeof steps)[number] | undefined;
}

export const LIFE_MS = 600;
export const LEASE_SECONDS = 1;

if (process.argv[2] !== undefined) await run(JSON.parse(process.argv[2]));

async function run({ queues: place, ledger: where, replies, step }: CrashChild): Promise<void> {
  const queues = openQueues(place);
  const id = workerId();
  const requests = queues.open('jobs');
  const ledger =
    'file' in where
      ? sqliteLedger(where.file, id, LIFE_MS)
      : storeLedger(openStore(where.bucket), id, LIFE_MS);
  const worker = startWorker({
    requests: dying(requests, { delete: 'delete' }, step),
    replies: dying(queues.open(replies), { send: 'send' }, step),
    deadLetters: await requests.deadLetters(),
    ledger: dying(ledger, { claim: 'claim', record: 'record', sent: 'sent' }, step),
    // A list of one number is done at once, a longer one takes the longer way.
    quick: (job) => (job.kind === 'numbers' && job.values.length > 1 ? undefined : quickNumbers(job)),
    work: listsOnly,
    leaseSeconds: LEASE_SECONDS,
  });
  process.once('SIGTERM', async () => {
    await worker.stop(5000);
    queues.close();
    process.exit(0);
  });
}

/** The same, but the process is dead when it comes to the step: at once, with nothing closed. */
function dying<T extends Queue | Ledger>(
  thing: T,
  names: Partial<Record<keyof T & string, string>>,
  step: string | undefined,
): T {
  const methods = Object.entries<string | undefined>(names).map(([method, name]) => {
    const real: unknown = Reflect.get(thing, method);
    if (typeof real !== 'function') throw new Error(`there is no ${method}`);
    const wrapped = async (...input: unknown[]) => {
      if (step === `before ${name}`) process.kill(process.pid, 'SIGKILL');
      const result: unknown = await real.apply(thing, input);
      if (step === `after ${name}`) process.kill(process.pid, 'SIGKILL');
      return result;
    };
    return [method, wrapped];
  });
  return { ...thing, ...Object.fromEntries(methods) };
}
