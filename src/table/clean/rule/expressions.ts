import { literal } from '../../duckdb.ts';
import { applyTypes, findType, kindOf, typedValue } from '../column/typing.ts';
import type { ExpressionColumn } from '../expression/compile.ts';
import { asText, columnsOf, compileExpression } from '../expression/compile.ts';
import { ExpressionFault } from '../expression/fault.ts';
import { expressionError } from '../fault.ts';
import type { ScopedExpression, Step } from '../plan.ts';
import type { Work } from '../work.ts';
import { countWhere, demand, dropRows, replaceTable, rewrite } from '../work.ts';

/** Computes a column: a new one, or other values for one that there is. */
export async function compute(
  work: Work,
  { label, columns: [target], adds }: Step,
  expression: ScopedExpression,
): Promise<void> {
  if (target === undefined) throw new Error('A computed column has a place.');
  const { type, sql } = await compiled(work, expression, asText);
  target.kind = type === 'null' ? 'none' : kindOf(type);
  target.plain = true;
  // What is too large for any number, and an empty text, are no value.
  const value = `CAST(nullif(TRY(${sql}), '') AS VARCHAR)`;
  if (adds) await replaceTable(work, `*, ${value} AS ${target.id}`);
  else await rewrite(work, label, [{ column: target, steps: [() => value] }]);
}

/** Drops the rows for which the expression is not true. */
export async function keepRows(work: Work, label: string, expression: ScopedExpression): Promise<void> {
  const { sql } = await condition(work, expression);
  await dropRows(work, label, `NOT coalesce(TRY(${sql}), false)`);
}

/** Rejects the rows for which the expression is false. */
export async function validate(
  work: Work,
  label: string,
  expression: ScopedExpression,
  message = `is not ${expression.text}`,
): Promise<void> {
  const { sql } = await condition(work, expression);
  const names = [...columnsOf(expression.tree).keys()];
  const used = names.flatMap((name) => expression.scope.get(name) ?? []);
  const [only] = used.length === 1 ? used : [];
  const each = used.map(({ id }, nth) => `${literal(`${names[nth]}: `)} || coalesce(${id}, 'no value')`);
  const listed = { col: only?.col, value: only?.id ?? (each.join(` || ', ' || `) || 'NULL') };
  await demand(work, [
    { column: undefined, rule: label, reason: literal(message), broken: `NOT TRY(${sql})`, listed },
  ]);
}

async function condition(work: Work, expression: ScopedExpression): Promise<ExpressionColumn> {
  return await compiled(work, expression, (condition) => {
    if (condition.type !== 'boolean') {
      throw new ExpressionFault(`It is to be true or false, and is of type ${condition.type}`, 1);
    }
    return condition.sql;
  });
}

/** The expression in SQL, in the form that is asked for. */
async function compiled(
  work: Work,
  expression: ScopedExpression,
  write: (compiled: ExpressionColumn) => string,
): Promise<ExpressionColumn> {
  const columns = await expressionColumns(work, expression);
  try {
    const found = compileExpression(expression.tree, columns);
    return { type: found.type, sql: write(found) };
  } catch (error) {
    throw expressionError(error, expression.text, expression.pointer);
  }
}

/**
 * The columns that an expression names: brought to the type that the spec gives them, or with the
 * one that all their values agree with; a column without values goes with every type.
 */
async function expressionColumns(
  work: Work,
  { tree, scope }: ScopedExpression,
): Promise<ReadonlyMap<string, ExpressionColumn>> {
  const used = [...columnsOf(tree).keys()].flatMap((name) => {
    const column = scope.get(name);
    return column ? [{ name, column }] : [];
  });
  const unread = used.map(({ column }) => column).filter(({ plain }) => !plain);
  await applyTypes(work, unread);
  const columns = new Map<string, ExpressionColumn>();
  for (const { name, column } of used) {
    const [values] = await countWhere(work, [`${column.id} IS NOT NULL`]);
    if (values === 0 && column.options?.type === undefined) {
      columns.set(name, { type: 'null', sql: 'NULL' });
      continue;
    }
    const { type } = await findType(work, column);
    const value = typedValue(column.id, type);
    // Sums and products of integers have room.
    const roomy = type === 'integer' ? `CAST(${value} AS HUGEINT)` : value;
    columns.set(name, { type, sql: type === 'text' ? `nullif(${value}, '')` : roomy });
  }
  return columns;
}
