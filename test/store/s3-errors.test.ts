import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import type { S3Context } from '../../src/store/s3-context.ts';
import { s3Error } from '../../src/store/s3-errors.ts';
import type { Store } from '../../src/store/store.ts';
import { type Fault, type FaultProxy, s3ErrorAnswer, startFaultProxy } from '../support/fault-proxy.ts';
import { setEnvironment, startS3, type TestS3 } from '../support/s3.ts';

let s3: TestS3;
let proxy: FaultProxy;
let store: Store;
beforeAll(async () => {
  s3 = await startS3({ buckets: ['specs'] });
  proxy = await startFaultProxy(s3.endpoint);
});
afterAll(async () => {
  await proxy.stop();
  await s3.stop();
});
beforeEach(() => {
  proxy.script();
  store = openStore('s3://specs/shop/', { endpointUrl: proxy.url, deadlineMs: 300 });
});

let restore = () => {};
afterEach(() => restore());

/** Everything that can be asked of one object, and what the messages call it. */
const ACTIONS = {
  head: ['read', () => store.head('a.csv')],
  read: ['read', () => store.read('a.csv').then(buffer)],
  write: ['written', () => store.write('a.csv', 'x')],
  list: ['listed', () => firstOf(store.list('a.csv'))],
  delete: ['deleted', () => store.delete('a.csv')],
} as const;
const TARGET = 's3://specs/shop/a.csv';

type Row = [name: string, fault: Fault, message: (action: string, done: string) => string, hint?: string];

const READ_RIGHT =
  's3:GetObject on arn:aws:s3:::specs/shop/a.csv, and s3:ListBucket, without which a missing object is refused too';

