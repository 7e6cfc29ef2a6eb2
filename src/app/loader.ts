/**
 * The shell's own code: finds the payload behind the executable and hands over to the app in it.
 * It is kept this small because a change here means new shells, while app code lies in the payload.
 */
import { compileFunction } from 'node:vm';
import { formatUserError, UserError } from '../base/error.ts';
import type { Payload } from '../payload/payload.ts';
import { openPayload } from '../payload/read.ts';

forgetNodeVariables();
try {
  const payload = openPayload(process.execPath);
  const load = (path: string) => compile(payload, path);
  const app = load('app/main.cjs') as { main(host: object): void };
  app.main({ payload, file: process.execPath, args: process.argv.slice(2), load });
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(`error: ${formatUserError(error)}`);
  process.exitCode = error.exitCode;
}

/** Runs a CommonJS file of the payload; only Node's own modules can be required. */
function compile(payload: Payload, path: string): unknown {
  const run = compileFunction(payload.readSync(path).toString(), ['module', 'exports', 'require'], {
    filename: path,
  });
  const module = { exports: {} };
  run(module, module.exports, process.getBuiltinModule);
  return module.exports;
}

/**
 * Node's own variables in a stranger's environment are meant for other programs. The shell ignores
 * `NODE_OPTIONS` by itself; the rest goes before anything reads it, and children do not inherit it.
 */
function forgetNodeVariables(): void {
  for (const name of Object.keys(process.env)) if (/^NODE_/i.test(name)) delete process.env[name];
}
