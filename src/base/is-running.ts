import { codeOf } from './error.ts';

/** Whether a process of this machine runs, whosever it is. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It is another user's.
    return codeOf(error) === 'EPERM';
  }
}
