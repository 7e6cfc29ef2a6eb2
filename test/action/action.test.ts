import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ended, pathsBelow, picture, smallSpec, writeFiles } from '../support/holdall.ts';
import { startS3, type TestS3 } from '../support/s3.ts';
import { tempFolder } from '../support/temp.ts';

/** The toolchain is installed once for all tests, by the action itself. */
const TOOL_CACHE = resolve('node_modules/.cache/holdall-test/tools');

let s3: TestS3;
beforeAll(async () => {
  s3 = await startS3({ buckets: ['specs', 'out'] });
});
afterAll(() => s3.stop());

/** Runs the committed action as the runner does: inputs in the environment, outputs in files. */
async function runAction(
  inputs: Record<string, string>,
  { workspace = tempFolder(), env = {} }: { workspace?: string; env?: NodeJS.ProcessEnv } = {},
) {
  const files = tempFolder();
  for (const name of ['output', 'summary', 'event.json']) writeFileSync(join(files, name), '');
  const child = spawn(process.execPath, [resolve('dist/index.js')], {
    cwd: workspace,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      HOLDALL_CACHE: '',
      ...s3.env,
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: workspace,
      GITHUB_REPOSITORY: 'someone/something',
      GITHUB_SHA: 'a'.repeat(40),
      GITHUB_WORKFLOW: 'Build',
      GITHUB_JOB: 'build',
      GITHUB_OUTPUT: join(files, 'output'),
      GITHUB_STEP_SUMMARY: join(files, 'summary'),
      RUNNER_TEMP: files,
      RUNNER_TOOL_CACHE: TOOL_CACHE,
      ...Object.fromEntries(
        Object.entries(inputs).map(([name, value]) => [
          `INPUT_${name.toUpperCase().replaceAll(' ', '_')}`,
          value,
        ]),
      ),
      ...env,
    },
  });
  const { status, out, err } = await ended(child);
  return {
    status,
    err,
    log: out,
    outputs: parseOutputs(readFileSync(join(files, 'output'), 'utf8')),
    summary: readFileSync(join(files, 'summary'), 'utf8'),
  };
}

/** The runner's file commands: `NAME<<DELIMITER`, the value, the delimiter. */
function parseOutputs(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/^(\S+)<<(\S+)\n([\s\S]*?)\n\2$/gm)].map(([, name, , value]) => [name, value]),
  );
}

/** The workflow commands of a kind in a log: their properties and messages. */
function commands(log: string, kind: string): string[] {
  return log.split('\n').filter((line) => line.startsWith(`::${kind}`));
}

async function uploadSpec(prefix: string, changes: object = {}): Promise<string> {
  const place = tempFolder();
  await smallSpec(place, { publish: { to: `s3://out/${prefix}/` }, ...changes });
  for (const path of pathsBelow(place))
    await s3.put('specs', `${prefix}/${path}`, readFileSync(join(place, path)));
  return `s3://specs/${prefix}/spec.json`;
}

