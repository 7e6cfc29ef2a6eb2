import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a chapter is handed. */
export interface Bench {
  /** A folder for its files, removed at the end. */
  work: string;
  /** Adds a section to its chapter, and shows it. */
  section: (title: string, text: string) => void;
}

/** One run of a program as a whole process. */
export interface Run {
  /** Wall time in milliseconds. */
  ms: number;
  /** The largest resident set of any one process of it, in bytes. */
  peak: number;
  status: number;
  /** What it wrote to standard output, and to standard error. */
  out: string;
  err: string;
}

const GNU_TIME = '/usr/bin/time';

/** Runs a program and measures it from outside, by GNU time. */
export function run(command: string[], options: { env?: NodeJS.ProcessEnv; cwd?: string } = {}): Run {
  if (!existsSync(GNU_TIME)) throw new Error('The benchmarks need GNU time: apt-get install time');
  const peakFile = join(tmpdir(), `holdall-bench-peak-${process.pid}`);
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(GNU_TIME, ['-f', '%M', '-o', peakFile, ...command], {
    ...options,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const ms = performance.now() - start;
  const peak = Number(readFileSync(peakFile, 'utf8').trim().split('\n').at(-1)) * 1024;
  rmSync(peakFile);
  return { ms, peak, status: status ?? -1, out: stdout, err: stderr };
}

/** Runs the command line from the sources. */
export const holdall = (...args: string[]): Run => run([process.execPath, 'src/cli/holdall.ts', ...args]);

/** Runs several programs in turn, A B A B ..., so that a machine whose speed drifts is fair to all. */
export function runInTurn<Name extends string>(
  programs: Record<Name, () => Run>,
  rounds: number,
): Record<Name, Run[]> {
  const names = Object.keys(programs) as Name[];
  const runs = Object.fromEntries(names.map((name) => [name, [] as Run[]])) as Record<Name, Run[]>;
  // The first round fills the file cache and is not counted.
  for (let round = 0; round <= rounds; round++)
    for (const name of names) {
      const result = programs[name]();
      if (result.status !== 0) throw new Error(`${name} failed: ${result.err}`);
      if (round > 0) runs[name].push(result);
    }
  return runs;
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** The median of the ratios of runs that were made one after the other. */
export function ratio(a: Run[], b: Run[]): number {
  return median(a.map(({ ms }, index) => ms / (b[index]?.ms ?? Number.NaN)));
}

export const ms = (runs: Run[]) => median(runs.map((one) => one.ms));
export const peak = (runs: Run[]) => Math.max(...runs.map((one) => one.peak));

/** A Markdown table. */
export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join(
    '\n',
  );
}

export const seconds = (value: number) =>
  value < 1000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(2)} s`;
export const megabytes = (value: number) => `${Math.round(value / 1e6)} MB`;
