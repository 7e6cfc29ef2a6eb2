import { readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startS3, type TestS3 } from '../support/s3.ts';
import { tempFolder } from '../support/temp.ts';
import { runAction } from './runner.ts';

let s3: TestS3;
beforeAll(async () => {
  s3 = await startS3({ buckets: ['specs'], setEnv: false });
  await s3.put('specs', 'spec.json', '{ "name": "x", "files": { "all": { "from": "*.txt" } } }');
  await s3.put('specs', 'a.txt', 'a');
});
afterAll(() => s3.stop());

/** Runs with an empty tool cache; returns what was left in it as well. */
async function install(env: NodeJS.ProcessEnv) {
  const tools = tempFolder();
  const run = await runAction(
    { spec: 's3://specs/spec.json' },
    { env: { ...s3.env, RUNNER_TOOL_CACHE: tools, ...env } },
  );
  return { ...run, left: readdirSync(join(tools, 'holdall')) };
}

describe('native tools that cannot be installed', () => {
  it('are told with what npm said, and leave nothing half-made', async () => {
    const cache = tempFolder();
    const { status, left, said, results } = await install({
      npm_config_registry: 'http://127.0.0.1:9/',
      npm_config_cache: cache,
      npm_config_fetch_retries: '0',
    });
    expect(status).toBe(1);
    expect(left).toEqual([]);
    expect(results).toMatchObject([
      {
        status: 'failed',
        error: expect.stringMatching(/^npm could not install the native tools\. It said: npm error/),
      },
    ]);
    expect(said('group').map(({ message }) => message)).toEqual(['Install the native tools']);
    expect(said('endgroup')).toHaveLength(1);
  });

  it('for want of npm, say so', async () => {
    const { status, left, results } = await install({ PATH: [tempFolder()].join(delimiter) });
    expect(status).toBe(1);
    expect(left).toEqual([]);
    expect(results).toMatchObject([
      {
        error:
          'There is no npm on this runner, which the native tools are installed with. Add a step with actions/setup-node before this one.',
      },
    ]);
  });
});