const rows: Row[] = [
  [
    'a bucket that is not there',
    s3ErrorAnswer(404, 'NoSuchBucket', 'The specified bucket does not exist'),
    (_, done) => `There is no bucket specs at ENDPOINT, so ${TARGET} cannot be ${done}.`,
    'Check its name and the endpoint.',
  ],
  [
    'a key that is not known',
    s3ErrorAnswer(
      403,
      'InvalidAccessKeyId',
      'The AWS Access Key Id you provided does not exist in our records.',
    ),
    () => `The access key that ${TARGET} was asked for with is not known at ENDPOINT.`,
    'Check AWS_ACCESS_KEY_ID or the profile, and that they are for this endpoint.',
  ],
  [
    'a secret that is wrong',
    s3ErrorAnswer(403, 'SignatureDoesNotMatch', 'The request signature we calculated does not match ...'),
    () => `The secret key that ${TARGET} was asked for with is wrong.`,
    'Check AWS_SECRET_ACCESS_KEY or the profile; a space at its end counts.',
  ],
  [
    'a session that has expired',
    s3ErrorAnswer(400, 'ExpiredToken', 'The provided token has expired.'),
    () => `The credentials that ${TARGET} was asked for with are no longer valid: the session has expired.`,
    'Sign in again; in a workflow, get the credentials in the same job.',
  ],
  [
    'a clock that is wrong',
    s3ErrorAnswer(403, 'RequestTimeTooSkewed', 'The difference between the request time ...'),
    (action) =>
      `S3 refused to ${action} ${TARGET} because this machine's clock is wrong by more than 15 minutes.`,
    'Set the clock and try again.',
  ],
  [
    'another region, in a header',
    s3ErrorAnswer(301, 'PermanentRedirect', 'x', {}, { 'x-amz-bucket-region': 'eu-west-1' }),
    (_, done) => `The bucket specs is in the region eu-west-1, so ${TARGET} cannot be ${done} from here.`,
    'Set AWS_REGION=eu-west-1, or the region where another was given.',
  ],
  [
    'another region, in the endpoint',
    s3ErrorAnswer(301, 'PermanentRedirect', 'x', { Endpoint: 'specs.s3.eu-west-2.amazonaws.com' }),
    (_, done) => `The bucket specs is in the region eu-west-2, so ${TARGET} cannot be ${done} from here.`,
    'Set AWS_REGION=eu-west-2, or the region where another was given.',
  ],
  [
    'another region, in a field',
    s3ErrorAnswer(400, 'AuthorizationHeaderMalformed', 'x', { Region: 'eu-west-3' }),
    (_, done) => `The bucket specs is in the region eu-west-3, so ${TARGET} cannot be ${done} from here.`,
    'Set AWS_REGION=eu-west-3, or the region where another was given.',
  ],
  [
    'another region, in the message',
    s3ErrorAnswer(
      400,
      'AuthorizationHeaderMalformed',
      "the region 'us-east-1' is wrong; expecting 'eu-north-1'",
    ),
    (_, done) => `The bucket specs is in the region eu-north-1, so ${TARGET} cannot be ${done} from here.`,
    'Set AWS_REGION=eu-north-1, or the region where another was given.',
  ],
  [
    'another region that is not told',
    s3ErrorAnswer(301, 'PermanentRedirect', 'x'),
    (_, done) => `The bucket specs is in another region, so ${TARGET} cannot be ${done} from here.`,
    "Set AWS_REGION to the bucket's, or the region where another was given.",
  ],
  [
    'a key that is too long',
    s3ErrorAnswer(400, 'KeyTooLongError', 'Your key is too long'),
    () => `The key of ${TARGET} is longer than 1024 bytes.`,
    'Use shorter names.',
  ],
  [
    'an archive',
    s3ErrorAnswer(403, 'InvalidObjectState', "The operation is not valid for the object's storage class"),
    () => `${TARGET} is in an archive and cannot be read at once.`,
    'Restore it in S3 first.',
  ],
  [
    'an error that nobody thought of',
    s3ErrorAnswer(400, 'Whatever', 'It is\n wrong.'),
    (action) => `Cannot ${action} ${TARGET}: the server answered 400 Whatever, It is wrong.`,
  ],
  [
    'a web page',
    {
      kind: 'answer',
      status: 404,
      body: '<!doctype html><html><head><meta charset=utf-8></head><body>Hi<br>',
    },
    (_, done) => `ENDPOINT does not answer as S3 does (404): ${TARGET} cannot be ${done}.`,
    'Check the endpoint: the address of the S3 interface, not of a web page.',
  ],
  [
    'a web page that is XML too',
    { kind: 'answer', status: 404, body: '<html><body><h1>404 Not Found</h1></body></html>' },
    (_, done) => `ENDPOINT does not answer as S3 does (404): ${TARGET} cannot be ${done}.`,
    'Check the endpoint: the address of the S3 interface, not of a web page.',
  ],
  [
    'a way elsewhere',
    { kind: 'answer', status: 302, headers: { location: 'https://example.com/' }, body: 'Moved' },
    (_, done) => `ENDPOINT does not answer as S3 does (302): ${TARGET} cannot be ${done}.`,
    'Check the endpoint: the address of the S3 interface, not of a web page.',
  ],
];

describe.each(Object.keys(ACTIONS) as (keyof typeof ACTIONS)[])('%s', (name) => {
  const [done, act] = ACTIONS[name];
  const action = name === 'head' ? 'read' : name;

  it.each(rows)('says of %s what to do', async (_, fault, message, hint) => {
    proxy.script(() => fault);
    await expect(act()).rejects.toThrow(userError(message(action, done), hint));
    expect(proxy.requests.length).toBeLessThanOrEqual(2);
  });

  it('says of access that is refused which right is needed', async () => {
    proxy.script(() => s3ErrorAnswer(403, 'AccessDenied', 'Access Denied'));
    const right = {
      read: READ_RIGHT,
      write: 's3:PutObject on arn:aws:s3:::specs/shop/a.csv',
      list: 's3:ListBucket on arn:aws:s3:::specs',
      delete: 's3:DeleteObject on arn:aws:s3:::specs/shop/a.csv',
    }[action];
    await expect(act()).rejects.toThrow(
      userError(`Access to ${TARGET} was refused: Access Denied.`, `Allow these credentials ${right}.`),
    );
    proxy.script(() => ({ kind: 'answer', status: 403, body: '' }));
    await expect(act()).rejects.toThrow(
      userError(`Access to ${TARGET} was refused.`, `Allow these credentials ${right}.`),
    );
  });
});

