import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Bench } from './measure.ts';
import { workerNumbers } from './worker/numbers.ts';
import { workerPictures } from './worker/pictures.ts';

/** Jobs of numbers and of pictures; the server of SQS and S3 is a process of its own. */
export async function worker(bench: Bench): Promise<void> {
  const server = spawn(process.execPath, ['bench/worker/server.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [endpoint = '']: string[] = await once(createInterface(server.stdout), 'line');
    workerNumbers(bench, endpoint);
    await workerPictures(bench, endpoint);
  } finally {
    server.kill();
  }
}
