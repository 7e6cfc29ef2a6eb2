import { createWriteStream, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { largeCsv } from './large-table.ts';
import { type Bench, holdall, median, megabytes, run, seconds, table } from './measure.ts';
import { type Input, type ProgramName, programs, titles } from './serving/programs.ts';
import { loads, ROWS, works } from './serving/questions.ts';
import { type Program, type Server, start } from './serving/server.ts';
import { type Load, load } from './serving/wrk.ts';

/** The packed executable as a server of a million rows, and other programs with the same rows. */
export async function serving({ work, section }: Bench): Promise<void> {
  const input = await makeInput(join(work, 'serving'));
  const peers = programs(input);
  section(
    'Serving: ready',
    `The executable itself (${megabytes(statSync(input.executable).size)}) of a table of ${ROWS.toLocaleString('en')} rows by 7 columns, from the start of its process to the first 200, asked again every millisecond over a bare socket. 15 starts each, in turn, medians. The bounds are 150 ms and 120 MB. Memory is that of all processes of a program, what they share counted once, and for the peak the resident set of the first process.

${table(['', 'time', 'memory', 'peak'], await readiness(peers, join(work, 'serving', 'cache')))}`,
  );
  const { rows, memory } = await underLoad(peers);
  section(
    'Serving: requests per second',
    `wrk, one thread, 50 connections, ${LOAD_ROUNDS} times ${LOAD_SECONDS} s each in turn, after one that is not counted; medians. wrk has one of the two cores to itself. The bounds are 40,000 rows and 60,000 statistics a second, and 5 ms for 99 of 100 rows. Flask keeps a statistic once it is known, as Holdall does; Datasette asks SQLite each time, and SQLite has no median.

${table(['', '', 'requests/s', 'p50', 'p99'], rows)}

Memory after all of it: ${memory}.`,
  );
  section(
    'Serving: answers that take work',
    `One at a time, the first in a process that has just started, then ${WORK_ROUNDS} more with another filter each time where there is one, in turn; medians. The bounds are 300 ms for a facet and 1 s for a page. Datasette reads the very SQLite file that the executable holds; Flask has the rows in memory. Where nothing stands, the program has no such answer.

${table(['', 'program', 'first', 'then'], await atWork(peers))}`,
  );
}

type Programs = Partial<Record<ProgramName, Program>> & { holdall: Program };

const LOAD_SECONDS = 4;
const LOAD_ROUNDS = 3;
const WORK_ROUNDS = 5;

/** The table as CSV, the executable of it, and the SQLite file that is in the executable. */
async function makeInput(folder: string): Promise<Input> {
  mkdirSync(folder, { recursive: true });
  const csv = join(folder, 'sales.csv');
  await pipeline(largeCsv(ROWS), createWriteStream(csv));
  const spec = join(folder, 'spec.json');
  const tables = { sales: { from: 'sales.csv' } };
  writeFileSync(
    spec,
    JSON.stringify({ name: 'bench', targets: ['linux-x64'], tables, publish: { to: 'out/' } }),
  );
  const built = holdall('build', spec, '--json');
  if (built.status !== 0) throw new Error(built.err);
  const executable: string = JSON.parse(built.out).executables[0].address;
  const extracted = run([executable, 'extract', 'tables/tables.sqlite', '--to', folder]);
  if (extracted.status !== 0) throw new Error(extracted.err);
  // Datasette calls the database by the file's name.
  const sqlite = join(folder, 'sales.sqlite');
  run(['mv', join(folder, 'tables', 'tables.sqlite'), sqlite]);
  return { executable, csv, sqlite };
}

/** Lines of a table: time until ready and memory then. */
async function readiness(all: Programs, cache: string): Promise<string[][]> {
  const empty: Program = { ...all.holdall, env: { HOLDALL_CACHE: cache } };
  const starts: [title: string, program: Program, path: string, times: number][] = [
    ['Holdall, `/healthz`', all.holdall, all.holdall.health, 15],
    ['Holdall, `/getRow/1`', all.holdall, '/getRow/1', 15],
    ['Holdall for the first time, `/healthz`', empty, empty.health, 5],
    ['Holdall for the first time, `/getRow/1`: the SQLite file is unpacked', empty, '/getRow/1', 5],
  ];
  if (all.flask) starts.push([`${titles.flask} (from the CSV)`, all.flask, '/getRow/1', 3]);
  if (all.datasette) starts.push([titles.datasette, all.datasette, '/sales/sales/1.json', 5]);

  // The first start fills the caches, that of the file system among them, and is not counted.
  await (await start(all.holdall, '/getRow/1')).stop();
  const results = starts.map(() => [] as { ms: number; now: number; peak: number }[]);
  for (let round = 0; round < 15; round++)
    for (const [at, [, program, path, times]] of starts.entries()) {
      if (round >= times) continue;
      if (program === empty) rmSync(cache, { recursive: true, force: true });
      const server = await start(program, path);
      results[at]?.push({ ms: server.readyMs, ...server.memory() });
      await server.stop();
    }
  return starts.map(([title], at) => {
    const of = (pick: 'ms' | 'now' | 'peak') => median((results[at] ?? []).map((one) => one[pick]));
    return [title, seconds(of('ms')), megabytes(of('now')), megabytes(of('peak'))];
  });
}

/** Lines of a table: requests per second; and what the programs hold in memory afterwards. */
async function underLoad(all: Programs): Promise<{ rows: string[][]; memory: string }> {
  const servers = await startAll(all);
  // What one program has not yet worked off must not slow down the next: only the one that is asked runs.
  for (const [, server] of servers) server.pause();
  const rows = loads.flatMap(({ title, bound, ask }) => {
    const asked = servers.filter(([name]) => ask[name]);
    const results = new Map<ProgramName, Load[]>(asked.map(([name]) => [name, []]));
    for (let round = 0; round <= LOAD_ROUNDS; round++)
      for (const [name, server] of asked) {
        server.resume();
        const one = load(server.url, ask[name] ?? '/', LOAD_SECONDS);
        server.pause();
        if (name === 'holdall' && one.failed > 0) throw new Error(`${title}: ${one.failed} failed`);
        if (round > 0) results.get(name)?.push(one);
      }
    return asked.map(([name]) => loadRow(title, name, bound, results.get(name) ?? []));
  });
  const held = servers.map(([name, server]) => {
    const { now, peak } = server.memory();
    return `${titles[name]} ${megabytes(now)}${name === 'holdall' ? ` (peak ${megabytes(peak)})` : ''}`;
  });
  await stopAll(servers);
  return { rows, memory: held.join(', ') };
}

function loadRow(title: string, name: ProgramName, bound: string | undefined, all: Load[]): string[] {
  const of = (pick: keyof Load) => median(all.map((one) => one[pick]));
  const asked = name === 'holdall' && bound ? `${title} (${bound})` : title;
  const perSecond = of('perSecond');
  if (perSecond === 0) return [asked, titles[name], `none in ${LOAD_SECONDS} s`, '', ''];
  const failed = of('failed') > 0 ? `, ${Math.ceil(100 * of('failed'))} % failed` : '';
  const rate = `${Math.round(perSecond).toLocaleString('en')}${failed}`;
  return [asked, titles[name], rate, fine(of('p50')), fine(of('p99'))];
}

const fine = (ms: number) => (ms < 100 ? `${ms.toFixed(1)} ms` : seconds(ms));

/** Lines of a table: the first answer of a fresh process, and later ones. */
async function atWork(all: Programs): Promise<string[][]> {
  const rows: string[][] = [];
  for (const { title, bound, ask } of works) {
    const servers = (await startAll(all)).filter(([name]) => ask[name]);
    const results = new Map<ProgramName, number[]>(servers.map(([name]) => [name, []]));
    for (let round = 0; round <= WORK_ROUNDS; round++)
      for (const [name, { url }] of servers)
        results.get(name)?.push(await timed(`${url}${ask[name]?.(round)}`));
    await stopAll(servers);
    for (const [name, [first = 0, ...then]] of results)
      rows.push([
        name === 'holdall' && bound ? `${title} (${bound})` : title,
        titles[name],
        fine(first),
        fine(median(then)),
      ]);
  }
  return rows;
}

/** Milliseconds until the whole answer is there. */
async function timed(url: string): Promise<number> {
  const begun = performance.now();
  const response = await fetch(url);
  const text = await response.arrayBuffer();
  if (!response.ok)
    throw new Error(`${url}: ${response.status} ${Buffer.from(text).toString().slice(0, 500)}`);
  return performance.now() - begun;
}

async function startAll(all: Programs): Promise<[ProgramName, Server][]> {
  const servers: [ProgramName, Server][] = [];
  for (const name of ['holdall', 'flask', 'datasette'] as const)
    if (all[name]) servers.push([name, await start(all[name])]);
  return servers;
}

const stopAll = (servers: [ProgramName, Server][]) => Promise.all(servers.map(([, server]) => server.stop()));
