import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { type App, openApp, startParts } from '../../src/app/app.ts';
import type { Host } from '../../src/app/host.ts';
import { openPayload } from '../../src/payload/read.ts';

/** What the shell's loader would hand to the app of a packed file. */
export function hostOf(file: string, args: string[] = []): Host {
  const payload = openPayload(file);
  return {
    payload,
    file,
    args,
    program: { command: process.execPath, args: [join(import.meta.dirname, 'run-app.ts'), file] },
    load(path) {
      const code = payload.readSync(path).toString();
      const module = { exports: {} };
      compileFunction(code, ['module', 'exports', 'require'], { filename: path })(
        module,
        module.exports,
        process.getBuiltinModule,
      );
      return module.exports;
    },
  };
}

/** The app of a packed file with its parts started. */
export function openSample(file: string): App {
  const host = hostOf(file);
  const app = openApp(host);
  startParts(app, host);
  return app;
}
