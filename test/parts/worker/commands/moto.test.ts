import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Moto, motoProgram, startMoto } from '../../../support/moto.ts';
import { describeNeeds } from '../../../support/needs.ts';
import { testEnvironment } from '../../../support/s3.ts';
import { tempFolder } from '../../../support/temp.ts';
import { packWorkerApp, type WorkerApp } from '../../../support/worker-commands.ts';

describeNeeds('HOLDALL_MOTO, the program moto_server', motoProgram !== undefined)(
  'commands over moto',
  () => {
    let app: WorkerApp;
    let moto: Moto;
    beforeAll(async () => {
      app = await packWorkerApp();
      moto = await startMoto();
    });
    afterAll(() => moto.stop());

    it('set up, find nothing wrong, do jobs with a ledger in the bucket, and read their journal', async () => {
      const place = ['--requests', 'jobs', '--replies', 'answers.fifo', '--bucket', 's3://moto-bucket/lab/'];
      const options = [...place, '--data', tempFolder()];
      const run = (...args: string[]) => app.run([...args, ...options], testEnvironment(moto.endpoint));
      expect((await run('setup', '--check')).code).toBe(1);
      const made = await run('setup');
      expect(made.stderr).toContain('Made the bucket s3://moto-bucket/lab/.\n');
      expect(JSON.parse(made.stdout).worker.Statement[0].Resource).toEqual([
        'arn:aws:sqs:us-east-1:123456789012:jobs',
      ]);
      const check = await run('setup', '--check');
      expect(check).toMatchObject({ code: 0, stderr: '' });
      const worker = await app.start(['run', ...options], testEnvironment(moto.endpoint));
      const answer = await run('ask', 'numbers', '1', '5', '22');
      expect(answer).toMatchObject({ code: 0, stdout: expect.stringContaining('median is : 5\n') });
      worker.signal('SIGTERM');
      expect(await worker.ended).toMatchObject({ code: 0, stderr: '' });
      const { stdout } = await run('log');
      expect(JSON.parse(stdout)).toMatchObject({ outcome: 'done', kind: 'numbers' });
    });
  },
);
