import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startS3 } from '../../test/support/s3.ts';
import { soak } from './soak.ts';

// The soak at its full size, on SQS (fauxqs, in this process) and on the embedded queue:
// npm run soak -- [JOBS] [SEED]

const jobs = Number(process.argv[2] ?? 10_000);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'soak-'));
const server = await startS3();
const size = { jobs, seed, poison: jobs / 100, kills: 20 };
console.log(`${jobs} jobs, seed ${seed}`);
try {
  const embedded = { queues: { file: join(folder, 'queues.sqlite') }, ledger: { file: join(folder, 'a') } };
  console.log('embedded', await soak({ ...size, ...embedded, name: 'soak' }));
  const sqs = { queues: { sqs: { endpointUrl: server.endpoint } }, ledger: { file: join(folder, 'b') } };
  console.log('sqs', await soak({ ...size, ...sqs, name: 'soak' }));
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
