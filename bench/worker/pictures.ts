import { spawnSync } from 'node:child_process';
import { createReadStream, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { testEnvironment } from '../../test/support/s3.ts';
import { makePictures } from '../camera-pictures.ts';
import { type Bench, median, megabytes, seconds, table } from '../measure.ts';
import { picturePresets } from './picture-tasks.ts';

const ROUNDS = 3;
const PICTURES = 60;

/** What a run tells. */
interface Result {
  ms: number;
  pictures: number;
  cpuMs: number;
  delayP99: number;
  rss: number;
}

type Program = 'holdall' | 'plain';

/** Picture jobs: one worker process beside a plain script with sharp, from a folder and over S3. */
export async function workerPictures({ work, section }: Bench, endpoint: string): Promise<void> {
  const folder = join(work, 'worker-pictures');
  await makePictures(join(folder, 'in'), PICTURES, { width: 4000, height: 3000 });
  const env = { ...process.env, ...testEnvironment(endpoint) };
  await upload(join(folder, 'in'), endpoint);
  const rows: string[][] = [];
  for (const [place, bucket] of [
    ['folder', `${folder}/`],
    ['S3', 's3://pictures/'],
  ] as const) {
    for (const [preset, { title }] of Object.entries(picturePresets)) {
      const results = inTurn((program) => run(program, bucket, preset, join(folder, 'state'), env));
      const of = (program: Program, key: keyof Result) =>
        median(results[program].map((result) => result[key]));
      const speed = median(
        results.holdall.map(({ ms }, round) => (results.plain[round]?.ms ?? Number.NaN) / ms),
      );
      rows.push([
        `${place}: ${title}`,
        seconds(of('holdall', 'ms') / PICTURES),
        seconds(of('plain', 'ms') / PICTURES),
        speed.toFixed(2),
        `${Math.round(of('holdall', 'delayP99'))} ms`,
        megabytes(of('holdall', 'rss')),
      ]);
    }
  }
  rmSync(folder, { recursive: true });
  section(
    'Worker: picture jobs beside bare sharp',
    `${PICTURES} pictures of 4000 x 3000 pixels (some 3 MB of JPEG each) wait in a queue of this machine; one worker process takes each from where it lies, puts it through the steps, writes it and answers. The plain script reads, processes and writes the same with sharp, as many at once, and without queue, leases, ledger or answers. In turn, ${ROUNDS} times each, after one that is not counted; medians. S3 is fauxqs, a process of its own on the same machine. The bounds are 0.9 of sharp's speed and 50 ms. sharp itself cannot dither, which \`monochrome\` does: its \`threshold\` is no more than the nearest thing.\n\n${table(['', 'worker, a picture', 'sharp, a picture', 'speed', 'event-loop delay, p99', 'memory'], rows)}`,
  );
}

function inTurn(run: (program: Program) => Result): Record<Program, Result[]> {
  const results: Record<Program, Result[]> = { holdall: [], plain: [] };
  for (let round = 0; round <= ROUNDS; round++) {
    for (const program of ['holdall', 'plain'] as const) {
      const result = run(program);
      // The first fills the file cache.
      if (round > 0) results[program].push(result);
    }
  }
  return results;
}

function run(
  program: Program,
  bucket: string,
  preset: string,
  state: string,
  env: NodeJS.ProcessEnv,
): Result {
  rmSync(state, { recursive: true, force: true });
  mkdirSync(state, { recursive: true });
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['bench/worker/pictures-child.ts', program, bucket, preset, state],
    { encoding: 'utf8', env },
  );
  if (!stdout) throw new Error(`${program} failed: ${stderr}`);
  const result: Result = JSON.parse(stdout);
  if (result.pictures !== PICTURES) throw new Error(`${program} has done ${result.pictures} pictures.`);
  return result;
}

async function upload(folder: string, endpoint: string): Promise<void> {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION } = testEnvironment(endpoint);
  const credentials = { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY };
  const s3 = new S3Client({ endpoint, forcePathStyle: true, region: AWS_REGION, credentials });
  await s3.send(new CreateBucketCommand({ Bucket: 'pictures' }));
  for (const name of readdirSync(folder)) {
    const Body = createReadStream(join(folder, name));
    await s3.send(new PutObjectCommand({ Bucket: 'pictures', Key: `in/${name}`, Body }));
  }
  s3.destroy();
}
