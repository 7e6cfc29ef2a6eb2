import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { imageConcurrency } from '../src/image/engine.ts';
import { makePictures } from './camera-pictures.ts';
import {
  type Bench,
  median,
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

/** What is done to each picture. */
const works = [
  { title: 'to WebP, 1600 wide', width: 1600, format: 'webp' },
  { title: 'to JPEG, 1600 wide', width: 1600, format: 'jpeg' },
] as const;

const large = 200;
const small = 10_000;
const rounds = 2;

/** Pictures: the speed of the picture stage beside bare sharp, and its memory on many small ones. */
export async function images({ work, section }: Bench): Promise<void> {
  const concurrency = imageConcurrency();
  const folder = join(work, 'large');
  await makePictures(join(folder, 'pictures'), large, { width: 4000, height: 3000 });
  const rows = works.flatMap(({ title, width, format }) => {
    const steps = [{ resize: { width } }, { encode: { format, quality: 80 } }];
    const spec = specOf(folder, `spec-${format}.json`, { from: 'pictures/*', steps });
    const out = join(folder, 'out');
    const runs = runInTurn(
      {
        holdall: () => stage(spec, concurrency, join(work, 'cache')),
        sharp: () => bare([join(folder, 'pictures'), out, String(concurrency), String(width), format]),
        measured: () =>
          bare([join(folder, 'pictures'), out, String(concurrency), String(width), format, 'stats']),
      },
      rounds,
    );
    const speed = (all: Run[]): number => 1 / ratio(all, runs.sharp);
    return [
      row(`${title}, holdall`, runs.holdall, speed(runs.holdall)),
      row(`${title}, bare sharp`, runs.sharp, 1),
      row(`${title}, bare sharp with its own \`stats()\``, runs.measured, speed(runs.measured)),
    ];
  });
  rmSync(folder, { recursive: true });

  const many = join(work, 'small');
  await makePictures(join(many, 'pictures'), small, { width: 160, height: 120 });
  const thumb = [{ resize: { width: 40 } }];
  const steps = [{ resize: { width: 120 } }, { encode: { format: 'webp' } }];
  const spec = specOf(many, 'spec.json', { from: 'pictures/*', steps, variants: { thumb } });
  const made = stage(spec, concurrency, join(work, 'cache'));
  rmSync(many, { recursive: true });
  section(
    'Pictures: beside bare sharp',
    `${large} pictures of 4000 x 3000 pixels (some 3 MB of JPEG each) resized and encoded, ${concurrency} at once: the picture stage of a build, with statistics, hashes and cache, beside a bare sharp script that reads, resizes and writes the same, and one that also has sharp measure what it writes. In turn, ${rounds} times each; medians, of the time from the first picture to the last. The bound is 0.9 of bare sharp's speed; the same work is that of the script that measures.

${table(['', 'time', 'of all cores', 'speed', 'memory'], rows)}

${small} pictures of 160 x 120 pixels, each with a variant, through the same stage: ${seconds(made.ms)}, ${megabytes(made.peak)}. The bound is 400 MB.`,
  );
}

/** The bare script, with a folder of its own to write to. */
function bare(args: [folder: string, out: string, ...rest: string[]]): Run {
  rmSync(args[1], { recursive: true, force: true });
  return inside(run([process.execPath, resolve('bench/images-sharp.ts'), ...args]));
}

/** The picture stage, with nothing in the cache. */
function stage(spec: string, concurrency: number, cache: string): Run {
  rmSync(cache, { recursive: true, force: true });
  const env = { ...process.env, HOLDALL_CACHE: cache };
  return inside(
    run([process.execPath, resolve('bench/images-stage.ts'), spec, String(concurrency)], { env }),
  );
}

/** The same run with the time that it measured itself. */
function inside(whole: Run): Run {
  if (whole.status !== 0) throw new Error(whole.err);
  const { ms } = JSON.parse(whole.out);
  return { ...whole, ms };
}

function specOf(folder: string, name: string, set: object): string {
  mkdirSync(folder, { recursive: true });
  const spec = join(folder, name);
  writeFileSync(spec, JSON.stringify({ name: 'bench', targets: ['linux-x64'], images: { all: set } }));
  return spec;
}

function row(title: string, runs: Run[], speed: number): string[] {
  const cores = median(runs.map((one) => JSON.parse(one.out).cpuMs));
  return [title, seconds(ms(runs)), seconds(cores), speed.toFixed(2), megabytes(peak(runs))];
}
