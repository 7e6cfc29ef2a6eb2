/**
 * What somebody answered in one field, by its kind:
 * - text, multi-line, email, telephone, comb, signature: the text (a signature is the name that was typed)
 * - number: a number
 * - date: `YYYY-MM-DD`
 * - checkbox: `true`
 * - choice: the label of its answer; with `multiple`, those of all that were ticked, in the form's order
 * - table: its rows, each the texts of its cells; as many rows and columns as the layout has
 *
 * A field without an answer is left out: neither '' nor `false` nor an empty list is ever kept.
 */
export type Value = string | number | boolean | readonly string[] | readonly (readonly string[])[];

/** An answer to a whole form, by the fields' ids. */
export type Values = Readonly<Record<string, Value>>;

/** The answer in a field, by its own key: a field may be called `constructor`. */
export function valueIn(values: Values, id: string): Value | undefined {
  return Object.hasOwn(values, id) ? values[id] : undefined;
}

/**
 * What stands in the inputs of a form, as text, by the input's name: the field's id; `ID.INDEX` for
 * each box of a choice with `multiple`; `ID.ROW.COLUMN` for a table's cell, both from 0. A box that
 * is ticked has the text `on`; the others are left out.
 */
export type Inputs = Readonly<Record<string, string>>;
