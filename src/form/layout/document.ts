import { type Layout, layoutSchema } from './types.ts';

/**
 * A layout as the text of its file, for people to read and for the editor: keys in the schema's order.
 * @param from the pictures or the PDF of its pages, relative to the file
 */
export function layoutText(
  layout: Layout,
  { from, rectify }: { from: readonly string[]; rectify?: Layout['rectify'] },
): string {
  const { $schema, pages, fields } = layout;
  const document = layoutSchema.parse({
    ...($schema !== undefined && { $schema }),
    ...(from.length > 0 && { from }),
    ...(rectify === 'none' && { rectify }),
    pages,
    fields: fields.map((field) => ({ ...field, confidence: Math.round(field.confidence * 1000) / 1000 })),
  });
  return `${JSON.stringify(document, null, 2)}\n`;
}
