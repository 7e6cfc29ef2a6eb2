import { spawnSync } from 'node:child_process';
import { testEnvironment } from '../../test/support/s3.ts';
import { type Bench, median, table } from '../measure.ts';

/** How often each program runs, in turn, and how many jobs it does. */
const ROUNDS = 5;
const JOBS = 40_000;

/** What a run tells. */
interface Result {
  perSecond: number;
  cpuMicroseconds: number;
  delayP99: number;
  answers: number;
}

const programs = {
  holdall: 'the worker: leases, a ledger, one answer a job',
  consumer: 'sqs-consumer 15, 8 pollers, the same answers; neither leases nor ledger',
};

/** Number jobs over SQS: one worker process beside one with sqs-consumer. */
export function workerNumbers({ work, section }: Bench, endpoint: string): void {
  const results: Record<keyof typeof programs, Result[]> = { holdall: [], consumer: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of ['holdall', 'consumer'] as const) {
      const { stdout, stderr } = spawnSync(
        process.execPath,
        ['bench/worker/numbers-child.ts', name, endpoint, work, String(JOBS)],
        { encoding: 'utf8', env: { ...process.env, ...testEnvironment(endpoint) } },
      );
      if (!stdout) throw new Error(`${name} failed: ${stderr}`);
      const result: Result = JSON.parse(stdout);
      if (result.answers !== JOBS) throw new Error(`${name} gave ${result.answers} answers.`);
      results[name].push(result);
    }
  }
  const rows = (['holdall', 'consumer'] as const).map((name) => {
    const of = (key: keyof Result) => median(results[name].map((result) => result[key]));
    return [
      programs[name],
      Math.round(of('perSecond')).toLocaleString('en'),
      `${Math.round(of('cpuMicroseconds'))} µs`,
      `${Math.round(of('delayP99'))} ms`,
    ];
  });
  section(
    'Worker: number jobs over SQS',
    `${JOBS.toLocaleString('en')} lists of three numbers wait in a queue of fauxqs, which is a process of its own on the same machine; one worker process does them and sends the answers. In turn, ${ROUNDS} times each; medians. The bounds are 8,000 jobs a second and 50 ms.\n\n${table(['', 'jobs a second', 'processor a job', 'event-loop delay, p99'], rows)}`,
  );
}
