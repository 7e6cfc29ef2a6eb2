import { z } from 'zod';
import { layoutFaults } from '../form/layout/faults.ts';
import { type Layout, layoutSchema } from '../form/layout/types.ts';
import { type Positions, positionsSchema } from '../form/positions.ts';
import { parseDocument } from './document.ts';
import { explainIssues } from './explain.ts';
import type { SchemaNode } from './json-schema.ts';
import type { Problem } from './problem.ts';

/** The JSON Schema of layouts, as `schema/layout.schema.json` holds it. */
export const layoutJsonSchema = (): SchemaNode => jsonSchemaOf(layoutSchema);

/** The JSON Schema of positions, as `schema/positions.schema.json` holds it. */
export const positionsJsonSchema = (): SchemaNode => jsonSchemaOf(positionsSchema);

/**
 * Checks the text of a layout: all its problems at once, each at its place, or the layout.
 * @param file its path or address, for messages
 * @returns in `fits`, a layout whose problems the editor can mend
 */
export function checkLayout(
  text: string,
  file: string,
): { layout: Layout } | { problems: Problem[]; fits?: Layout } {
  const { value: layout, problems, problemAt } = checked(text, file, layoutSchema, layoutJsonSchema());
  if (!layout) return { problems };
  const faults = layoutFaults(layout).map(({ path, message }) => problemAt(path, { message }));
  return faults.length > 0 ? { problems: faults, fits: layout } : { layout };
}

/** The same for positions. */
export function checkPositions(
  text: string,
  file: string,
): { positions: Positions } | { problems: Problem[] } {
  const { value: positions, problems } = checked(text, file, positionsSchema, positionsJsonSchema());
  return positions ? { positions } : { problems };
}

const jsonSchemaOf = (schema: z.ZodType) =>
  z.toJSONSchema(schema, { io: 'input', reused: 'inline' }) as SchemaNode;

function checked<T>(text: string, file: string, schema: z.ZodType<T>, jsonSchema: SchemaNode) {
  const document = parseDocument(text.replace(/^\uFEFF/, ''), file);
  const { problems, problemAt } = document;
  if (problems.length > 0) return { problems, problemAt };
  const parsed = schema.safeParse(document.value);
  if (parsed.success) return { value: parsed.data, problems, problemAt };
  return { problems: explainIssues(parsed.error.issues, document, { schema: jsonSchema }), problemAt };
}
