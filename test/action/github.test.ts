import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { smallSpec, writeFiles } from '../support/holdall.ts';
import { startS3 } from '../support/s3.ts';
import { tempFolder } from '../support/temp.ts';
import { type ApiAnswer, type ApiRequest, type GitHubApi, startGitHubApi } from './github-api.ts';
import { runAction } from './runner.ts';

const repository = '/repos/stationer/catalogue';
const pens = 'specs/pens/spec.json';
const ink = 'specs/ink/spec.json';

let api: GitHubApi | undefined;
afterEach(() => api?.stop());

async function checkout(): Promise<string> {
  const workspace = tempFolder();
  mkdirSync(join(workspace, '.git'));
  for (const name of ['pens', 'ink']) await smallSpec(join(workspace, 'specs', name), { name, version: '1' });
  return workspace;
}

/** A dry run of two specs of a checkout, with an API that answers so. */
async function run(
  inputs: Record<string, string>,
  event: { name: string; payload: object },
  answer: (request: ApiRequest) => ApiAnswer | undefined,
  workspace?: string,
) {
  api = await startGitHubApi(answer);
  return runAction(
    { spec: `${pens}\n${ink}`, 'github-token': 'ghs_test', 'dry-run': 'true', ...inputs },
    { workspace: workspace ?? (await checkout()), event, env: { GITHUB_API_URL: api.url } },
  );
}

const before = 'b'.repeat(40);
const push = { name: 'push', payload: { before, after: 'a'.repeat(40), forced: false } };
const pullRequest = {
  name: 'pull_request',
  payload: { pull_request: { number: 7, base: { sha: 'base' }, head: { sha: 'head' } } },
};

const compared = (files: (string | [string, string])[], status = 'ahead') => ({
  body: {
    status,
    files: files.map((file) =>
      typeof file === 'string' ? { filename: file } : { filename: file[0], previous_filename: file[1] },
    ),
  },
});

const statuses = ({ results }: Awaited<ReturnType<typeof run>>) =>
  Object.fromEntries(results.map(({ spec, status }) => [spec, status]));

describe('changed-only', () => {
  const changedOnly = { 'changed-only': 'true' };

  it.each([
    ['its own file', pens],
    ['a file below its folder', 'specs/pens/pictures/deep/red.png'],
    ['a file moved out of its folder', ['elsewhere/red.png', 'specs/pens/red.png'] as [string, string]],
  ])('builds the spec of which %s was changed, and no other', async (_what, file) => {
    const result = await run(changedOnly, push, () => compared([file, 'specs/pens.md', 'README.md']));
    expect(result.status).toBe(0);
    expect(statuses(result)).toEqual({ [pens]: 'planned', [ink]: 'untouched' });
    expect(result.outputs['name']).toBe('pens');
    expect(result.summary).toContain(`Not touched by this change, and so not built: \`${ink}\`.`);
    expect(result.said('notice')).toEqual([]);
    expect(api?.requests).toMatchObject([
      { method: 'GET', path: `${repository}/compare/${before}...${'a'.repeat(40)}`, token: 'token ghs_test' },
    ]);
  });

  it('builds nothing when nothing was touched', async () => {
    const result = await run(changedOnly, push, () => compared(['README.md']));
    expect(result.status).toBe(0);
    expect(statuses(result)).toEqual({ [pens]: 'untouched', [ink]: 'untouched' });
    expect(result.outputs).toMatchObject({ name: '', executables: '' });
  });

  it('compares a pull request with where it began, whatever happened there since', async () => {
    const result = await run(changedOnly, pullRequest, () => compared([ink], 'diverged'));
    expect(statuses(result)).toEqual({ [pens]: 'untouched', [ink]: 'planned' });
    expect(api?.requests[0]?.path).toBe(`${repository}/compare/base...head`);
  });

  it.each([
    [
      'a new branch',
      { ...push, payload: { before: '0'.repeat(40) } },
      compared([]),
      'the branch or tag is new',
    ],
    ['a forced push', { ...push, payload: { before, forced: true } }, compared([]), 'this was a forced push'],
    ['a rewritten history', push, compared([], 'diverged'), 'the history was rewritten since the last push'],
    [
      'too many files',
      push,
      compared(Array.from({ length: 300 }, (_, n) => `file${n}`)),
      '300 files or more were changed, and GitHub lists no more',
    ],
    ['no list of files', push, { body: { status: 'ahead' } }, 'GitHub lists no files for this comparison'],
    [
      'an error of the API',
      push,
      { status: 404, body: { message: 'Not Found' } },
      'GitHub could not be asked what was changed (Not Found)',
    ],
    [
      'another event',
      { name: 'schedule', payload: {} },
      compared([]),
      'the event "schedule" is neither a push nor a pull request',
    ],
  ])('builds all for %s, and says why', async (_what, event, answer, why) => {
    const result = await run(changedOnly, event, () => answer);
    expect(statuses(result)).toEqual({ [pens]: 'planned', [ink]: 'planned' });
    expect(result.said('notice').map(({ message }) => message)).toEqual([
      `"changed-only" builds every spec here: ${why}.`,
    ]);
  });

  it('builds all without a token', async () => {
    const result = await run({ ...changedOnly, 'github-token': '' }, push, () => compared([]));
    expect(statuses(result)).toEqual({ [pens]: 'planned', [ink]: 'planned' });
    expect(result.said('notice')[0]?.message).toContain('there is no "github-token" to ask GitHub with');
    expect(api?.requests).toEqual([]);
  });

  it('always builds what is no file of this repository: specs in buckets and in other checkouts', async () => {
    const workspace = await checkout();
    const other = join(workspace, 'other');
    await smallSpec(other, { name: 'other', version: '1' });
    writeFiles(other, { '.git': 'gitdir: ../.git/modules/other' });
    const s3 = await startS3({ buckets: ['specs'], setEnv: false });
    await s3.put(
      'specs',
      'spec.json',
      '{ "name": "x", "files": { "all": { "from": "*.txt" } }, "version": "1" }',
    );
    await s3.put('specs', 'a.txt', 'a');
    api = await startGitHubApi(() => compared(['README.md']));
    const result = await runAction(
      {
        spec: `${pens},other/spec.json,s3://specs/spec.json`,
        'github-token': 'ghs_test',
        'dry-run': 'true',
        ...changedOnly,
      },
      { workspace, event: push, env: { ...s3.env, GITHUB_API_URL: api.url } },
    );
    await s3.stop();
    expect(statuses(result)).toEqual({
      [pens]: 'untouched',
      'other/spec.json': 'planned',
      's3://specs/spec.json': 'planned',
    });
  });
});

