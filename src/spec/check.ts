import { didYouMean } from '../base/nearest.ts';
import { type PartName, partNames, parts } from '../parts/list.ts';
import { contentKinds, type Part } from '../parts/part.ts';
import { type Document, parseDocument } from './document.ts';
import { explainIssues } from './explain.ts';
import type { Problem } from './problem.ts';
import { type Spec, specSchema } from './schema.ts';

/**
 * Checks the text of a spec: all its problems at once, or the spec when there are none.
 * @param file the spec's path or address, for messages
 */
export function checkSpec(
  text: string,
  file: string,
): { spec: Spec; problemAt: Document['problemAt'] } | { problems: Problem[] } {
  const document = parseDocument(text.replace(/^\uFEFF/, ''), file);
  if (document.problems.length > 0) return { problems: document.problems };

  const parsed = specSchema.safeParse(document.value);
  const problems = [
    ...(parsed.success ? [] : explainIssues(parsed.error.issues, document)),
    ...emptiness(document),
    ...danglingNames(document),
  ].toSorted((a, b) => a.line - b.line || a.column - b.column);
  return parsed.success && problems.length === 0
    ? { spec: parsed.data, problemAt: document.problemAt }
    : { problems };
}

function emptiness(document: Document): Problem[] {
  const spec = objectOf(document.value);
  const has = (list: unknown) => Object.keys(objectOf(list) ?? { x: 1 }).length > 0;
  if (!spec || contentKinds.some((kind) => kind in spec && has(spec[kind]))) return [];
  // A part that no content brings needs none either.
  const named = Object.keys(objectOf(spec['parts']) ?? {});
  if (named.some((name) => isPart(name) && !needsContent(parts[name]))) return [];
  const message =
    'This spec names nothing to pack: give it "images", "tables", "files" or "forms", or a "worker" among its "parts".';
  return [document.problemAt([], { message }, true)];
}

const isPart = (name: string): name is PartName => partNames.some((one) => one === name);

const needsContent = ({ bringsFor }: Pick<Part<unknown>, 'bringsFor'>) => bringsFor !== undefined;

/**
 * The names in parts' options that the spec has no content of. Looks at the value as it is written,
 * so that these are found beside whatever else is wrong.
 */
function danglingNames(document: Document): Problem[] {
  const spec = objectOf(document.value) ?? {};
  return Object.entries(objectOf(spec['parts']) ?? {}).flatMap(([part, options]) =>
    contentKinds.flatMap((kind) => {
      const names = Object.keys(objectOf(spec[kind]) ?? {});
      return listOf(options, kind).flatMap((name, index) => {
        if (typeof name !== 'string' || names.includes(name)) return [];
        const hint = didYouMean(name, names) ?? `The spec has no "${kind}".`;
        const message = `"${name}" is not among the spec's ${kind}. ${hint}`;
        return [document.problemAt(['parts', part, kind, index], { message })];
      });
    }),
  );
}

/** The names that a part's options refer to; its list is named after the kind of content. */
function listOf(options: unknown, kind: string): unknown[] {
  const list = objectOf(options)?.[kind];
  return Array.isArray(list) ? list : [];
}

function objectOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
