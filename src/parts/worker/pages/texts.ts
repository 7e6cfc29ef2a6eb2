import type { ImageSteps } from '../../../image/steps.ts';
import type { Reader } from '../../../language/reader.ts';

/** A time as people read it: `12 ms`, `1.4 s`. */
export function timeText(reader: Reader, ms: number): string {
  return ms < 1000
    ? `${reader.number(ms, ms < 10 ? 1 : 0)}\u00a0ms`
    : `${reader.number(ms / 1000, ms < 10_000 ? 1 : 0)}\u00a0s`;
}

/** Steps in a line, each by its name with its options: `resize (width 200), sharpen`. */
export function stepsText(reader: Reader, steps: ImageSteps): string {
  const all = steps.flatMap((step) => Object.entries(step)).map(([name, options]) => stepText(name, options));
  return all.join(', ') || reader.text.worker.pictures.nothing;
}

/** The names of the steps alone. */
export function stepNames(reader: Reader, steps: ImageSteps): string {
  return steps.flatMap((step) => Object.keys(step)).join(', ') || reader.text.worker.pictures.nothing;
}

function stepText(name: string, options: unknown): string {
  const said = Object.entries(options ?? {}).flatMap(([key, value]) => {
    if (value === false) return [];
    if (value === true) return [key];
    return [`${key} ${typeof value === 'string' ? value : JSON.stringify(value)}`];
  });
  return said.length === 0 ? name : `${name} (${said.join(', ')})`;
}

/** What the folder of a page's own adds to a name says nothing to people. */
export function shortName(name: string): string {
  return name.replace(/^page-[0-9a-f]{10}\//, '');
}
