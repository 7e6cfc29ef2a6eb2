import { formatUserError, isUserError } from '../base/error.ts';
import { runCommandLine } from './command-line.ts';
import type { Host } from './host.ts';

/** Runs the packed app and leaves its exit status in `process.exitCode`. Never rejects. */
export async function main(host: Host): Promise<void> {
  // `| head` closes the pipe early; there is nobody left to tell.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  try {
    process.exitCode = await runCommandLine(host);
  } catch (error) {
    process.exitCode = report(error);
  }
}

/** Says what went wrong on standard error; returns the exit status for it. */
function report(error: unknown): number {
  if (isUserError(error)) {
    process.stderr.write(`error: ${formatUserError(error)}\n`);
    return error.exitCode;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(
    `error: This is a bug in the program. Please report it with the lines below.\n${stack}\n`,
  );
  return 1;
}
