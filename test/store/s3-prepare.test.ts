import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { knowsConditionalWrites } from '../../src/store/s3-conditional.ts';
import { makeBucket } from '../../src/store/s3-prepare.ts';
import { type FaultProxy, s3ErrorAnswer, startFaultProxy } from '../support/fault-proxy.ts';
import { startS3, type TestS3 } from '../support/s3.ts';

let server: TestS3;
let proxy: FaultProxy;
beforeAll(async () => {
  server = await startS3({ buckets: ['there'] });
  proxy = await startFaultProxy(server.endpoint);
});
afterAll(async () => {
  await proxy.stop();
  await server.stop();
});
beforeEach(() => proxy.script());

const through = () => ({ endpointUrl: proxy.url });

it('a bucket is made once, with folders that can be seen in it', async () => {
  expect(await makeBucket('s3://fresh/a/', ['in/', 'out/'])).toBe(true);
  expect(await makeBucket('s3://fresh/a/', ['in/', 'out/'])).toBe(false);
  expect(await server.keys('fresh')).toEqual(['a/in/', 'a/out/']);
});

it('a bucket in another region than the first says which', async () => {
  const bodies: boolean[] = [];
  proxy.script(({ method, headers }) => {
    if (method === 'PUT') bodies.push(Number(headers['content-length'] ?? 0) > 0);
    return undefined;
  });
  for (const region of ['us-east-1', 'eu-west-1'])
    await makeBucket(`s3://in-${region}/`, [], { ...through(), region });
  expect(bodies).toEqual([false, true]);
});

it('who may not look at a bucket may write to it', async () => {
  proxy.script(({ method }) => (method === 'HEAD' ? s3ErrorAnswer(403, 'AccessDenied') : undefined));
  expect(await makeBucket('s3://there/', ['in/'], through())).toBe(false);
  expect(await server.keys('there')).toEqual(['in/']);
});

it('what fails is said in a sentence', async () => {
  proxy.script(({ method }) => (method === 'HEAD' ? undefined : s3ErrorAnswer(403, 'AccessDenied')));
  await expect(makeBucket('s3://not-mine/', [], through())).rejects.toThrow(/^Access to s3:\/\/not-mine\//);
  await expect(knowsConditionalWrites('s3://there/', through())).rejects.toThrow(/^Access to s3:\/\/there\//);
});

it('a server that knows conditional writes is told from one that does not', async () => {
  const address = 's3://there/probes/';
  // This one takes no notice of the condition.
  expect(await knowsConditionalWrites(address)).toBe(false);
  const taken = new Set<string>();
  proxy.script(({ method, path, headers }) => {
    if (method !== 'PUT' || headers['if-none-match'] !== '*') return undefined;
    if (taken.has(path)) return s3ErrorAnswer(412, 'PreconditionFailed');
    taken.add(path);
    return undefined;
  });
  expect(await knowsConditionalWrites(address, through())).toBe(true);
  proxy.script(({ method }) => (method === 'PUT' ? s3ErrorAnswer(501, 'NotImplemented') : undefined));
  expect(await knowsConditionalWrites(address, through())).toBe(false);
  expect(await server.keys('there', 'probes/')).toEqual([]);
});
