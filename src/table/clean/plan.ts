import { didYouMean } from '../../base/nearest.ts';
import { columnNames, lowerAscii } from '../column-names.ts';
import { escaped } from '../pointer.ts';
import { columnsOf } from './expression/compile.ts';
import { ExpressionFault } from './expression/fault.ts';
import type { Expression } from './expression/parse.ts';
import { parseExpression } from './expression/parse.ts';
import { expressionError, wrongSpec } from './fault.ts';
import type { CleanOptions } from './options.ts';
import type { Rule, RuleName } from './rule/options.ts';
import type { WorkColumn } from './work.ts';

/** A rule with the columns that it is done to. */
export interface Step {
  rule: Rule;
  /** What changes, rejects and counts call it: `trim`, or `trim 2` where the spec has several. */
  label: string;
  /** Where it is in the spec. */
  pointer: string;
  columns: WorkColumn[];
  expression?: ScopedExpression;
  /** Whether it makes a column that there was not before. */
  adds?: true;
}

/** An expression, and the columns by the names that they have where it stands. */
export interface ScopedExpression {
  text: string;
  tree: Expression;
  /** Where it is in the spec. */
  pointer: string;
  scope: ReadonlyMap<string, WorkColumn>;
}

/** What is to be done to a table, checked against its columns before anything is done. */
export interface Plan {
  steps: Step[];
  /** The columns at the end. */
  columns: WorkColumn[];
}

/**
 * Finds the columns that the rules name, as those before them leave them. Throws a `UserError` with
 * the place in the spec for a column that there is not, or a name that is taken.
 */
export function planRules(read: WorkColumn[], options: CleanOptions, pointer: string): Plan {
  const rules = options.clean ?? [];
  let columns = read;
  let made = read.length;
  const steps = rules.map((rule, index): Step => {
    const name = ruleName(rule);
    const at = `${pointer}/clean/${index}/${name}`;
    const step: Step = { rule, label: labelOf(rules, index), pointer: at, columns: [] };
    const given = expressionOf(rule);
    if (given) step.expression = parsed(given.text, columns, `${at}/${given.key}`);
    const { compute, validate, rename, keep } = rule;
    if (rename) columns = renamed(columns, rename, at);
    else if (compute) {
      const known = columns.find((column) => column.name === compute.column);
      const target = known ?? newColumn(`c${made++}`, compute.column);
      step.columns = [target];
      if (!known) {
        step.adds = true;
        columns = [...columns, target];
        checkNames(columns, `${at}/column`);
      }
    } else if (!validate) {
      const named = namedColumns(rule);
      step.columns = named ? findColumns(columns, named, (nth) => `${at}/columns/${nth}`) : columns;
      checkTwice(named ?? [], at);
      if (keep) columns = step.columns;
    }
    return step;
  });
  const described = Object.entries(options.columns ?? {});
  const names = described.map(([name]) => name);
  const found = findColumns(columns, names, (nth) => `${pointer}/columns/${escaped(names[nth] ?? '')}`);
  for (const [nth, column] of found.entries()) column.options = described[nth]?.[1];
  checkFormats(steps, pointer);
  return { steps, columns };
}

function ruleName(rule: Rule): RuleName {
  const [name] = Object.keys(rule) as RuleName[];
  if (name === undefined) throw new Error('A rule without anything to do.');
  return name;
}

function labelOf(rules: Rule[], index: number): string {
  const all = rules.map(ruleName);
  const name = all[index] ?? '';
  const same = all.filter((other) => other === name).length;
  return same > 1 ? `${name} ${all.slice(0, index + 1).filter((other) => other === name).length}` : name;
}

/** The expression of a rule, and the key that it is under. */
function expressionOf({ compute, validate, keep }: Rule): { key: string; text: string } | undefined {
  if (compute) return { key: 'value', text: compute.value };
  if (validate) return { key: 'that', text: validate.that };
  return keep?.rows === undefined ? undefined : { key: 'rows', text: keep.rows };
}

