import { Worker } from 'node:worker_threads';
import type { SqlFault } from './protocol.ts';

/** The most memory of a process that runs queries, in bytes: itself, and what SQLite sorts and keeps. */
const maxMemory = 640_000_000;

/** What is said before the end when it was the memory. */
const memoryFault: SqlFault = { error: { problem: 'memory', details: [] } };

/**
 * Hands on the lines of standard input, and ends the process at once when there are no more, for
 * then who asked is gone, or when the memory is used up. It is a thread, for the one that runs
 * SQLite hears nothing until SQLite is done, and SQLite cannot be told to stop.
 */
export function startWatchdog(onLine: (line: string) => void): void {
  const settings = { maxMemory, fault: `${JSON.stringify(memoryFault)}\n` };
  // A bundle is no file that a thread could start from, so it gets the function's text.
  const watchdog = new Worker(`(${watch})(${JSON.stringify(settings)})`, { eval: true });
  watchdog.on('message', onLine);
}

/** All that it uses stands inside of it, since it runs from its own text. */
function watch({ maxMemory, fault }: { maxMemory: number; fault: string }): void {
  const { createReadStream, writeSync } = process.getBuiltinModule('node:fs');
  const { createInterface } = process.getBuiltinModule('node:readline');
  const { parentPort } = process.getBuiltinModule('node:worker_threads');
  // An orderly exit would wait for SQLite.
  const end = () => process.kill(process.pid, 'SIGKILL');

  const input = createReadStream('', { fd: 0 });
  input.on('error', end);
  const lines = createInterface({ input });
  lines.on('line', (line) => parentPort?.postMessage(line));
  lines.on('close', end);
  setInterval(() => {
    if (process.memoryUsage.rss() < maxMemory) return;
    writeSync(1, fault);
    end();
  }, 50);
}
