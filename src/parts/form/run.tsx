import { useAws } from '../aws.ts';
import type { RunContext, RunningPart } from '../run.ts';
import { describeApi } from './api/describe.ts';
import { formApi } from './api/routes.ts';
import { largestFile } from './check/largest-file.ts';
import { formCommands } from './commands/commands.ts';
import { deskOf } from './desk.ts';
import { metricsOf } from './metrics.ts';
import { FormsPreview } from './pages/forms.tsx';
import { formPages } from './pages/routes.tsx';
import { searchAnswers } from './search.ts';
import { tryForms } from './selftest.ts';
import type { FormSpec } from './spec.ts';
import { useWorkbooks } from './workbooks.ts';

/** Paper forms that are filled in on screen, and their answers. */
export function start(context: RunContext, options: unknown): RunningPart {
  // The build half has checked them and filled in what was left out.
  useAws(() => context.load('aws'));
  useWorkbooks(() => context.load('workbooks'));
  const desk = deskOf(context, options as FormSpec);
  const site = { context, desk };
  return {
    tab: ({ text }) => text.form.tab,
    summary: ({ text, count }) => {
      const fields = desk.forms.reduce((sum, form) => sum + form.fields().length, 0);
      return text.form.summary(count(desk.forms.length, text.form.form), count(fields, text.form.field));
    },
    preview: () => <FormsPreview forms={desk.forms} />,
    pages: formPages(site),
    api: formApi(site),
    bodySize: (path) =>
      path.startsWith('/form/') && path.endsWith('/check') ? largestFile + 100_000 : undefined,
    describeApi,
    search: (reader, words, limit) => searchAnswers(desk, reader, words, limit),
    findsChange: true,
    commands: (program) => formCommands(program, site, () => desk.sync()),
    serving: () => desk.sync()?.start(),
    selftest: () => tryForms(desk, context),
    metrics: () => metricsOf(desk),
    close: () => desk.close(),
  };
}
