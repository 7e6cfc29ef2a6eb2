import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest';
import type { RunningWorker } from '../../../../src/parts/worker/loop/worker.ts';
import type { Place } from '../../../../src/parts/worker/place.ts';
import type { Given } from '../../../../src/parts/worker/settings.ts';
import { hasCommand, itNeeds } from '../../../support/needs.ts';
import { startS3, type TestS3 } from '../../../support/s3.ts';
import { tempFolder } from '../../../support/temp.ts';
import { openTerminal, type TestTerminal } from '../../../support/terminal.ts';
import { madePlace, workerAt } from '../../../support/worker-place.ts';
import { menuSpec } from './menu-child.ts';

const it = itNeeds("util-linux' script", hasCommand('script', '--version'));

let server: TestS3;
beforeAll(async () => {
  server = await startS3({ buckets: ['menu'] });
});
afterAll(() => server.stop());

describe.each<[string, Given, string[]]>([
  ['this machine', { local: true }, []],
  [
    'SQS and S3',
    { requests: 'menu', replies: 'menu-replies', bucket: 's3://menu/' },
    ['--requests', 'menu', '--replies', 'menu-replies', '--bucket', 's3://menu/'],
  ],
])('the menu, over %s', (_, given, args) => {
  let place: Place;
  let worker: RunningWorker;
  let data: string;
  let terminal: TestTerminal;

  beforeAll(async () => {
    data = tempFolder();
    place = await madePlace(menuSpec, given, data);
    worker = await workerAt(place, menuSpec);
  });
  afterAll(async () => {
    await worker.stop(1000);
    place.close();
  });
  beforeEach(() => {
    const child = join(import.meta.dirname, 'menu-child.ts');
    terminal = openTerminal([process.execPath, child, data, ...args], server.env);
  });
  afterEach(async () => {
    await terminal.close();
    expect(await place.queues.list(`${place.replies.name}-`)).toEqual([]);
  });

  const chosen = async (line: string) => {
    await terminal.sees('q  quit\r\n> ');
    terminal.type(line);
  };
  const quit = async () => {
    await chosen('q');
    expect(await terminal.ended()).toBe(0);
  };

  it('sends lists: a ready-made one, one at random, and one that is typed', async () => {
    expect(await terminal.sees('\r\n')).toMatch(/^The stationer\. Jobs go to (jobs|menu) \(/);
    await chosen('1');
    await terminal.sees('1,5,22\r\n');
    await terminal.sees('The list average is : 9.333333333333334\r\nThe list median is : 5\r\n');
    await terminal.sees(' ms\r\n');

    await chosen('2');
    await terminal.sees('How many numbers? [50] ');
    terminal.type('x');
    await terminal.sees('A whole number from 1 to 100000.');
    await terminal.sees('How many numbers? [50] ');
    terminal.type('');
    await terminal.sees('50 random numbers, 0 to 1000, --seed ');
    await terminal.sees('The list median is : ');

    await chosen('3');
    for (const [index, line] of ['4', 'four', '-2.5', ''].entries()) {
      await terminal.sees(`number ${index < 2 ? index + 1 : index}: `);
      terminal.type(line);
      if (line === 'four') await terminal.sees('"four" is no number.');
    }
    await terminal.sees('The list minimum is : -2.5\r\nThe list maximum is : 4\r\n');
    await quit();
  });

  it('takes lines that were pasted', async () => {
    await terminal.sees('> ');
    terminal.press('3\r1\r2\r6\r\r9\rq\r');
    await terminal.sees('The list average is : 3\r\n');
    await terminal.sees('Type a number from 1 to 8, or q to quit.');
    expect(await terminal.ended()).toBe(0);
  });

  it('uploads, lists, processes, downloads and shows a picture', async () => {
    const folder = tempFolder();
    const picture = join(folder, "it's a picture.jpg");
    copyFileSync('examples/stationer/pictures/eraser-white.jpg', picture);
    await chosen('6');
    await terminal.sees('There are no pictures yet; upload one.');
    await chosen('4');
    await terminal.sees('Which file? ');
    terminal.type(`"${picture}"`);
    await terminal.sees('Uploaded 1 picture to ');
    await chosen('7');
    await terminal.sees("1  it's a picture.jpg\r\nWhich picture? ");
    terminal.type('1');
    await terminal.sees("it's a picture.jpg has not been processed yet.");

    await chosen('6');
    await terminal.sees('Which picture? ');
    terminal.type('2');
    await terminal.sees('A number from 1 to 1, or nothing to go back.');
    await terminal.sees('Which picture? ');
    terminal.type('1');
    await terminal.sees('1  black-and-white\r\n  2  thumb\r\nWhich steps? [black-and-white] ');
    terminal.type('2');
    await terminal.sees('Into which folder? [processed] ');
    terminal.type(folder);
    await terminal.sees(join(folder, "it's a picture.webp"));
    expect(existsSync(join(folder, "it's a picture.webp"))).toBe(true);

    await chosen('6');
    await terminal.sees('Which picture? ');
    terminal.type('1');
    await terminal.sees('Which steps? ');
    terminal.type('2');
    await terminal.sees('Into which folder? ');
    terminal.type(folder);
    await terminal.sees(`${join(folder, "it's a picture.webp")} is there already. Replace it? [y/N] `);
    terminal.type('');
    await terminal.sees('The picture was not processed.');

    await chosen('5');
    await terminal.sees('To be processed, ');
    await terminal.sees("1 picture\r\n  it's a picture.jpg  ");
    await terminal.sees('Results, ');
    await terminal.sees("1 picture\r\n  it's a picture.webp  ");

    await chosen('7');
    await terminal.sees('Which picture? ');
    terminal.type('1');
    await terminal.sees("before: it's a picture.jpg");
    await terminal.sees("after: it's a picture.webp");
    const shown = await terminal.sees('\r\n\r\nNumbers');
    const lines = shown.trim().split('\r\n').map(stripVTControlCharacters);
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.every((line) => /^[▀ ]+$/.test(line) && line.length < 100)).toBe(true);
    expect(shown).toContain('\u001b[38;2;');
    await quit();
    await place.incoming().delete("it's a picture.jpg");
    await place.outgoing().delete("it's a picture.webp");
  });

  it('purges a queue when that is meant', async () => {
    await place.replies.send([{ body: 'lost', dedupeId: 'lost' }]);
    const questions = async (which: string) => {
      await chosen('8');
      await terminal.sees('1  requests\r\n  2  replies\r\n  3  dead letters\r\nWhich? ');
      terminal.type(which);
    };
    await questions('3');
    await terminal.sees('There are no messages in the queue ');
    await questions('2');
    await terminal.sees(`Delete 1 message of the queue ${place.replies.name}? [y/N] `);
    terminal.type('n');
    await terminal.sees('Nothing was deleted.');
    await questions('replies');
    await terminal.sees('[y/N] ');
    terminal.type('y');
    await terminal.sees('Deleted 1 message of the queue ');
    await quit();
  });

  it('is left by Ctrl-C, by Ctrl-D, and by quit', async () => {
    await terminal.sees('> ');
    terminal.press('\u0003');
    expect(await terminal.ended()).toBe(0);
    for (const keys of ['\u0004', 'quit\r', '0\r']) {
      const other = openTerminal(
        [process.execPath, join(import.meta.dirname, 'menu-child.ts'), data, ...args],
        server.env,
      );
      await other.sees('> ');
      other.press(keys);
      expect(await other.ended()).toBe(0);
    }
  });
});

describe('the menu with no worker', () => {
  it('says that no answer came, gives up at Ctrl-C, and goes on', async () => {
    const data = tempFolder();
    const place = await madePlace(menuSpec, { local: true }, data);
    const child = join(import.meta.dirname, 'menu-child.ts');
    const terminal = openTerminal([process.execPath, child, data, '--timeout', '3']);
    await terminal.sees('> ');
    terminal.type('1');
    await terminal.sees('1,5,22\r\n');
    await terminal.sees('No answer came within 3 s: 1 job waits in the queue jobs');
    await terminal.sees('> ');
    terminal.type('1');
    await terminal.sees('1,5,22\r\n');
    while ((await place.requests.depth()).waiting < 2) await sleep(20);
    terminal.press('\u0003');
    await terminal.sees('Interrupted.');
    await terminal.sees('> ');
    terminal.type('q');
    expect(await terminal.ended()).toBe(0);
    expect(await place.queues.list('job-replies-')).toEqual([]);
    place.close();
  });
});
