import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What to ask for under load: one path, or a path with a random number of a range (both ends included) in it. */
export type Target = string | { before: string; after?: string; from: number; to: number };

/** What wrk measured; times in milliseconds. */
export interface Load {
  perSecond: number;
  p50: number;
  p99: number;
  /** Share of the requests that had no answer, or another than 2xx. */
  failed: number;
}

const CONNECTIONS = 50;

/** Asks over 50 connections for some seconds, each the next thing as soon as it has its answer. */
export function load(url: string, target: Target, seconds: number): Load {
  const [path, rest] =
    typeof target === 'string'
      ? [target, []]
      : ['/', ['--', target.before, target.after ?? '', String(target.from), String(target.to)]];
  const options = ['-t1', `-c${CONNECTIONS}`, `-d${seconds}`, '--timeout', '60'];
  const script = ['-s', join(import.meta.dirname, 'wrk.lua')];
  const { status, stdout, stderr } = spawnSync('wrk', [...options, ...script, `${url}${path}`, ...rest], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`wrk failed: ${stderr || stdout}`);
  const { requests, duration, p50, p99, failed } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  return {
    perSecond: requests / (duration / 1e6),
    p50: p50 / 1000,
    p99: p99 / 1000,
    failed: requests === 0 ? 1 : failed / requests,
  };
}
