import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasCommand, itNeeds } from '../support/needs.ts';

const files = globSync('.github/workflows/*.yml');
const actionlint = ['actionlint', resolve('.ci/bin/actionlint')].find((command) =>
  hasCommand(command, '-version'),
);

describe('the workflows', () => {
  itNeeds('actionlint', actionlint !== undefined)('pass actionlint', () => {
    const { status, stdout, stderr } = spawnSync(actionlint ?? 'actionlint', ['-no-color'], {
      encoding: 'utf8',
    });
    expect(stdout + stderr).toBe('');
    expect(status).toBe(0);
  });

  it.each(files)('%s pins its actions by commit, with the version in a comment', (file) => {
    const uses = [...readFileSync(join(file), 'utf8').matchAll(/^\s*(?:- )?uses: (.*?)\r?$/gm)].map(
      ([, used]) => used,
    );
    expect(uses.length).toBeGreaterThan(0);
    for (const used of uses) expect(used).toMatch(/^(\.\/|[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/);
  });

  it.each(files)('%s says what it may do, gives each job an end, and does not run beside itself', (file) => {
    const text = readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
    expect(text).toMatch(/^permissions:( \{\}|\n {2}contents: read\n)/m);
    expect(text).toMatch(/^concurrency:\n {2}group: /m);
    const jobs = text
      .slice(text.indexOf('\njobs:'))
      .split(/^ {2}(?=\w+:$)/m)
      .slice(1);
    expect(jobs.length).toBeGreaterThan(0);
    for (const job of jobs) expect(job).toMatch(/^ {4}timeout-minutes: \d+$/m);
  });
});
