import { spawnSync } from 'node:child_process';
import type { Program } from './server.ts';

/** The table as each program gets it. */
export interface Input {
  /** Holdall's executable. */
  executable: string;
  /** The CSV that it was built from. */
  csv: string;
  /** The SQLite file that is in it. */
  sqlite: string;
}

/** The programs that serve the table. Those that are not installed are left out, with a line. */
export function programs({ executable, csv, sqlite }: Input) {
  const gunicorn = ['--workers', '2', '--preload', '--timeout', '600'];
  const flask: Program = {
    // As many workers as the machine of the bounds has cores; they share what was read before they forked.
    command: (port) => ['gunicorn', ...gunicorn, '--bind', `127.0.0.1:${port}`, 'flask-peer:app'],
    env: { BENCH_CSV: csv, PYTHONPATH: import.meta.dirname, PYTHONDONTWRITEBYTECODE: '1' },
    health: '/healthz',
  };
  const limits = { sql_time_limit_ms: 600_000, facet_time_limit_ms: 600_000, max_csv_mb: 0 };
  const settings = Object.entries(limits).flatMap(([name, value]) => ['--setting', name, String(value)]);
  const datasette: Program = {
    command: (port) => ['datasette', 'serve', '--immutable', sqlite, '--port', String(port), ...settings],
    health: '/-/versions.json',
  };
  const holdall: Program = {
    command: (port) => [executable, '--no-open', '--port', String(port)],
    health: '/healthz',
  };
  return {
    holdall,
    ...(runs(['gunicorn', '--version'], 'apt-get install gunicorn') &&
      runs(
        ['/usr/bin/python3', '-c', 'import flask, pandas'],
        'apt-get install python3-flask python3-pandas',
      ) && {
        flask,
      }),
    ...(runs(['datasette', '--version'], 'pip install datasette, its folder in PATH') && { datasette }),
  };
}

export type ProgramName = 'holdall' | 'flask' | 'datasette';

export const titles: Record<ProgramName, string> = {
  holdall: 'Holdall',
  flask: 'Flask, pandas, gunicorn',
  datasette: 'Datasette',
};

function runs([command = '', ...args]: string[], how: string): boolean {
  const there = spawnSync(command, args).status === 0;
  if (!there) console.warn(`skipped: ${[command, ...args].join(' ')} fails (${how})`);
  return there;
}