describe('from bucket to bucket', () => {
  it('builds both executables, says where, and sums it up', { timeout: 400_000 }, async () => {
    const spec = await uploadSpec('both', { targets: ['windows-x64', 'linux-x64'], version: '1.0' });
    const { status, log, outputs, summary } = await runAction({ spec });
    expect(log).not.toContain('::error');
    expect(status).toBe(0);
    expect(outputs).toMatchObject({
      name: 'small',
      version: '1.0',
      manifest: 's3://out/both/small/1.0/manifest.json',
      executables:
        's3://out/both/small/1.0/small-1.0-windows-x64.exe\ns3://out/both/small/1.0/small-1.0-linux-x64',
    });
    expect(await s3.keys('out', 'both/')).toEqual(
      [
        'both/small/1.0/checksums.txt',
        'both/small/1.0/index.html',
        'both/small/1.0/manifest.json',
        'both/small/1.0/small-1.0-linux-x64',
        'both/small/1.0/small-1.0-windows-x64.exe',
        'both/small/latest.json',
      ].sort(),
    );
    const manifest = JSON.parse((await s3.get('out', 'both/small/1.0/manifest.json')).toString());
    expect(manifest.commit).toBe('a'.repeat(40));
    const [result] = JSON.parse(outputs['result'] ?? '[]');
    expect(result.report).toMatchObject({ status: 'published', version: '1.0' });

    expect(commands(log, 'group::').map((line) => line.slice('::group::'.length))).toEqual([
      'Toolchain',
      ...['plan', 'fetch', 'process', 'pack', 'verify', 'publish'].map((stage) => `${spec}: ${stage}`),
    ]);
    expect(commands(log, 'endgroup')).toHaveLength(7);
    for (const part of [
      '## A small thing 1.0',
      'small-1.0-windows-x64.exe',
      '2 pictures',
      '3 rows',
      'aws s3 cp s3://out/both/small/1.0/small-1.0-windows-x64.exe .',
      '| pack |',
    ])
      expect(summary).toContain(part);

    const again = await runAction({ spec });
    expect(again.status).toBe(0);
    expect(JSON.parse(again.outputs['result'] ?? '[]')[0].report.status).toBe('unchanged');
    expect(again.summary).toContain('skipped: the same content is published already');
  });

  it('makes the same content as the command line', async () => {
    const spec = await uploadSpec('same', { targets: ['linux-x64'] });
    const { outputs } = await runAction({ spec, 'dry-run': 'false', output: 's3://out/elsewhere/' });
    const [{ report }] = JSON.parse(outputs['result'] ?? '[]');
    const { buildReport } = await import('../support/holdall.ts');
    const fromHere = await buildReport([spec, '--to', join(tempFolder(), 'out')], { env: { ...s3.env } });
    expect(fromHere.content).toBe(report.content);
    expect(report.output).toBe(`s3://out/elsewhere/small/${report.version}/`);
  });

  it('takes the version from the tag', async () => {
    const spec = await uploadSpec('tagged');
    const { outputs } = await runAction(
      { spec, 'dry-run': 'true' },
      { env: { GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v2.3.4' } },
    );
    expect(outputs['version']).toBe('2.3.4');
    expect(outputs['manifest']).toBe('');
  });
});

describe('inputs', () => {
  it('that are wrong are told all at once, before anything is done', async () => {
    const { status, log } = await runAction({
      targets: 'linux-x46',
      'dry-run': 'yes',
      concurrency: '0',
      'fail-on': 'info',
    });
    expect(status).toBe(1);
    for (const name of ['spec', 'targets', 'dry-run', 'concurrency', 'fail-on'])
      expect(log).toContain(`The input "${name}" is`);
    expect(log).toContain('Did you mean "linux-x64"');
    expect(log).not.toContain('::group::');
  });
});

describe('secrets', () => {
  it('are masked before anything else is said', async () => {
    const spec = await uploadSpec('secret');
    const { log } = await runAction(
      {
        spec,
        'dry-run': 'true',
        'github-token': 'ghs_verysecret',
        'endpoint-url': s3.endpoint.replace('//', '//user:hunter2@'),
      },
      { env: { AWS_SESSION_TOKEN: 'session-token' } },
    );
    const masks = commands(log, 'add-mask::');
    expect(masks.sort()).toEqual(
      ['ghs_verysecret', s3.env['AWS_SECRET_ACCESS_KEY'], 'session-token', 'hunter2']
        .map((secret) => `::add-mask::${secret}`)
        .sort(),
    );
    const rest = log.split('\n').filter((line) => !line.startsWith('::add-mask::'));
    expect(
      log
        .split('\n')
        .slice(0, 4)
        .every((line) => line.startsWith('::add-mask::')),
    ).toBe(true);
    for (const secret of ['ghs_verysecret', 'session-token', 'hunter2'])
      expect(rest.join('\n')).not.toContain(secret);
  });
});

describe('specs of the checkout', () => {
  it('are annotated on their lines, ten at most, and the rest is in the summary', async () => {
    const workspace = tempFolder();
    const keys = Array.from({ length: 13 }, (_, index) => `  "wrong${index}": 1,`);
    writeFiles(workspace, {
      'specs/bad.json': `{\n${keys.join('\n')}\n  "name": "x", "files": { "f": { "from": "a" } }\n}`,
    });
    const { status, log, summary, outputs } = await runAction({ spec: 'specs/*.json' }, { workspace });
    expect(status).toBe(1);
    const errors = commands(log, 'error ').filter((line) => line.includes('file='));
    // The tenth is the step's own.
    expect(errors).toHaveLength(9);
    expect(commands(log, 'error')).toHaveLength(10);
    expect(errors[0]).toMatch(
      /^::error (?=.*file=specs\/bad\.json)(?=.*line=2)(?=.*col=3).*::"wrong0" is no key here\./,
    );
    expect(summary).toContain('wrong12');
    expect(log).toContain('::error::1 of 1 specs failed: specs/bad.json.');
    expect(JSON.parse(outputs['result'] ?? '[]')[0].problems).toHaveLength(13);
  });

  it('one that fails does not stop the others; warnings fail the step when asked to', async () => {
    const workspace = tempFolder();
    await smallSpec(join(workspace, 'good'), { parts: { files: {} }, version: '1' });
    writeFiles(workspace, { 'bad/spec.json': '{' });
    const mixed = await runAction(
      { spec: 'bad/spec.json\ngood/spec.json', 'dry-run': 'true' },
      { workspace },
    );
    expect(mixed.status).toBe(1);
    expect(JSON.parse(mixed.outputs['result'] ?? '[]')).toMatchObject([
      { spec: 'bad/spec.json' },
      { report: { status: 'planned' } },
    ]);
    const good = { spec: 'good/spec.json', 'dry-run': 'true' };
    expect((await runAction(good, { workspace })).status).toBe(0);
    const strict = await runAction({ ...good, 'fail-on': 'warning' }, { workspace });
    expect(strict.status).toBe(1);
    expect(commands(strict.log, 'warning')).toHaveLength(2);
  });

  it('a glob that matches nothing says what may be missing', async () => {
    const { status, log } = await runAction({ spec: 'specs/*.json' });
    expect(status).toBe(1);
    expect(log).toContain(
      'No spec matches "specs/*.json" in the checkout. Is there an actions/checkout step before this one?',
    );
  });
});

/** A server that answers as much of GitHub's API as the action asks for. */
async function startGitHub(
  answer: (request: { method: string; path: string; body: string }) => [number, unknown],
) {
  const requests: { method: string; path: string; body: string }[] = [];
  const read = async (request: IncomingMessage) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    return body;
  };
  const server = createServer(async (request, response) => {
    const seen = { method: request.method ?? '', path: request.url ?? '', body: await read(request) };
    requests.push(seen);
    const [status, value] = answer(seen);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { requests, url: `http://127.0.0.1:${port}`, stop: () => server.close() };
}

function event(folder: string, name: string, payload: object): NodeJS.ProcessEnv {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'event.json'), JSON.stringify(payload));
  return { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: join(folder, 'event.json') };
}

describe('changed-only', () => {
  const push = { before: 'b'.repeat(40), after: 'c'.repeat(40) };
  const inputs = { spec: '*/spec.json', 'dry-run': 'true', 'changed-only': 'true', 'github-token': 'token' };

  async function twoSpecs(): Promise<string> {
    const workspace = tempFolder();
    for (const name of ['one', 'two']) await smallSpec(join(workspace, name), { name });
    return workspace;
  }

  it('builds the specs that a push touched, by their own file or by one beside it', async () => {
    const workspace = await twoSpecs();
    const github = await startGitHub(() => [
      200,
      { files: [{ filename: 'two/notes/new.txt' }, { filename: 'README.md' }] },
    ]);
    const { outputs, summary } = await runAction(inputs, {
      workspace,
      env: { ...event(tempFolder(), 'push', push), GITHUB_API_URL: github.url },
    });
    github.stop();
    expect(github.requests[0]?.path).toBe(`/repos/someone/something/compare/${push.before}...${push.after}`);
    expect(outputs['name']).toBe('two');
    expect(summary).toContain('Not touched: `one/spec.json`');
  });

  it.each([
    ['a new branch', 'push', { ...push, before: '0'.repeat(40) }, 200, 'the branch is new'],
    ['a forced push', 'push', { ...push, forced: true }, 200, 'the push was forced'],
    ['a schedule', 'schedule', {}, 200, 'the event "schedule" is no push and no pull request'],
    ['an error', 'push', push, 404, 'GitHub could not compare the commits'],
  ])('builds all of them when it cannot tell: %s', async (_, name, payload, status, why) => {
    const workspace = await twoSpecs();
    const github = await startGitHub(() => [status, { message: 'Not Found', files: [] }]);
    const { outputs, log } = await runAction(inputs, {
      workspace,
      env: { ...event(tempFolder(), name, payload), GITHUB_API_URL: github.url },
    });
    github.stop();
    expect(outputs['name']).toBe('one\ntwo');
    expect(commands(log, 'notice').join()).toContain(why);
  });
});

describe('comment', () => {
  const inputs = { spec: 'spec.json', 'dry-run': 'true', comment: 'true', 'github-token': 'token' };
  const env = () => event(tempFolder(), 'pull_request', { pull_request: { number: 7 } });

  it('is written once, and over itself after that', async () => {
    const workspace = tempFolder();
    await smallSpec(workspace);
    const bodies: string[] = [];
    const github = await startGitHub(({ method, body }) => {
      if (method === 'GET')
        return [
          200,
          [{ id: 1, body: 'hello' }, ...bodies.map((text, index) => ({ id: 10 + index, body: text }))],
        ];
      bodies[0] = JSON.parse(body).body;
      return [200, {}];
    });
    for (const _ of [1, 2]) {
      const { status } = await runAction(inputs, {
        workspace,
        env: { ...env(), GITHUB_API_URL: github.url },
      });
      expect(status).toBe(0);
    }
    github.stop();
    expect(
      github.requests.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`),
    ).toEqual([
      'POST /repos/someone/something/issues/7/comments',
      'PATCH /repos/someone/something/issues/comments/10',
    ]);
    expect(bodies[0]).toContain('<!-- holdall: Build / build -->');
    expect(bodies[0]).toContain('A small thing');
  });

  it('that may not be written is a warning and no failure', async () => {
    const workspace = tempFolder();
    await smallSpec(workspace);
    const github = await startGitHub(() => [403, { message: 'Resource not accessible by integration' }]);
    const { status, log } = await runAction(inputs, {
      workspace,
      env: { ...env(), GITHUB_API_URL: github.url },
    });
    github.stop();
    expect(status).toBe(0);
    expect(commands(log, 'warning').join()).toContain('The job needs the permission "pull-requests: write".');
  });

  it('is left out where there is no pull request', async () => {
    const workspace = tempFolder();
    await smallSpec(workspace);
    const { status, log } = await runAction(inputs, { workspace, env: event(tempFolder(), 'push', {}) });
    expect(status).toBe(0);
    expect(commands(log, 'notice').join()).toContain('No comment was written: this is no pull request.');
  });
});

// A picture is asked for here so that sharp comes out of the toolchain, and not out of node_modules.
describe('the toolchain', () => {
  it('is the locked one', async () => {
    const workspace = tempFolder();
    writeFiles(workspace, {
      'spec.json': {
        name: 'p',
        targets: ['linux-x64'],
        images: { a: { from: '*.png', steps: [{ grayscale: {} }] } },
      },
      'a.png': await picture(),
    });
    const { log, status } = await runAction({ spec: 'spec.json' }, { workspace });
    expect(status).toBe(0);
    expect(log).toContain(TOOL_CACHE);
  });
});
