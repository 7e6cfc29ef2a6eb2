import type { Entry, Write } from './journal.ts';

/** Notes what happened, now. */
export type Note = (entry: Omit<Entry, 'at'>) => void;

/** Puts the time to what is noted; without a journal nothing is. */
export function noter(journal: Write | undefined): Note {
  return (entry) => journal?.({ at: new Date().toISOString(), ...entry });
}
