import type { Draft } from './answers.ts';
import type { Row } from './tables.ts';

/** A draft as a row of `drafts`. */
export function draftRow({ id, form, inputs, of }: Omit<Draft, 'changed'>, changed: string) {
  return [id, form, JSON.stringify(inputs), changed, of?.answer ?? null, of?.version ?? null] as const;
}

/** The drafts in rows of `drafts`. */
export function draftsIn(rows: readonly Row[]): Draft[] {
  return rows.map((row) => ({
    id: String(row['id']),
    form: String(row['form']),
    inputs: JSON.parse(String(row['inputs'])),
    changed: String(row['changed']),
    ...(row['answer'] !== null && {
      of: { answer: String(row['answer']), version: Number(row['version']) },
    }),
  }));
}
