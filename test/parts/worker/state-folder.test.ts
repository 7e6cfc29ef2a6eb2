import { join } from 'node:path';
import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPlace } from '../../../src/parts/worker/place.ts';
import { type Given, settingsOf } from '../../../src/parts/worker/settings.ts';
import { stateFolder } from '../../../src/parts/worker/state-folder.ts';
import { openQueues } from '../../../src/queue/open.ts';
import { startS3, type TestS3 } from '../../support/s3.ts';
import { tempFolder } from '../../support/temp.ts';
import { plainSpec } from '../../support/worker-place.ts';

let server: TestS3;
let url = '';
const data = tempFolder();
beforeAll(async () => {
  server = await startS3();
  for (const region of ['us-east-1', 'eu-west-1']) {
    const queues = openQueues({ sqs: { region } });
    await queues.create('jobs');
    queues.close();
  }
  const sqs = new SQSClient({ endpoint: server.endpoint });
  ({ QueueUrl: url = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'jobs' })));
  sqs.destroy();
});
afterAll(() => server.stop());

async function folderOf(given: Given): Promise<string> {
  const place = await openPlace(settingsOf(plainSpec, given, data, {}));
  try {
    return await stateFolder(place);
  } finally {
    place.close();
  }
}

it('a queue has one folder, however it is named and whatever else is', async () => {
  const usual = await folderOf({ requests: 'jobs' });
  expect(usual).toMatch(/\/worker\/queues\/jobs-[0-9a-f]{12}$/);
  for (const given of [
    { requests: url },
    { requests: 'jobs', replies: 'others', bucket: 's3://some/' },
    { requests: 'jobs', region: 'us-east-1', endpointUrl: server.endpoint },
  ])
    expect(await folderOf(given), JSON.stringify(given)).toBe(usual);
});

it('two queues of one name have two, for they are in different regions', async () => {
  const regions = ['us-east-1', 'eu-west-1'];
  const folders = await Promise.all(regions.map((region) => folderOf({ requests: 'jobs', region })));
  expect(folders[0]).not.toBe(folders[1]);
});

it('a queue that is not there has none; one of this machine has its name', async () => {
  await expect(folderOf({ requests: 'nowhere' })).rejects.toThrow(/^There is no queue nowhere/);
  expect(await folderOf({ requests: 'jobs', local: true })).toBe(join(data, 'worker', 'queues', 'jobs'));
});
