import { z } from 'zod';
import { specSchema } from './schema.ts';

/** The part of JSON Schema (draft 2020-12) that the spec's schema uses. */
export interface SchemaNode {
  type?: string;
  properties?: Record<string, SchemaNode>;
  additionalProperties?: SchemaNode | boolean;
  items?: SchemaNode;
  anyOf?: SchemaNode[];
  oneOf?: SchemaNode[];
  enum?: unknown[];
  const?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  minItems?: number;
}

let made: SchemaNode | undefined;

/** The spec's JSON Schema, as `schema/holdall.schema.json` holds it. */
export function jsonSchema(): SchemaNode {
  made ??= z.toJSONSchema(specSchema, { io: 'input', reused: 'inline' }) as SchemaNode;
  return made;
}

/** The schema of the value at a path, if the schema knows that path. */
export function schemaAt(root: SchemaNode, path: readonly PropertyKey[]): SchemaNode | undefined {
  let nodes: SchemaNode[] = [root];
  for (const key of path) {
    nodes = nodes.flatMap(branches).flatMap((node) => {
      const next =
        typeof key === 'number'
          ? node.items
          : (node.properties?.[String(key)] ??
            (typeof node.additionalProperties === 'object' ? node.additionalProperties : undefined));
      return next ? [next] : [];
    });
  }
  return nodes[0];
}

/** A schema and its alternatives: what a value may be described by. */
function branches(node: SchemaNode): SchemaNode[] {
  return [node, ...(node.anyOf ?? node.oneOf ?? []).flatMap(branches)];
}
