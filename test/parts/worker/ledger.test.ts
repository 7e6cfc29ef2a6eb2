import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../../src/base/error.ts';
import type { Ledger } from '../../../src/parts/worker/ledger/ledger.ts';
import { sqliteLedger } from '../../../src/parts/worker/ledger/sqlite.ts';
import { storeLedger } from '../../../src/parts/worker/ledger/store.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/store.ts';
import { type ConditionalS3, startConditionalS3 } from '../../support/conditional-s3.ts';
import { startS3, type TestS3 } from '../../support/s3.ts';
import { tempFolder } from '../../support/temp.ts';

let server: TestS3;
let conditional: ConditionalS3;
beforeAll(async () => {
  server = await startS3({ buckets: ['ledgers'] });
  conditional = await startConditionalS3(server.endpoint);
});
afterAll(async () => {
  await conditional.stop();
  await server.stop();
});

/** HTTP gives times to the second, so a life has to be longer. */
const LIFE_MS = 2000;

/** Each makes a place for ledgers, and gives what opens one there for a worker. */
const places: [title: string, make: () => (worker: string, lifeMs?: number) => Ledger][] = [
  [
    'a file',
    () => {
      const file = join(tempFolder(), 'ledger.sqlite');
      return (worker, lifeMs) => sqliteLedger(file, worker, lifeMs);
    },
  ],
  [
    'a folder',
    () => {
      const store = openStore(`${tempFolder()}/`);
      return (worker, lifeMs) => storeLedger(store, worker, lifeMs);
    },
  ],
  [
    'a bucket',
    () => {
      const store = openStore(`s3://ledgers/${Math.random()}/`, { endpointUrl: conditional.url });
      return (worker, lifeMs) => storeLedger(store, worker, lifeMs);
    },
  ],
];

describe.each(places)('a ledger in %s', (_, make) => {
  /** Two living workers with a ledger in common. */
  async function two(lifeMs?: number): Promise<[Ledger, Ledger]> {
    const open = make();
    const both: [Ledger, Ledger] = [open('one', lifeMs), open('two', lifeMs)];
    await Promise.all(both.map((ledger) => ledger.beat()));
    return both;
  }
  const ask = '#1';
  const claim = async (ledger: Ledger, job: string, answer?: string, which = ask) =>
    (await ledger.claim([{ job, ask: which, ...(answer && { answer }) }]))[0];

  it('gives a job to one worker, and to no other while he lives', async () => {
    const [one, two_] = await two();
    expect(await claim(one, 'a')).toEqual({ state: 'mine', answer: undefined, times: 1 });
    expect(await claim(two_, 'a')).toEqual({ state: 'busy' });
    expect(await claim(two_, 'b')).toMatchObject({ state: 'mine' });
  });

  it('gives a job to one of many who ask at once', async () => {
    const open = make();
    const all = Array.from({ length: 8 }, (_, index) => open(`w${index}`));
    await Promise.all(all.map((ledger) => ledger.beat()));
    const claimed = await Promise.all(all.map((ledger) => claim(ledger, 'a')));
    expect(claimed.filter((each) => each?.state === 'mine')).toHaveLength(1);
  });

  it('knows an answer that was sent', async () => {
    const [one, two_] = await two();
    await claim(one, 'a');
    expect(await one.record([{ job: 'a', answer: 'forty-two' }])).toEqual(['forty-two']);
    await one.sent([{ job: 'a', ask }]);
    expect(await claim(two_, 'a')).toEqual({ state: 'sent' });
    expect(await claim(one, 'a')).toEqual({ state: 'sent' });
  });

  it('gives the first answer to who asks from elsewhere, or once more', async () => {
    const [one, two_] = await two();
    await claim(one, 'a', 'first');
    await one.sent([{ job: 'a', ask }]);
    expect(await claim(two_, 'a', 'another', 'elsewhere#1')).toMatchObject({
      state: 'mine',
      answer: 'first',
    });
    await two_.sent([{ job: 'a', ask: 'elsewhere#1' }]);
    expect(await claim(one, 'a', 'another', '#2')).toMatchObject({ state: 'mine', answer: 'first' });
    await one.sent([{ job: 'a', ask: '#2' }]);
    for (const which of [ask, 'elsewhere#1', '#2']) {
      expect(await claim(one, 'a', 'another', which)).toEqual({ state: 'sent' });
    }
  });

  it('gives the jobs of the dead to others, with the answer where there is one', async () => {
    const [one, two_] = await two(LIFE_MS);
    await claim(one, 'unanswered');
    await claim(one, 'answered');
    await one.record([{ job: 'answered', answer: 'forty-two' }]);
    await sleep(LIFE_MS + 1200);
    await two_.beat();
    expect(await claim(two_, 'unanswered')).toMatchObject({ state: 'mine', answer: undefined, times: 2 });
    expect(await claim(two_, 'answered')).toMatchObject({ state: 'mine', answer: 'forty-two', times: 2 });
    // The one who was only asleep learns that it is no longer his.
    expect(await one.record([{ job: 'unanswered', answer: 'late' }])).toEqual([undefined]);
    expect(await two_.record([{ job: 'unanswered', answer: 'in time' }])).toEqual(['in time']);
  });

  it('lets jobs go', async () => {
    const [one, two_] = await two();
    await claim(one, 'a');
    await one.release(['a', 'never mine']);
    expect(await claim(two_, 'a')).toMatchObject({ state: 'mine', answer: undefined });
    await claim(one, 'b');
    await one.close();
    expect(await claim(two_, 'b')).toMatchObject({ state: 'mine', answer: undefined });
  });

  it("counts how often a job has been somebody's, and nothing else", async () => {
    const [one, two_] = await two();
    for (const [index, who] of [one, two_, two_, one].entries()) {
      expect(await claim(who, 'a')).toMatchObject({ state: 'mine', times: index + 1 });
      await who.release(['a']);
    }
    expect(await claim(one, 'a', 'answer')).toMatchObject({ times: 5 });
    await one.sent([{ job: 'a', ask }]);
    expect(await claim(two_, 'a', undefined, '#2')).toMatchObject({ answer: 'answer', times: 6 });
  });

  it('gives a job anew to who has it: he failed to let it go', async () => {
    const [one, two_] = await two();
    await claim(one, 'a');
    expect(await claim(one, 'a')).toEqual({ state: 'mine', answer: undefined, times: 2 });
    expect(await claim(two_, 'a')).toEqual({ state: 'busy' });
    await one.release(['a']);
    expect(await claim(two_, 'a')).toMatchObject({ state: 'mine', times: 3 });
  });

  it('takes many at once', async () => {
    const [one] = await two();
    const jobs = Array.from({ length: 100 }, (_, index) => `job ${index}`);
    const claimed = await one.claim(jobs.map((job) => ({ job, ask, answer: `answer of ${job}` })));
    expect(claimed).toEqual(jobs.map((job) => ({ state: 'mine', answer: `answer of ${job}`, times: 1 })));
    await one.sent(jobs.map((job) => ({ job, ask })));
    expect(new Set((await one.claim(jobs.map((job) => ({ job, ask })))).map(({ state }) => state))).toEqual(
      new Set(['sent']),
    );
  });
});

