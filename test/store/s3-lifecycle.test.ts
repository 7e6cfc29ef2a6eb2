import {
  GetBucketLifecycleConfigurationCommand,
  type LifecycleRule,
  PutBucketLifecycleConfigurationCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { addExpiries, missingExpiries } from '../../src/store/s3-lifecycle.ts';
import { type FaultProxy, s3ErrorAnswer, startFaultProxy } from '../support/fault-proxy.ts';
import { startS3, type TestS3 } from '../support/s3.ts';

let server: TestS3;
let proxy: FaultProxy;
let bucket: string;
let count = 0;
beforeAll(async () => {
  server = await startS3();
  proxy = await startFaultProxy(server.endpoint);
});
afterAll(async () => {
  await proxy.stop();
  await server.stop();
});
beforeEach(() => {
  bucket = `ruled-${++count}`;
  server.createBucket(bucket);
  proxy.script();
});

const expiries = [
  { folder: 'ledger/', days: 15 },
  { folder: 'payloads/', days: 30 },
];
const rules = async () =>
  (await server.client.send(new GetBucketLifecycleConfigurationCommand({ Bucket: bucket }))).Rules;
const put = (...Rules: LifecycleRule[]) =>
  server.client.send(
    new PutBucketLifecycleConfigurationCommand({ Bucket: bucket, LifecycleConfiguration: { Rules } }),
  );

it('rules are added once, below the prefix, and leave others as they are', async () => {
  const other: LifecycleRule = {
    ID: 'logs',
    Status: 'Enabled',
    Filter: { Prefix: 'logs/' },
    Expiration: { Days: 3 },
  };
  await put(other);
  const address = `s3://${bucket}/lab/`;
  expect(await missingExpiries(address, expiries)).toEqual(expiries);
  expect(await addExpiries(address, expiries)).toEqual(expiries);
  const all = await rules();
  expect(all).toEqual([
    other,
    expect.objectContaining({
      ID: 'holdall-lab/ledger/',
      Status: 'Enabled',
      Filter: { Prefix: 'lab/ledger/' },
      Expiration: { Days: 15 },
    }),
    expect.objectContaining({ ID: 'holdall-lab/payloads/', Expiration: { Days: 30 } }),
  ]);
  expect(await missingExpiries(address, expiries)).toEqual([]);
  expect(await addExpiries(address, expiries)).toEqual([]);
  expect(await rules()).toEqual(all);
  expect(await missingExpiries(`s3://${bucket}/`, expiries)).toEqual(expiries);
});

it('a rule that somebody has made or switched off is taken for one', async () => {
  const own: LifecycleRule = { ID: 'holdall-payloads/', Status: 'Disabled', Filter: { Prefix: 'payloads/' } };
  const wide: LifecycleRule = { ID: 'all', Status: 'Enabled', Filter: {}, Expiration: { Days: 90 } };
  await put({ ...own, Expiration: { Days: 5 } }, wide);
  expect(await missingExpiries(`s3://${bucket}/`, expiries)).toEqual([]);
  const tagged = { ...wide, Filter: { Tag: { Key: 'a', Value: 'b' } } };
  await put(tagged);
  expect(await missingExpiries(`s3://${bucket}/`, expiries)).toEqual(expiries);
});

it('what fails is said in a sentence', async () => {
  proxy.script(() => s3ErrorAnswer(403, 'AccessDenied'));
  const through = { endpointUrl: proxy.url };
  await expect(addExpiries(`s3://${bucket}/`, expiries, through)).rejects.toThrow(/^Access to s3:/);
  proxy.script(() => s3ErrorAnswer(501, 'NotImplemented'));
  await expect(missingExpiries(`s3://${bucket}/`, expiries, through)).rejects.toThrow(/^.+ s3:.+\.$/);
});
