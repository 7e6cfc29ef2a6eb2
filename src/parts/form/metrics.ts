import type { Desk } from './desk.ts';

/** What is kept here, in the text format of Prometheus; nothing where nobody has answered yet. */
export function metricsOf(desk: Desk): string {
  const answers = desk.kept();
  if (!answers) return '';
  const each = desk.forms.map(({ name }) => ({ name, ...answers.count(name) }));
  return [
    '# HELP form_answers Answers that are not deleted.',
    '# TYPE form_answers gauge',
    ...each.map(({ name, answers }) => `form_answers{form="${name}"} ${answers}`),
    '# HELP form_drafts What was begun and not handed in.',
    '# TYPE form_drafts gauge',
    ...each.map(({ name, drafts }) => `form_drafts{form="${name}"} ${drafts}`),
    '# HELP form_unsent Versions of answers that the bucket has not got yet.',
    '# TYPE form_unsent gauge',
    `form_unsent ${desk.spec.answers ? answers.countUnsent() : 0}`,
    '',
  ].join('\n');
}
