import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import sharp from 'sharp';
import type { Report } from '../../src/build/report.ts';

/** How a child process ended. */
export interface Ended {
  status: number | null;
  out: string;
  err: string;
}

const CLI = resolve('src/cli/holdall.ts');

/** Runs the command line as a user would, in a process of its own. */
export function holdall(
  args: string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Ended> {
  return ended(startHoldall(args, options));
}

/** The same, still running. */
export function startHoldall(
  args: string[],
  { cwd, env }: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): ChildProcess {
  return spawn(process.execPath, [CLI, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs any program to its end. */
export function runProgram(
  file: string,
  args: string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Ended> {
  return ended(spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] }));
}

export function ended(child: ChildProcess): Promise<Ended> {
  return new Promise((done, fail) => {
    let out = '';
    let err = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.on('error', fail);
    child.on('close', (status) => done({ status, out, err }));
  });
}

/** Builds a spec that has to succeed, and returns its report. */
export async function buildReport(
  args: string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Report> {
  const { status, out, err } = await holdall(['build', ...args, '--json'], options);
  if (status !== 0) throw new Error(`holdall build ended with ${status}: ${err}`);
  return JSON.parse(out);
}

/** Writes files below a folder; objects are written as JSON. */
export function writeFiles(folder: string, files: Record<string, string | Uint8Array | object>): string {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(
      file,
      typeof content === 'string' || content instanceof Uint8Array
        ? content
        : JSON.stringify(content, null, 2),
    );
  }
  return folder;
}

/** A small picture of one colour. */
export function picture(format: 'jpeg' | 'png' = 'png', size = 64, colour = '#c04030'): Promise<Buffer> {
  return sharp({ create: { width: size, height: size, channels: 3, background: colour } })
    .toFormat(format)
    .toBuffer();
}

/** A spec with a picture, a table and a file, in a folder with them. */
export async function smallSpec(folder: string, changes: object = {}): Promise<string> {
  writeFiles(folder, {
    'spec.json': {
      name: 'small',
      title: 'A small thing',
      targets: ['linux-x64'],
      images: {
        pictures: { from: 'pictures/*', steps: [{ grayscale: {} }, { encode: { format: 'webp' } }] },
      },
      tables: { numbers: { from: 'numbers.csv' } },
      files: { notes: { from: 'notes/**' } },
      publish: { to: 'out/' },
      ...changes,
    },
    'pictures/a.png': await picture('png'),
    'pictures/b.jpg': await picture('jpeg', 80, '#3060c0'),
    'numbers.csv': 'name,value\none,1\ntwo,2\nthree,3\n',
    'notes/read me.txt': 'read me\n'.repeat(50),
    'notes/deep/er/ünï.txt': 'deep',
  });
  return join(folder, 'spec.json');
}

/** Every path below a folder, files only, sorted; empty when there is no folder. */
export function pathsBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .sort();
  } catch {
    return [];
  }
}
