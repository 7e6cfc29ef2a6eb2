import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { digestFile } from '../src/payload/entry.ts';
import {
  type Bench,
  holdall,
  megabytes,
  ms,
  peak,
  type Run,
  ratio,
  run,
  runInTurn,
  seconds,
  table,
} from './measure.ts';
import { makeFiles } from './payload.ts';
import { pkgOwn } from './pkg-peer.ts';

const node = process.execPath;
const GIB = 2 ** 30;

/** Packing, starting, building again, and pkg's own way of it. */
export async function packing(bench: Bench): Promise<void> {
  const { work } = bench;
  // Warms the shells, so that no bench measures the making of one.
  build(makeSpec('warm', makeFiles(join(work, 'warm', 'files'), 1000), ['windows-x64', 'linux-x64']));
  const gigabyte = packingGigabyte(bench);
  starting(bench, gigabyte);
  await example(bench);
  peers(bench);
}

/** A spec that packs a folder's files as they are. */
function makeSpec(name: string, files: string, targets = ['linux-x64']): string {
  const folder = resolve(files, '..');
  const spec = join(folder, 'spec.json');
  writeFileSync(
    spec,
    JSON.stringify({
      name,
      targets,
      files: { all: { from: 'files/*' } },
      publish: { to: 'out/' },
    }),
  );
  return spec;
}

function build(spec: string): { executable: string; built: Run } {
  const built = holdall('build', spec, '--json');
  if (built.status !== 0) throw new Error(built.err);
  return { executable: JSON.parse(built.out).executables[0].address, built };
}

/** Shell and 1 GiB of files to an executable, against `cp` of that executable. Returns the executable. */
function packingGigabyte({ work, section }: Bench): string {
  const files = makeFiles(join(work, 'gib', 'files'), GIB);
  const { executable, built } = build(makeSpec('gib', files));
  const list = join(work, 'entries.json');
  const shell = join(work, 'shell');
  // Any file of a shell's size does.
  writeFileSync(shell, Buffer.alloc(108_900_000));
  const entries = readdirSync(files).map((name) => {
    const file = join(files, name);
    const { size } = statSync(file);
    return {
      path: `files/all/${name}`,
      method: 'store',
      size,
      packedSize: size,
      crc32: 0,
      sha256: '',
      packed: { file },
    };
  });
  writeFileSync(list, JSON.stringify(entries));
  const out = join(work, 'packed');
  const copy = join(work, 'copied');
  const runs = runInTurn(
    {
      pack: () => {
        rmSync(out, { force: true });
        return run([node, resolve('bench/pack-child.ts'), shell, list, out]);
      },
      cp: () => {
        rmSync(copy, { force: true });
        return run(['cp', executable, copy]);
      },
    },
    7,
  );
  rmSync(out);
  rmSync(copy);
  const inside = runs.pack.map((one) => ({ ...one, ms: Number(one.out) }));
  section(
    'Packing 1 GiB',
    `Shell and 1 GiB of files that do not compress, to one executable: as the pack stage does it, their hashes known from the fetch stage. Beside it \`cp\` of the finished executable, in turn, 7 times each; medians. At most 1.5 times \`cp\` and 150 MB are the bounds.

${table(
  ['', 'time', 'ratio to cp', 'memory'],
  [
    ['pack', seconds(ms(inside)), ratio(inside, runs.cp).toFixed(2), ''],
    [
      'pack, with the start of Node',
      seconds(ms(runs.pack)),
      ratio(runs.pack, runs.cp).toFixed(2),
      megabytes(peak(runs.pack)),
    ],
    ['cp', seconds(ms(runs.cp)), '1', megabytes(peak(runs.cp))],
  ],
)}

The whole build of it, with hashing all sources, packing, reading every file back, running the selftest and publishing by a copy: ${seconds(built.ms)}, ${megabytes(built.peak)}.`,
  );
  return executable;
}