describe('comment', () => {
  const comment = { comment: 'true' };
  const list = `${repository}/issues/7/comments`;
  const marker = '<!-- holdall: build / executables / holdall -->';

  it('is added to a pull request that has none of this step', async () => {
    const result = await run(comment, pullRequest, ({ method, path }) =>
      method === 'POST' && path === list
        ? { status: 201, body: { id: 1 } }
        : path === list
          ? {
              body: [
                { id: 3, body: `> ${marker}\nwhat is this?` },
                { id: 4, body: null },
              ],
            }
          : undefined,
    );
    expect(result.status).toBe(0);
    expect(result.said('warning')).toEqual([]);
    expect(api?.requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
    expect(api?.requests[1]).toMatchObject({
      path: list,
      token: 'token ghs_test',
      body: { body: `${marker}\n${result.summary}` },
    });
  });

  it('is found on a later page and brought up to date', async () => {
    const result = await run(comment, pullRequest, ({ method, path, query }) => {
      if (method === 'PATCH') return { body: {} };
      if (path !== list) return undefined;
      const next = `<${api?.url}${list}?per_page=100&page=2>; rel="next"`;
      return query.get('page') === '2'
        ? { body: [{ id: 12, body: `${marker}\nold` }] }
        : { body: [{ id: 11, body: 'hello' }], headers: { link: next } };
    });
    expect(result.status).toBe(0);
    expect(api?.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET ${list}`,
      `GET ${list}`,
      `PATCH ${repository}/issues/comments/12`,
    ]);
  });

  it('that says the same already is left as it is', async () => {
    const workspace = await checkout();
    let body = '';
    const answer = ({ method, path, body: sent }: ApiRequest) => {
      if (method === 'POST') body = Object(sent).body;
      return path === list ? { body: method === 'POST' ? {} : body ? [{ id: 5, body }] : [] } : undefined;
    };
    // The times are not the same in two runs: a spec that fails has none.
    writeFiles(workspace, { [pens]: '{}', [ink]: '{}' });
    await run(comment, pullRequest, answer, workspace);
    await api?.stop();
    const again = await run(comment, pullRequest, answer, workspace);
    expect(again.status).toBe(1);
    expect(api?.requests.map(({ method }) => method)).toEqual(['GET']);
  });

  it('is a notice for what is no pull request', async () => {
    const result = await run(comment, push, () => undefined);
    expect(result.status).toBe(0);
    expect(result.said('notice').map(({ message }) => message)).toEqual([
      'There is nothing to comment on: the event "push" is no pull request.',
    ]);
    expect(api?.requests).toEqual([]);
  });

  it.each([
    [
      403,
      'Resource not accessible by integration',
      ' Give the job "permissions: pull-requests: write"; a pull request from a fork has it never.',
    ],
    [500, 'Server Error', ''],
  ])('that GitHub answers with %s is a warning, and no failure', async (status, message, hint) => {
    const result = await run(comment, pullRequest, ({ method }) =>
      method === 'GET' ? { body: [] } : { status, body: { message } },
    );
    expect(result.status).toBe(0);
    expect(result.said('warning').map(({ message: text }) => text)).toEqual([
      expect.stringMatching(/^The comment on the pull request could not be written \(.*\)\./),
    ]);
    expect(result.said('warning')[0]?.message.endsWith(`).${hint}`)).toBe(true);
    expect(result.said('warning')[0]?.message).toContain(message);
  });

  it('needs a token', async () => {
    const result = await run({ ...comment, 'github-token': '' }, pullRequest, () => undefined);
    expect(result.status).toBe(0);
    expect(result.said('warning')[0]?.message).toBe(
      'There is no comment: it needs the input "github-token".',
    );
  });
});