describe('a ledger in a file', () => {
  it('forgets more than comes, with all that it knows of it', async () => {
    const file = join(tempFolder(), 'ledger.sqlite');
    const ledger = sqliteLedger(file, 'one');
    const rows = () => {
      const database = new DatabaseSync(file);
      const count = (table: string) => database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n'];
      const counted = [count('jobs'), count('more_sent')];
      database.close();
      return counted;
    };
    const claims = Array.from({ length: 7000 }, (_, index) => ({
      job: `job ${index}`,
      ask: '#1',
      answer: '',
    }));
    await ledger.claim(claims);
    for (const ask of ['#1', '#2', '#3']) await ledger.sent(claims.map(({ job }) => ({ job, ask })));
    expect(rows()).toEqual([7000, 14_000]);
    await ledger.beat();
    expect(rows()).toEqual([7000, 14_000]);
    const later = claims.map(({ job, ...rest }) => ({ ...rest, job: `later ${job}` }));
    await ledger.claim(later);
    const database = new DatabaseSync(file);
    database.exec("UPDATE jobs SET at = 0 WHERE job LIKE 'job %'");
    database.close();
    await ledger.beat();
    expect(rows()).toEqual([7000, 0]);
    await ledger.close();
  });

  it('ends while it forgets', async () => {
    const file = join(tempFolder(), 'ledger.sqlite');
    const ledger = sqliteLedger(file, 'one');
    await ledger.claim(Array.from({ length: 5000 }, (_, index) => ({ job: `job ${index}`, ask: '#1' })));
    const database = new DatabaseSync(file);
    database.exec('UPDATE jobs SET at = 0');
    database.close();
    const beat = ledger.beat();
    await ledger.close();
    await beat;
  });
});

describe('a ledger in a bucket that fails', () => {
  /** A folder that refuses to write some things for once. */
  function failing() {
    const store = openStore(`${tempFolder()}/`);
    let fails: RegExp | undefined;
    const write: Store['write'] = async (path, ...rest) => {
      if (!fails?.test(path)) return store.write(path, ...rest);
      throw new UserError('The bucket does not answer.');
    };
    return {
      store: { ...store, write },
      failAt(path?: RegExp) {
        fails = path;
      },
    };
  }

  it('has none of the jobs that were claimed together', async () => {
    const { store, failAt } = failing();
    const ledger = storeLedger(store, 'one');
    await ledger.beat();
    const jobs = Array.from({ length: 100 }, (_, index) => ({ job: `job ${index}`, ask: '' }));
    failAt(/job 7\//);
    await expect(ledger.claim(jobs)).rejects.toThrow('The bucket does not answer.');
    failAt();
    const states = (await ledger.claim(jobs)).map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(['mine']));
  });

  it('gives a job anew that could not be let go', async () => {
    const { store, failAt } = failing();
    const ledger = storeLedger(store, 'one');
    await ledger.beat();
    await ledger.claim([{ job: 'a', ask: '' }]);
    failAt(/2$/);
    await expect(ledger.release(['a'])).rejects.toThrow('The bucket does not answer.');
    failAt();
    expect(await ledger.claim([{ job: 'a', ask: '' }])).toMatchObject([{ state: 'mine', times: 2 }]);
  });
});
