import { type AnnotationProperties, error, info, notice, warning } from '@actions/core';

/** Says something in the log, and as an annotation as long as GitHub shows more of its level. */
export type Annotate = (
  level: 'error' | 'warning' | 'notice',
  message: string,
  properties?: AnnotationProperties,
) => void;

const say = { error, warning, notice };

/** What GitHub shows of each level for a step. */
const SHOWN = 10;

/** Counts the annotations of a step: past the tenth of a level they are plain lines of the log. */
export function createAnnotations(): Annotate {
  // One error is left for the sentence that fails the step.
  const shown = { error: 1, warning: 0, notice: 0 };
  return (level, message, properties = {}) => {
    if (++shown[level] <= SHOWN) return say[level](message, properties);
    const { file, startLine, startColumn } = properties;
    const place = [file, startLine, startColumn].filter((part) => part !== undefined).join(':');
    info(`${level}: ${place && `${place}: `}${message}`);
  };
}
