import { HTTPException } from 'hono/http-exception';
import type { Reader } from '../../../language/reader.ts';
import type { TableSummary } from '../../../table/summary.ts';
import { splitList, unescapeItem } from '../address/list.ts';
import { bareOperators, isOperator, listOperators } from '../address/operators.ts';
import type { Condition } from '../query.ts';
import { isNumeric } from './values.ts';
import { readView, type View, withCondition } from './view.ts';

/** What a form of the explorer wants changed. */
export interface Change {
  /** The view as it is, and as it is to be. */
  before: View;
  after: View;
  /** What is asked newly, and of which column. */
  condition?: Condition;
}

const names = ['_do', '_column', '_operator', '_value', '_pick', '_show'] as const;

/**
 * Reads what a form of the explorer has sent: the view in its hidden fields, and in `_do` what is to
 * become of it. Throws a 400 for what no form sends.
 */
export function readChange(reader: Reader, table: TableSummary, parameters: URLSearchParams): Change {
  const { view: before, own } = readView(table, parameters, names);
  if (own._do === 'columns')
    return { before, after: showing(before, parameters.getAll('_show').map(Number)) };
  const place = Number(own._column);
  const column = table.columns[place];
  if (column === undefined) throw badForm();
  if (own._do === 'pick') {
    const condition: Condition = { column: place, operator: 'in', values: parameters.getAll('_pick') };
    const after = withCondition(before, condition);
    if (condition.values.length > 0) return { before, after, condition };
    // Nothing is ticked: the column is not asked for anything.
    const conditions = after.query.conditions.filter((one) => one !== condition);
    return { before, after: { ...after, query: { ...after.query, conditions } } };
  }
  const { _operator: operator = '', _value: value = '' } = own;
  if (own._do !== 'condition' || !isOperator(operator)) throw badForm();
  const typed = (text: string) => (isNumeric(column) ? plainNumber(text, reader.text.decimalSign) : text);
  const values = bareOperators.includes(operator)
    ? []
    : listOperators.includes(operator)
      ? splitList(value).map((item) => typed(unescapeItem(item).trim()))
      : [typed(value)];
  const condition = { column: place, operator, values };
  return { before, after: withCondition(before, condition), condition };
}

function showing(view: View, places: number[]): View {
  const columns = [...view.table.columns.keys()].filter((place) => places.includes(place));
  const { columns: _, ...rest } = view;
  // No column at all is none to look at, and all of them is no choice.
  return columns.length === 0 || columns.length === view.table.columns.length ? rest : { ...rest, columns };
}

/** A number as its reader writes it, as programs do: `1 234,5` is 1234.5. */
function plainNumber(text: string, decimalSign: string): string {
  if (decimalSign === '.') return text.replace(/(?<=\d),(?=\d{3})/g, '');
  return text.replace(/(?<=\d)[\s\u202f\u00a0](?=\d{3})/g, '').replace(decimalSign, '.');
}

function badForm(): HTTPException {
  return new HTTPException(400, { message: 'This form is not known here. Go back and load the page again.' });
}
