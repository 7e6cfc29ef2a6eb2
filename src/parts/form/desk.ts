import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RunContext } from '../run.ts';
import type { Answers } from './answers/answers.ts';
import { openAnswers } from './answers/open.ts';
import { type Form, openForms } from './forms.ts';
import type { FormSpec } from './spec.ts';
import { announced, openSync, type Sync } from './sync/sync.ts';

/** The forms and their answers, as pages, API and commands work with them. */
export interface Desk {
  spec: FormSpec;
  forms: readonly Form[];
  /** Opened when first asked for, and made where there are none. */
  answers(): Answers;
  /** The same, but undefined where nobody has answered yet: looking makes no file. */
  kept(): Answers | undefined;
  /** What sends answers to their bucket, where the spec names one. */
  sync(): Sync | undefined;
  close(): Promise<void>;
}

/** The desk of a running app; its answers lie below the app's data folder. */
export function deskOf(context: RunContext, spec: FormSpec): Desk {
  let answers: Answers | undefined;
  let sync: Sync | undefined;
  const inFolder = (name: string) => join(context.dataFolder(), 'forms', name);
  const file = () => inFolder('answers.sqlite');
  const open = () => (answers ??= announced(openAnswers(file()), () => sync?.wake()));
  const kept = () => answers ?? (existsSync(file()) ? open() : undefined);
  return {
    spec,
    forms: openForms(context, spec),
    answers: open,
    kept,
    sync() {
      const { name: app, version } = context.manifest;
      if (spec.answers) {
        sync ??= openSync({
          to: spec.answers.to,
          file: inFolder('sending.sqlite'),
          answers: kept,
          by: { app, version },
        });
      }
      return sync;
    },
    async close() {
      await sync?.close();
      sync = undefined;
      answers?.close();
      answers = undefined;
    },
  };
}
