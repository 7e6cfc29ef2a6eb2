import { relative } from 'node:path';
import { type AnnotationProperties, error, info, notice, warning } from '@actions/core';
import type { Problem } from '../spec/problem.ts';
import { isS3Address } from '../store/address.ts';

/** GitHub shows ten of a step and a level, and drops the rest; the last error is the step's own. */
const MOST = { error: 9, warning: 10, notice: 10 };

const say = { error, warning, notice };

/** Annotations as they come, and what did not fit. */
export interface Annotations {
  error(message: string, properties?: AnnotationProperties): void;
  warning(message: string): void;
  notice(message: string): void;
  /** A problem of a spec: on its line, when the spec is in the checkout. */
  problem(problem: Problem): void;
  /** How many annotations there were of each level, and those beyond the tenth. */
  counts(): { errors: number; warnings: number };
  rest(): string[];
}

/** Makes annotations, at most ten a level with the step's own; the rest is for the summary. */
export function openAnnotations(workspace: string, strip: (text: string) => string): Annotations {
  const counts = { error: 0, warning: 0, notice: 0 };
  const rest: string[] = [];
  const add = (level: keyof typeof counts, text: string, properties: AnnotationProperties = {}) => {
    const message = strip(text);
    if (++counts[level] <= MOST[level]) say[level](message, { title: 'Holdall', ...properties });
    else {
      rest.push(`${level}: ${message}`);
      info(`${level}: ${message}`);
    }
  };
  return {
    error: (message, properties) => add('error', message, properties),
    warning: (message) => add('warning', message),
    notice: (message) => add('notice', message),
    problem({ file, line, column, message, found, allowed, pointer }) {
      const text = [
        message,
        found === undefined ? '' : `Found: ${found}.`,
        allowed === undefined ? '' : `Allowed: ${allowed}.`,
        pointer && `(${pointer})`,
      ];
      const inCheckout = !isS3Address(file);
      add('error', [inCheckout ? '' : `${file}:${line}:${column}:`, ...text].filter(Boolean).join(' '), {
        ...(inCheckout
          ? {
              file: relative(workspace, file.startsWith('/') ? file : `${workspace}/${file}`).replaceAll(
                '\\',
                '/',
              ),
              startLine: line,
              startColumn: column,
            }
          : {}),
      });
    },
    counts: () => ({ errors: counts.error, warnings: counts.warning }),
    rest: () => rest,
  };
}
