import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { setEnvironment, testEnvironment } from './s3.ts';

/** Where moto's server is: `pip install moto[server]`, the path of its `moto_server`. */
export const motoProgram = process.env['HOLDALL_MOTO'];

/** The server of the Python package moto: a second opinion on SQS and S3. */
export interface Moto {
  /** `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  /** Stops the server and puts this process's environment back. */
  stop(): Promise<void>;
}

/** Starts moto on a free port. Until `stop`, this process's environment points to it. */
export async function startMoto(): Promise<Moto> {
  if (!motoProgram) throw new Error('HOLDALL_MOTO does not name the program moto_server.');
  const port = await freePort();
  const child = spawn(motoProgram, ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const exited = once(child, 'exit');
  let hasExited = false;
  exited.then(() => {
    hasExited = true;
  });
  const endpoint = `http://127.0.0.1:${port}`;
  while (!(await answers(endpoint))) {
    if (hasExited) throw new Error(`${motoProgram} has ended with status ${child.exitCode}.`);
    await sleep(50);
  }
  const restore = setEnvironment(testEnvironment(endpoint));
  return {
    endpoint,
    async stop() {
      restore();
      child.kill();
      await exited;
    },
  };
}

async function answers(endpoint: string): Promise<boolean> {
  return fetch(`${endpoint}/moto-api/data.json`).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}
