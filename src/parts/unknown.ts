import { HTTPException } from 'hono/http-exception';
import { UserError } from '../base/error.ts';
import { didYouMean, nearest } from '../base/nearest.ts';

/** For a request: a 404 that names the nearest of what there is. */
export function notFound(kind: string, name: string, names: readonly string[]): HTTPException {
  const hint = hintFor(name, names);
  return new HTTPException(404, { message: hint ? `${sentence(kind, name)} ${hint}` : sentence(kind, name) });
}

/** For a request: a 400 for a parameter that takes other values than this, with the nearest of them. */
export function cannotBe(key: string, value: string, values: readonly string[]): HTTPException {
  const hint = didYouMean(value, values) ?? '';
  return new HTTPException(400, { message: `"${key}" cannot be "${value}". ${hint}`.trim() });
}

/** For a command line: wrong usage that names the nearest of what there is. */
export function unknownName(kind: string, name: string, names: readonly string[]): UserError {
  const hint = hintFor(name, names);
  return new UserError(sentence(kind, name), { exitCode: 2, ...(hint === undefined ? {} : { hint }) });
}

function sentence(kind: string, name: string): string {
  return `There is no ${kind} "${name}".`;
}

/** The nearest of what there is, or all of it; a long list is not spelt out. */
export function hintFor(name: string, names: readonly string[]): string | undefined {
  if (names.length <= 12) return didYouMean(name, names);
  const near = nearest(name, names);
  return near === undefined ? undefined : `Did you mean "${near}"?`;
}