describe('a wrong endpoint', () => {
  const read = (endpointUrl: string, pathStyle = true) =>
    openStore('s3://specs/', { endpointUrl, pathStyle, deadlineMs: 300 }).read('a');

  it('whose host is not there', async () => {
    await expect(read('http://no-such-host.invalid')).rejects.toThrow(
      userError(
        expect.stringMatching(
          /^Cannot read s3:\/\/specs\/a: the host no-such-host\.invalid was not found\.$/,
        ),
        'Check the endpoint, and path style: without it the bucket is a part of the host.',
      ),
    );
  });

  it('where nothing listens', async () => {
    await expect(read('http://127.0.0.1:1')).rejects.toThrow(
      userError(
        'Cannot read s3://specs/a: nothing answers at http://127.0.0.1:1 (ECONNREFUSED).',
        'Check the endpoint, its port, and that the server runs.',
      ),
    );
  });

  it('that does not speak TLS', async () => {
    const endpoint = s3.endpoint.replace('http:', 'https:');
    await expect(read(endpoint)).rejects.toThrow(
      userError(
        `Cannot read s3://specs/a: ${endpoint} does not speak TLS.`,
        'Write the endpoint with http:// or the right port.',
      ),
    );
  });

  it.skipIf(!hasOpenssl())('whose certificate nobody knows (made by openssl)', async () => {
    const server = createServer(selfSigned(), (_, response) => response.end());
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
    await expect(read(`https://127.0.0.1:${port}`)).rejects.toThrow(
      userError(
        `Cannot read s3://specs/a: the certificate of https://127.0.0.1:${port} is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT).`,
        'Name the authority that signed it in NODE_EXTRA_CA_CERTS, or check the endpoint.',
      ),
    );
    server.close();
  });

  it.each(['<!doctype html><p>Welcome<br>', '<html><body><p>Welcome</p></body></html>', 'hello'])(
    'that answers %s to everything',
    async (body) => {
      proxy.script(() => ({ kind: 'answer', status: 200, body }));
      for (const act of [ACTIONS.head, ACTIONS.read, ACTIONS.write, ACTIONS.list]) {
        const message = new RegExp(
          `^${proxy.url} does not answer as S3 does( \\(200\\))?: ${TARGET} cannot be ${act[0]}\\.$`,
        );
        await expect(act[1]()).rejects.toThrow(
          userError(
            expect.stringMatching(message),
            'Check the endpoint: the address of the S3 interface, not of a web page.',
          ),
        );
      }
    },
  );
});

describe('credentials', () => {
  it('that are not there', async () => {
    restore = setEnvironment({ AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined });
    await expect(ACTIONS.read[1]()).rejects.toThrow(
      userError(
        expect.stringMatching(
          /^There are no usable AWS credentials to read s3:\/\/specs\/shop\/a\.csv: Could not load .*\.$/,
        ),
        'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or AWS_PROFILE; in a workflow, run aws-actions/configure-aws-credentials first.',
      ),
    );
    expect(proxy.requests).toHaveLength(0);
  });

  it('are in no message', async () => {
    for (const [, fault] of rows) {
      proxy.script(() => fault);
      const error = await ACTIONS.read[1]().catch((thrown: unknown) => thrown);
      expect(JSON.stringify(error)).not.toContain(s3.env.AWS_SECRET_ACCESS_KEY);
    }
  });
});