/** The columns that a rule names; undefined where it is done to all. */
function namedColumns(rule: Rule): string[] | undefined {
  for (const options of Object.values(rule)) {
    if (options && typeof options === 'object' && 'columns' in options && Array.isArray(options.columns)) {
      return options.columns;
    }
  }
  return undefined;
}

function newColumn(id: string, name: string): WorkColumn {
  return { id, name, kind: 'none', col: undefined, options: undefined, plain: true };
}

/** The columns of these names; `at` is where the place of a name is. All that there are not are told at once. */
function findColumns(columns: WorkColumn[], names: string[], at: (nth: number) => string): WorkColumn[] {
  const byName = new Map(columns.map((column) => [column.name, column]));
  const missing = names.filter((name) => !byName.has(name));
  const [first] = missing;
  if (first !== undefined) {
    const one = missing.length === 1;
    const list = (some: string[]): string => some.map((name) => `"${name}"`).join(', ');
    const there = [...byName.keys()];
    throw wrongSpec(
      one ? `There is no column "${first}".` : `There are no columns ${list(missing)}.`,
      at(names.indexOf(first)),
      one ? didYouMean(first, there) : `There is ${list(there)}.`,
    );
  }
  return names.flatMap((name) => byName.get(name) ?? []);
}

function checkTwice(names: string[], at: string): void {
  const twice = names.findIndex((name, index) => names.indexOf(name) < index);
  if (twice >= 0) {
    throw wrongSpec(
      `The column "${names[twice]}" is named twice.`,
      `${at}/columns/${twice}`,
      'Name it once.',
    );
  }
}

function parsed(text: string, columns: WorkColumn[], at: string): ScopedExpression {
  try {
    const tree = parseExpression(text);
    const scope = new Map(columns.map((column) => [column.name, column]));
    for (const [name, place] of columnsOf(tree)) {
      if (scope.has(name)) continue;
      const near = didYouMean(name, [...scope.keys()]);
      throw new ExpressionFault(`There is no column "${name}".${near ? ` ${near}` : ''}`, place);
    }
    return { text, tree, scope, pointer: at };
  } catch (error) {
    throw expressionError(error, text, at);
  }
}

/** The columns under new names, in their places. Several may swap names. */
function renamed(columns: WorkColumn[], names: Record<string, string>, at: string): WorkColumn[] {
  const before = Object.keys(names);
  const found = findColumns(columns, before, (nth) => `${at}/${escaped(before[nth] ?? '')}`);
  const pairs = found.map((column) => ({ column, to: names[column.name] ?? column.name }));
  checkNames(
    columns.map((column) => ({ name: pairs.find((pair) => pair.column === column)?.to ?? column.name })),
    at,
  );
  for (const { column, to } of pairs) column.name = to;
  return columns;
}

/** As SQLite compares names. */
function checkNames(columns: { name: string }[], at: string): void {
  const seen = new Set<string>();
  for (const { name } of columns) {
    if (seen.has(lowerAscii(name))) {
      throw wrongSpec(
        `There would be two columns named "${name}".`,
        at,
        'Case does not count: give each a name of its own.',
      );
    }
    seen.add(lowerAscii(name));
  }
  columnNames(
    columns.map(({ name }) => name),
    { pointer: at },
  );
}

/** A rule that reads numbers or dates leaves nothing for a format to read. */
function checkFormats(steps: Step[], pointer: string): void {
  for (const { rule, pointer: at, columns } of steps) {
    const again =
      rule.numbers || rule.dates ? columns.find(({ options }) => options?.format !== undefined) : undefined;
    if (again) {
      throw wrongSpec(
        `The values of "${again.name}" are read by a format twice: here and at ${pointer}/columns/${escaped(again.name)}/format.`,
        at,
        'Keep one of the two.',
      );
    }
  }
}
