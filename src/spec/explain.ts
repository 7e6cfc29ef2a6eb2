import type { z } from 'zod';
import { didYouMean } from '../base/nearest.ts';
import { type ContentKind, contentKinds } from '../parts/part.ts';
import type { Document } from './document.ts';
import { jsonSchema, type SchemaNode, schemaAt } from './json-schema.ts';
import type { Problem } from './problem.ts';
import { contentSchemas } from './schema.ts';

/** What issues are about. */
interface Context {
  /** Where the value stands in the document that zod looked at. Default: it is all of it. */
  base?: PropertyKey[];
  /** The JSON Schema of the document. Default: the spec's. */
  schema?: SchemaNode;
}

/** The problems of a document, one for each thing that is wrong, out of what zod found. */
export function explainIssues(
  issues: readonly z.core.$ZodIssue[],
  document: Document,
  { base = [], schema = jsonSchema() }: Context = {},
): Problem[] {
  return issues.flatMap((issue) => explain(issue, document, base, schema));
}

function explain(
  issue: z.core.$ZodIssue,
  document: Document,
  base: PropertyKey[],
  root: SchemaNode,
): Problem[] {
  const path = [...base, ...issue.path].map((part) => (typeof part === 'symbol' ? String(part) : part));
  const at = (message: string, allowed?: string) => [
    document.problemAt(path, { message, ...(allowed === undefined ? {} : { allowed }) }),
  ];
  const schema = schemaAt(root, path);

  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) =>
        document.problemAt(
          [...path, key],
          {
            message: sentence(
              `"${key}" is no key here.`,
              didYouMean(key, Object.keys(schema?.properties ?? {})),
            ),
          },
          true,
        ),
      );
    case 'invalid_key':
      return [
        // zod looks no further below a key that is wrong.
        ...explainIssues(
          contentSchema(path)?.safeParse(valueAt(document.value, path)).error?.issues ?? [],
          document,
          { base: path },
        ),
        document.problemAt(
          path,
          {
            message: `"${String(path.at(-1))}" cannot be a name.`,
            allowed: issue.issues.map(({ message }) => message).join('; '),
          },
          true,
        ),
      ];
    case 'invalid_union': {
      // The branch that the value's own type fits is the one that was meant.
      const meant = issue.errors.filter((errors) => !errors.some(isTypeIssueHere));
      const [only] = meant;
      if (meant.length === 1 && only) return explainIssues(only, document, { base: path, schema: root });
      return at('This value does not fit.', allowedOf(schema));
    }
    case 'invalid_type':
      return issue.input === undefined && !isPresent(document, path)
        ? at(`"${String(path.at(-1))}" is missing.`, allowedOf(schema))
        : at('This value is of the wrong type.', allowedOf(schema));
    case 'invalid_value': {
      const found = valueAt(document.value, path);
      const names = issue.values.filter((value) => typeof value === 'string');
      const near = typeof found === 'string' ? didYouMean(found, names) : undefined;
      return at(
        sentence('This value is not one of those allowed.', near?.startsWith('Did') ? near : undefined),
        issue.values.map((value) => JSON.stringify(value)).join(', '),
      );
    }
    case 'too_small':
      return at(
        issue.origin === 'number' ? 'This number is too small.' : 'This is empty.',
        allowedOf(schema),
      );
    case 'too_big':
      return at(
        issue.origin === 'number' ? 'This number is too large.' : 'This is too long.',
        allowedOf(schema),
      );
    case 'custom':
      return at(issue.params?.['unsafeName'] ? `This name ${issue.message}.` : issue.message);
    default:
      return at(issue.message.endsWith('.') ? issue.message : `${issue.message}.`, allowedOf(schema));
  }
}

/** The schema of the values beside a path such as `/images/NAME`. */
function contentSchema([kind, ...rest]: readonly PropertyKey[]): z.ZodType | undefined {
  if (rest.length !== 1) return undefined;
  return contentKinds.some((one) => one === kind) ? contentSchemas[kind as ContentKind] : undefined;
}

const sentence = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(' ');

const isTypeIssueHere = (issue: z.core.$ZodIssue) => issue.code === 'invalid_type' && issue.path.length === 0;

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
}

function isPresent(document: Document, path: readonly PropertyKey[]): boolean {
  return valueAt(document.value, path) !== undefined;
}

/** What a schema allows, in words: "a whole number from 1 to 100". */
function allowedOf(schema: SchemaNode | undefined): string | undefined {
  if (!schema) return undefined;
  const options = schema.anyOf ?? schema.oneOf;
  // Alternatives of an object are about which of its keys it needs.
  if (options && !schema.properties) return options.map(allowedOf).filter(Boolean).join(', or ');
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(', ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const { minimum, maximum } = schema;
  const range =
    minimum !== undefined && maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER
      ? ` from ${minimum} to ${maximum}`
      : minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER
        ? ` of at least ${minimum}`
        : '';
  switch (schema.type) {
    case 'integer':
      return `a whole number${range}`;
    case 'number':
      return `a number${range}`;
    case 'string':
      return schema.minLength === 1 ? 'a text that is not empty' : 'a text';
    case 'boolean':
      return 'true or false';
    case 'array':
      return `a list ${schema.items ? `of ${allowedOf(schema.items) ?? 'values'} ` : ''}${schema.minItems === 1 ? 'with at least one entry' : ''}`.trim();
    case 'object': {
      const keys = Object.keys(schema.properties ?? {});
      return keys.length > 0 ? `an object with ${keys.map((key) => `"${key}"`).join(', ')}` : 'an object';
    }
    default:
      return undefined;
  }
}
