import type { Payload } from '../payload/payload.ts';

/** What the shell's loader hands to the app that it found in the payload. */
export interface Host {
  payload: Payload;
  /** The executable's own path. */
  file: string;
  /** The command line behind the executable's name. */
  args: string[];
  /** How this program is started again; by its file alone where this is left out. */
  program?: { command: string; args: string[] };
  /** Compiles a `.cjs` file of the payload and returns what it exports. */
  load(path: string): unknown;
}
