import { compileFunction } from 'node:vm';
import { openPayload } from '../../src/payload/read.ts';

// What `src/app/loader.ts` does, for a file that is not the running program.
const [file = '', ...args] = process.argv.slice(2);
const program = { command: process.execPath, args: [import.meta.filename, file] };
const payload = openPayload(file);
const load = (path: string) => {
  const module: { exports: { main?(host: object): void } } = { exports: {} };
  const run = compileFunction(payload.readSync(path).toString(), ['module', 'exports', 'require'], {
    filename: path,
  });
  run(module, module.exports, process.getBuiltinModule);
  return module.exports;
};
load('app/main.cjs').main?.({ payload, file, args, load, program });
