import { jsonSchema } from '../spec/json-schema.ts';

/** `holdall schema`: prints the spec's JSON Schema. */
export async function schemaCommand(): Promise<number> {
  console.log(JSON.stringify(jsonSchema(), null, 2));
  return 0;
}
