import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program that serves the table. */
export interface Program {
  /** Its command line for a port. */
  command(port: number): string[];
  env?: NodeJS.ProcessEnv;
  /** An address that answers 200 as soon as anything does. */
  health: string;
}

export interface Server {
  url: string;
  /** From the start of the process to the first 200, in milliseconds. */
  readyMs: number;
  /** What its processes hold in memory, and the most that its first process ever held, in bytes. */
  memory(): { now: number; peak: number };
  /** Stands still, with all that it has yet to do, or goes on. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

/** Starts a program and waits for the first 200 of a path; without one, of its health address. */
export async function start(program: Program, path = program.health): Promise<Server> {
  const port = await freePort();
  const [command = '', ...args] = program.command(port);
  const started = performance.now();
  const child = spawn(command, args, {
    env: { ...process.env, ...program.env },
    stdio: ['ignore', 'ignore', 'pipe'],
    // A group of its own, to end its workers with it.
    detached: true,
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-2000);
  });
  while (!(await answers(port, path))) {
    if (child.exitCode !== null) throw new Error(`${command} ended before it served:\n${said}`);
    if (performance.now() - started > 120_000)
      throw new Error(`${command} does not answer ${path}:\n${said}`);
    await sleep(1);
  }
  const readyMs = performance.now() - started;
  return {
    url: `http://127.0.0.1:${port}`,
    readyMs,
    memory: () => ({ now: memoryOf(child), peak: 1024 * figure(`/proc/${child.pid}/status`, 'VmHWM') }),
    pause: () => signal(child, 'SIGSTOP'),
    resume: () => signal(child, 'SIGCONT'),
    async stop() {
      const closed = once(child, 'close');
      // Not asked to end: one that still works off what it was asked would go on for minutes.
      signal(child, 'SIGKILL');
      await closed;
    },
  };
}

/** A signal for a program and all of its workers. */
function signal({ pid }: ChildProcess, name: NodeJS.Signals): void {
  if (pid !== undefined) process.kill(-pid, name);
}

/** Whether the path answers 200, asked by a bare socket: an HTTP client's own time would count. */
function answers(port: number, path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.setNoDelay(true);
    socket.on('connect', () => socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`));
    socket.on('data', (chunk) => {
      answer += chunk;
      if (answer.length < 12) return;
      resolve(/^HTTP\/1\.[01] 200/.test(answer));
      socket.destroy();
    });
    socket.on('error', () => resolve(false));
    socket.on('close', () => resolve(false));
  });
}

/** Memory of a process and of all below it, what they share counted once. */
function memoryOf({ pid }: ChildProcess): number {
  const processes = [pid];
  for (const one of processes)
    processes.push(...numbers(readFileSync(`/proc/${one}/task/${one}/children`, 'utf8')));
  return processes.reduce<number>((sum, one) => sum + 1024 * figure(`/proc/${one}/smaps_rollup`, 'Pss'), 0);
}

function numbers(text: string): number[] {
  return text.split(' ').filter(Boolean).map(Number);
}

/** A line `NAME:  1234 kB` of a file of the kernel. */
function figure(file: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(file, 'utf8'))?.[1] ?? Number.NaN);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('there is no free port');
  return address.port;
}
