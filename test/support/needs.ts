import { spawnSync } from 'node:child_process';
import { describe, it, type SuiteAPI, type TestAPI } from 'vitest';

/** Whether a command can be run here. */
export function hasCommand(name: string, ...args: string[]): boolean {
  return spawnSync(name, args, { stdio: 'ignore' }).error === undefined;
}

/** A Python that has a package: that of the system, or the first one; undefined where none has it. */
export function pythonWith(name: string): string | undefined {
  return ['/usr/bin/python3', 'python3'].find(
    (one) => spawnSync(one, ['-c', `import ${name}`], { stdio: 'ignore' }).status === 0,
  );
}

/**
 * `it`, or `it.skip` with a line that says what is missing. Where `HOLDALL_ALL_TESTS` is set, as CI
 * does, nothing is skipped: what is missing fails.
 */
export function itNeeds(what: string, there: boolean): TestAPI['skip'] | TestAPI {
  if (there || process.env['HOLDALL_ALL_TESTS']) return it;
  console.warn(`skipped: needs ${what}`);
  return it.skip;
}

/** `describe`, or `describe.skip`; see `itNeeds`. */
export function describeNeeds(what: string, there: boolean): SuiteAPI['skip'] | SuiteAPI {
  if (there || process.env['HOLDALL_ALL_TESTS']) return describe;
  console.warn(`skipped: needs ${what}`);
  return describe.skip;
}
