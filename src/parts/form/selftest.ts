import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunContext } from '../run.ts';
import { openAnswers } from './answers/open.ts';
import type { Desk } from './desk.ts';

/** Reads the layouts and the pictures, and keeps an answer in a folder of its own. */
export function tryForms({ forms }: Desk, { payload }: Pick<RunContext, 'payload'>): void {
  for (const { name, pages, fields } of forms) {
    if (fields().length === 0) throw new Error(`the form ${name} has no fields`);
    for (const { file } of pages) {
      if (payload.readSync(file).length === 0) throw new Error(`${file} is empty`);
    }
  }
  const folder = mkdtempSync(join(tmpdir(), 'holdall-form-'));
  try {
    const answers = openAnswers(join(folder, 'answers.sqlite'));
    const { id } = answers.add('selftest', { word: 'é' });
    const found = answers.list('selftest', { search: 'E' }).answers[0]?.id;
    answers.close();
    if (found !== id) throw new Error('an answer that was kept is not found again');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
