import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RunContext } from '../run.ts';
import type { Answers } from './answers/answers.ts';
import { openAnswers } from './answers/open.ts';
import { type Form, openForms } from './forms.ts';
import type { FormSpec } from './spec.ts';

/** The forms and their answers, as pages, API and commands work with them. */
export interface Desk {
  spec: FormSpec;
  forms: readonly Form[];
  /** Opened when first asked for, and made where there are none. */
  answers(): Answers;
  /** The same, but undefined where nobody has answered yet: looking makes no file. */
  kept(): Answers | undefined;
  close(): void;
}

/** The desk of a running app; its answers lie below the app's data folder. */
export function deskOf(context: RunContext, spec: FormSpec): Desk {
  let answers: Answers | undefined;
  const file = () => join(context.dataFolder(), 'forms', 'answers.sqlite');
  const open = () => (answers ??= openAnswers(file()));
  return {
    spec,
    forms: openForms(context, spec),
    answers: open,
    kept: () => answers ?? (existsSync(file()) ? open() : undefined),
    close() {
      answers?.close();
      answers = undefined;
    },
  };
}