describe('an object that is not there', () => {
  it('is not taken for a bucket that is not there', async () => {
    await expect(store.read('a.csv')).rejects.toThrow(
      userError(`There is no object ${TARGET}.`, 'Check the key; capital letters count.'),
    );
    expect(await store.head('a.csv')).toBeUndefined();
    const elsewhere = openStore('s3://no-such-bucket/', { endpointUrl: proxy.url });
    const message = `There is no bucket no-such-bucket at ${proxy.url}, so s3://no-such-bucket/a cannot be read.`;
    await expect(elsewhere.head('a')).rejects.toThrow(userError(message, 'Check its name and the endpoint.'));
    await expect(elsewhere.read('a')).rejects.toThrow(userError(message, 'Check its name and the endpoint.'));
  });

  it('costs one request more at the first time, and then none', async () => {
    await store.head('a.csv');
    expect(proxy.requests.map(({ method }) => method)).toEqual(['HEAD', 'GET']);
    await store.head('a.csv');
    await store.at('../other/').head('b');
    expect(proxy.requests.map(({ method }) => method)).toEqual(['HEAD', 'GET', 'HEAD', 'HEAD']);
  });
});

describe('a copy', () => {
  it('of more than S3 copies at once', async () => {
    const said =
      'The specified copy source is larger than the maximum allowable size for a copy source: 5368709120';
    proxy.script(() => s3ErrorAnswer(400, 'InvalidRequest', said));
    await expect(store.copy('a.csv', 'b')).rejects.toThrow(
      userError(`${TARGET} cannot be copied: it is larger than 5 GiB.`, 'Read it and write it instead.'),
    );
  });
});

describe('sentences for what no server here can do', () => {
  const context: S3Context = {
    action: 'read',
    bucket: 'b',
    key: 'k',
    endpoint: undefined,
    deadlineMs: 120_000,
  };
  const failure = (fields: object, message = 'x') => Object.assign(new Error(message), fields);

  it.each([
    [
      { name: 'NoSuchBucket' },
      'There is no bucket b, so s3://b/k cannot be read.',
      'Check its name, and which account the credentials are for.',
    ],
    [
      { code: 'ENOTFOUND', hostname: 'b.s3.eu-west-9.amazonaws.com' },
      'Cannot read s3://b/k: the host b.s3.eu-west-9.amazonaws.com was not found.',
      'Check the network, and the region in AWS_REGION.',
    ],
    [
      { code: 'ENETUNREACH' },
      'Cannot read s3://b/k: nothing answers at S3 (ENETUNREACH).',
      'Check the network.',
    ],
    [{ name: 'EntityTooLarge' }, 's3://b/k is larger than an object may be.', 'Pack less into one file.'],
  ])('%j', (fields, message, hint) => {
    expect(s3Error(failure(fields), context)).toMatchObject({ name: 'UserError', message, hint });
  });

  it('name the right that the server names', () => {
    const said =
      'User: arn:aws:iam::123:user/x is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:1';
    expect(s3Error(failure({ name: 'AccessDenied' }, said), context)).toMatchObject({
      message: `Access to s3://b/k was refused: ${said}.`,
      hint: 'Allow these credentials kms:Decrypt.',
    });
    const role = 'Not authorized to perform sts:AssumeRoleWithWebIdentity';
    expect(s3Error(failure({ name: 'AccessDenied' }, role), context)).toMatchObject({
      hint: "Check the role's name and its trust policy.",
    });
  });

  it('are not made of bugs', () => {
    const bug = new TypeError('undefined is not a function');
    expect(s3Error(bug, context)).toBe(bug);
    expect(s3Error('thrown', context)).toBe('thrown');
    expect(s3Error(undefined, context)).toBeUndefined();
  });
});

function userError(message: unknown, hint?: string) {
  const text = typeof message === 'string' ? message.replace('ENDPOINT', proxy.url) : message;
  return expect.objectContaining({ name: 'UserError', message: text, hint });
}

async function firstOf<T>(items: AsyncIterable<T>): Promise<T | undefined> {
  for await (const item of items) return item;
  return undefined;
}

function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function selfSigned(): { key: Buffer; cert: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'holdall-tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=127.0.0.1'];
  execFileSync('openssl', [...request, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const made = { key: readFileSync(key), cert: readFileSync(cert) };
  rmSync(folder, { recursive: true });
  return made;
}
