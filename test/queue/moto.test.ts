import { afterAll, beforeAll } from 'vitest';
import { openQueues } from '../../src/queue/open.ts';
import { type Moto, motoProgram, startMoto } from '../support/moto.ts';
import { describeNeeds } from '../support/needs.ts';
import { queueContract } from './contract.ts';

describeNeeds('HOLDALL_MOTO, the program moto_server', motoProgram !== undefined)('a queue of moto', () => {
  let moto: Moto;
  beforeAll(async () => {
    moto = await startMoto();
  });
  afterAll(() => moto.stop());

  queueContract('sqs', () => openQueues({ sqs: {} }), { forgets: true });
});
