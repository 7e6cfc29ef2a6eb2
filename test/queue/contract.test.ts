import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { openQueues } from '../../src/queue/open.ts';
import { startS3, type TestS3 } from '../support/s3.ts';
import { tempFolder } from '../support/temp.ts';
import { queueContract } from './contract.ts';

let server: TestS3;
beforeAll(async () => {
  server = await startS3();
});
afterAll(() => server.stop());

describe('a queue that is embedded', () => {
  queueContract('embedded', () => openQueues({ file: join(tempFolder(), 'deep', 'queues.sqlite') }));
});

describe('a queue that is sqs', () => {
  queueContract('sqs', () => openQueues({ sqs: {} }));
});
