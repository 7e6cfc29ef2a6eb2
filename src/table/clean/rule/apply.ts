import type { Step } from '../plan.ts';
import type { Work } from '../work.ts';
import { rewrite } from '../work.ts';
import { compute, keepRows, validate } from './expressions.ts';
import { fill } from './fill.ts';
import { readDates, readNumbers } from './notations.ts';
import { dropDuplicates, dropEmptyRows } from './rows.ts';
import { changeCase, collapse, replaceAll, trim, withoutMarkers } from './texts.ts';

/**
 * Does what a rule says to the table. Of `rename` and of the columns of `keep` there is nothing to
 * do: the plan has done it. Throws a `UserError` for a rule that the values do not suit.
 */
export async function applyRule(work: Work, step: Step): Promise<void> {
  const { rule, label, columns } = step;
  const each = (...steps: ((value: string) => string)[]): Promise<void> =>
    rewrite(
      work,
      label,
      columns.map((column) => ({ column, steps })),
    );
  const { case: letters, nulls, replace, fill: filling } = rule;
  if (rule.trim) await each(trim);
  else if (rule.collapse) await each(collapse);
  else if (letters) await each((id) => changeCase(id, letters.to));
  else if (nulls) await each((id) => withoutMarkers(id, nulls.markers));
  else if (replace) await each((id) => replaceAll(id, replace));
  else if (rule.numbers) await readNumbers(work, step, rule.numbers.format);
  else if (rule.dates) await readDates(work, step, [rule.dates.format].flat());
  else if (filling) await fill(work, step, filling);
  else if (rule.dropDuplicates) await dropDuplicates(work, label, columns);
  else if (rule.dropEmptyRows) await dropEmptyRows(work, label, columns);
  else if (step.expression) {
    if (rule.keep) await keepRows(work, label, step.expression);
    if (rule.compute) await compute(work, step, step.expression);
    if (rule.validate) await validate(work, label, step.expression, rule.validate.message);
  }
}
