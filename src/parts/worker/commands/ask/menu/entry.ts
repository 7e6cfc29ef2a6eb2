import type { Asking } from '../asking.ts';
import type { Lines } from './lines.ts';

/** A line of the menu. */
export interface Entry {
  title: string;
  run(asking: Asking, lines: Lines): Promise<void>;
}

/** Writes a line on the terminal. */
export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
