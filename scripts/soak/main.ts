import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { table } from '../../bench/measure.ts';
import { startChapter, writeChapter } from '../../bench/page.ts';
import { startConditionalS3 } from '../../test/support/conditional-s3.ts';
import { startS3 } from '../../test/support/s3.ts';
import { type SoakReport, soak } from './soak.ts';
import type { SoakPlace } from './worker.ts';

// The soak at its full size, and what came of it in docs/performance.md: npm run soak -- [JOBS] [SEED].
// Over the embedded queue, over SQS (fauxqs, in this process), and at a tenth with all of it in S3.

const jobs = Number(process.argv[2] ?? 10_000);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'soak-'));
const server = await startS3({ buckets: ['soak'] });
const s3 = await startConditionalS3(server.endpoint);
const sqs = { sqs: { endpointUrl: server.endpoint } };
const runs: [title: string, jobs: number, place: SoakPlace][] = [
  [
    'the embedded queue',
    jobs,
    {
      queues: { file: join(folder, 'queues.sqlite') },
      bucket: { address: `${folder}/embedded/` },
      ledger: { file: join(folder, 'embedded.sqlite') },
    },
  ],
  [
    'SQS',
    jobs,
    { queues: sqs, bucket: { address: `${folder}/sqs/` }, ledger: { file: join(folder, 'sqs.sqlite') } },
  ],
  [
    'SQS, pictures and ledger in S3',
    jobs / 10,
    { queues: sqs, bucket: { address: 's3://soak/', endpointUrl: s3.url }, ledger: 'bucket' },
  ],
];

try {
  const rows: string[][] = [];
  for (const [title, count, place] of runs) {
    const name = title.replace(/\W/g, '');
    const report = await soak({ ...place, jobs: count, poison: count / 100, kills: 20, seed, name });
    console.log(title, report);
    rows.push([title, ...cells(report)]);
  }
  const { section, text } = startChapter();
  const head = [
    '',
    'jobs',
    'of pictures',
    'sent',
    'killed',
    'taken over',
    'lost',
    'answered twice',
    'wrong',
    'dead letters',
    'left',
    'time',
  ];
  section(
    'Worker: the soak',
    `Jobs of all kinds, one in twenty about a picture, a tenth of them sent twice and one in a hundred that nobody can do, for two workers of which one is killed by SIGKILL at a random moment, twenty times; by \`npm run soak\`, seed ${seed}. Taken over: jobs that a worker had begun when it was killed, by the ledger. Lost, answered twice, wrong and left ought to be 0; dead letters as many as jobs that nobody can do.\n\n${table(head, rows)}`,
  );
  writeChapter('soak', text());
} finally {
  await s3.stop();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

function cells(report: SoakReport): string[] {
  const { pictures, sent, kills, takenOver, lost, twice, wrong, deadLetters, left, seconds } = report;
  const numbers = [
    report.jobs,
    pictures,
    sent,
    kills,
    takenOver ?? '',
    lost,
    twice,
    wrong,
    deadLetters,
    left,
  ];
  return [...numbers.map((number) => number.toLocaleString('en')), `${Math.round(seconds)} s`];
}
