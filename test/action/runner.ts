import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Result } from '../../src/action/result.ts';
import { type Ended, ended } from '../support/holdall.ts';
import { tempFolder } from '../support/temp.ts';

/** A workflow command that the action printed: `::name key=value::message`. */
export interface Command {
  name: string;
  properties: Record<string, string>;
  message: string;
}

/** What the runner sees of a step. */
export interface ActionRun extends Ended {
  commands: Command[];
  /** The commands of these names. */
  said(...names: string[]): Command[];
  outputs: Record<string, string>;
  /** The output `result`. */
  results: Result[];
  summary: string;
}

export interface ActionOptions {
  /** The checkout; an empty folder when there is none. */
  workspace?: string;
  env?: NodeJS.ProcessEnv;
  /** Its `index.js`; the committed one when left out. */
  action?: string;
  event?: { name: string; payload: object };
  /** Called with the running process and what it has printed since the last time. */
  onOutput?: (child: ChildProcess, text: string) => void;
}

/** Kept between runs, as a runner's own is: the native tools are installed from the network once. */
export const toolCache = resolve('node_modules/.cache/holdall-test/tool-cache');

const ACTION = resolve('dist/index.js');

/** Runs the committed action in a process of its own, as the runner does. */
export async function runAction(
  inputs: Record<string, string | undefined>,
  options: ActionOptions = {},
): Promise<ActionRun> {
  const { files, ...run } = prepare(inputs, options);
  const child = spawn(process.execPath, [options.action ?? ACTION], {
    ...run,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', (text: Buffer) => options.onOutput?.(child, text.toString()));
  const result = await ended(child);
  const commands = parseCommands(result.out);
  const outputs = parseOutputs(readFileSync(files.output, 'utf8'));
  return {
    ...result,
    commands,
    said: (...names) => commands.filter(({ name }) => names.includes(name)),
    outputs,
    results: outputs['result'] ? JSON.parse(outputs['result']) : [],
    summary: readFileSync(files.summary, 'utf8'),
  };
}

/** The environment and the files that the runner gives a step. */
function prepare(
  inputs: Record<string, string | undefined>,
  { workspace = tempFolder(), env, event = { name: 'workflow_dispatch', payload: {} } }: ActionOptions,
) {
  const folder = tempFolder();
  const files = {
    output: join(folder, 'output'),
    summary: join(folder, 'summary.md'),
    event: join(folder, 'event.json'),
  };
  writeFileSync(files.output, '');
  writeFileSync(files.summary, '');
  writeFileSync(files.event, JSON.stringify(event.payload));
  mkdirSync(join(folder, 'temp'));
  mkdirSync(toolCache, { recursive: true });
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(GITHUB|RUNNER|ACTIONS|INPUT|VITEST)_/.test(name),
  );
  const given = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  return {
    files,
    cwd: workspace,
    env: {
      ...Object.fromEntries(own),
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: workspace,
      GITHUB_REPOSITORY: 'stationer/catalogue',
      GITHUB_SHA: 'a'.repeat(40),
      GITHUB_REF: 'refs/heads/main',
      GITHUB_REF_NAME: 'main',
      GITHUB_REF_TYPE: 'branch',
      GITHUB_WORKFLOW: 'build',
      GITHUB_JOB: 'executables',
      GITHUB_ACTION: 'holdall',
      GITHUB_EVENT_NAME: event.name,
      GITHUB_EVENT_PATH: files.event,
      GITHUB_OUTPUT: files.output,
      GITHUB_STEP_SUMMARY: files.summary,
      RUNNER_TEMP: join(folder, 'temp'),
      RUNNER_TOOL_CACHE: toolCache,
      ...Object.fromEntries(given),
      ...env,
    },
  };
}

function parseCommands(log: string): Command[] {
  return log.split(/\r?\n/).flatMap((line) => {
    const [, name = '', properties = '', message = ''] =
      /^::([\w-]+)(?: ([^:]*(?:%3A[^:]*)*))?::(.*)$/.exec(line) ?? [];
    if (name === '') return [];
    const pairs = properties.split(',').flatMap((pair) => {
      const [, key, value] = /^([^=]+)=(.*)$/.exec(pair) ?? [];
      return key === undefined || value === undefined ? [] : [[key, unescaped(value)]];
    });
    return [{ name, properties: Object.fromEntries(pairs), message: unescaped(message) }];
  });
}

const unescaped = (text: string) =>
  text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');

function parseOutputs(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/^(.+?)<<(ghadelimiter_.+)\n((?:.|\n)*?)\n\2$/gm)].map(([, name, , value]) => [
      name,
      value,
    ]),
  );
}
