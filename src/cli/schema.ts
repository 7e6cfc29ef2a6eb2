import { didYouMean } from '../base/nearest.ts';
import { jsonSchema } from '../spec/json-schema.ts';
import { layoutJsonSchema, positionsJsonSchema } from '../spec/layout.ts';
import { schemaNames } from './schema-names.ts';
import { wrongUsage } from './usage.ts';

const schemas: Record<(typeof schemaNames)[number], () => object> = {
  spec: jsonSchema,
  layout: layoutJsonSchema,
  positions: positionsJsonSchema,
};

/** `holdall schema [NAME]`: prints the JSON Schema of specs, or of what the commands of forms write. */
export async function schemaCommand(name: string): Promise<number> {
  const known = schemaNames.find((one) => one === name);
  if (!known)
    throw wrongUsage(`There is no schema of ${JSON.stringify(name)}.`, didYouMean(name, schemaNames));
  console.log(JSON.stringify(schemas[known](), null, 2));
  return 0;
}