/** `about`, at three sizes of payload. */
function starting({ work, section }: Bench, gigabyte: string): void {
  const small = build(makeSpec('small', makeFiles(join(work, 'small', 'files'), 5e6))).executable;
  const middle = build(makeSpec('middle', makeFiles(join(work, 'middle', 'files'), 200e6))).executable;
  const runs = runInTurn(
    {
      '5 MB': () => run([small, 'about']),
      '200 MB': () => run([middle, 'about']),
      '1 GiB': () => run([gigabyte, 'about']),
      'node -e 0': () => run([node, '-e', '0']),
    },
    15,
  );
  section(
    'Starting',
    `\`about\` as a whole process, 15 times in turn, medians, beside the stock Node that does nothing. The bounds are 100 ms and 60 MB, whatever the size.

${table(
  ['payload', 'time', 'memory'],
  Object.entries(runs).map(([name, all]) => [name, seconds(ms(all)), megabytes(peak(all))]),
)}`,
  );
}

/** The example, with a warm shell and nothing changed. */
async function example({ work, section }: Bench): Promise<void> {
  run([node, resolve('examples/stationer/make.ts'), '--missing']);
  const to = join(work, 'example-out');
  const args = ['build', 'examples/stationer/spec.json', '--to', to, '--json'];
  const first = holdall(...args);
  if (first.status !== 0) throw new Error(first.err);
  const { again } = runInTurn({ again: () => holdall(...args) }, 7);
  const report = JSON.parse(again[0]?.out ?? '{}');
  const sales = await digestFile('examples/stationer/sales.csv');
  section(
    'Building the example again',
    `\`holdall build examples/stationer/spec.json\` with nothing changed (${report.images[0].pictures} pictures, ${report.tables.length} tables, ${megabytes(sales.size)} of CSV among them), 7 times, median. The bound is 1 s.

${table(
  ['', 'time', 'pictures encoded', 'uploaded'],
  [
    [
      'first build, shells warm',
      seconds(first.ms),
      String(JSON.parse(first.out).worked.pictures),
      '2 executables',
    ],
    [
      'nothing changed',
      seconds(ms(again)),
      String(report.worked.pictures),
      report.status === 'unchanged' ? 'nothing' : 'something',
    ],
  ],
)}`,
  );
}

/** pkg's own asset embedding on the same input. */
function peers({ work, section }: Bench): void {
  const rows: string[][] = [];
  for (const [label, size] of [
    ['5 MB', 5e6],
    ['200 MB', 200e6],
    ['800 MB', 800e6],
  ] as const) {
    const files = makeFiles(join(work, 'ours', 'files'), size);
    const { executable, built } = build(makeSpec(`ours-${size}`, files));
    const started = runInTurn({ about: () => run([executable, 'about']) }, 5).about;
    rows.push([
      `${label}, holdall build`,
      seconds(built.ms),
      megabytes(built.peak),
      seconds(ms(started)),
      megabytes(peak(started)),
    ]);

    const theirs = pkgOwn(join(work, 'pkg'), size, node);
    const failed = theirs.pack.status !== 0;
    const run1 = failed ? undefined : run([theirs.executable]);
    if (failed || run1?.status !== 0) {
      const said = failed ? theirs.pack : run1;
      const why = stripVTControlCharacters(`${said?.out}\n${said?.err}`)
        .split('\n')
        .find((line) => /error|cannot|too |exceed|larger/i.test(line));
      rows.push([
        `${label}, pkg's assets`,
        `fails: ${
          why
            ?.trim()
            .replace(/^[> ]+/, '')
            .slice(0, 70) ?? 'no message'
        }`,
        megabytes(theirs.pack.peak),
        '',
        '',
      ]);
    } else {
      const starts = runInTurn({ start: () => run([theirs.executable]) }, 5).start;
      rows.push([
        `${label}, pkg's assets`,
        seconds(theirs.pack.ms),
        megabytes(theirs.pack.peak),
        seconds(ms(starts)),
        megabytes(peak(starts)),
      ]);
    }
    rmSync(join(work, 'ours'), { recursive: true });
    rmSync(join(work, 'pkg'), { recursive: true });
  }
  section(
    "Beside pkg's own asset embedding",
    `The same bytes as assets of pkg's SEA mode (\`pkg --sea\`, the same Node), whose program lists them. Holdall's time is of the whole build, with a warm shell: hashing, packing, reading back, selftest, publishing.

${table(['', 'build', 'memory', 'start', 'memory of it'], rows)}`,
  );
}
