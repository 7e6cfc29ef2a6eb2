import type { Inputs, Values } from '../fields/values.ts';

/** One answer to a form, as it is kept. */
export interface Answer {
  /** A UUID. */
  id: string;
  /** The form's name. */
  form: string;
  /** From 1 for each form, in the order in which they came; never given twice. */
  number: number;
  /** From 1; one more with every change, a delete and its undo included. */
  version: number;
  values: Values;
  /** As ISO 8601, UTC. */
  created: string;
  changed: string;
  /** When it was deleted; it is kept, and can be brought back. */
  deleted?: string;
}

/** What an answer was, and what was done that made it so. */
export interface Version extends Pick<Answer, 'version' | 'values'> {
  at: string;
  done: 'added' | 'changed' | 'deleted' | 'restored' | 'imported';
}

/** What somebody has typed and not yet handed in. */
export interface Draft {
  /** A UUID, made by the page that the draft is of; the id of the answer that it becomes. */
  id: string;
  form: string;
  inputs: Inputs;
  changed: string;
  /** The answer that is being changed, and the version of it that was read. */
  of?: { answer: string; version: number };
}

export interface ListOptions {
  /** Words, all of which an answer's values must have; letters' case and accents do not count. */
  search?: string;
  /** Those that were deleted, instead of the others. */
  deleted?: boolean;
  /** From 0; the newest first. */
  offset?: number;
  limit?: number;
}

/**
 * The answers on this machine. Each call does all of its work or none of it, alone among all
 * processes, and what it has done survives a kill; `synced` says when it survives a loss of power.
 */
export interface Answers {
  /**
   * Keeps a new answer, and forgets its draft. With the id of one that is there already, that one is
   * returned and nothing is done: who asks twice adds once.
   */
  add(form: string, values: Values, options?: { id?: string; done?: 'added' | 'imported' }): Answer;
  /**
   * Changes an answer, and forgets the draft of the change. One that was deleted is back. With the id
   * of a draft that was handed in already with these values, nothing is done: who asks twice changes once.
   * @throws ChangedMeanwhile when it is of another version by now
   */
  change(id: string, version: number, values: Values, options?: { draft?: string }): Answer;
  remove(id: string, version: number): Answer;
  restore(id: string, version: number): Answer;
  get(id: string): Answer | undefined;
  byNumber(form: string, number: number): Answer | undefined;
  list(form: string, options?: ListOptions): { answers: Answer[]; total: number };
  /** All that are not deleted, in the order of their numbers. */
  all(form: string): Iterable<Answer>;
  /** The ids of all fields in which one of them has something, in the order of the alphabet. */
  fieldIds(form: string): string[];
  /** The oldest first. */
  history(id: string): Version[];
  /** Those with the same values, none deleted; `except` is the answer itself. */
  same(form: string, values: Values, except?: string): Answer[];

  /** Keeps what was typed so far; of a draft that was handed in, nothing is kept. */
  keepDraft(draft: Omit<Draft, 'changed'>): void;
  draft(id: string): Draft | undefined;
  /** The newest first. */
  drafts(form: string): Draft[];
  dropDraft(id: string): void;
  /** Whether an answer, or a change of one, was made of a draft. */
  isHandedIn(draft: string): boolean;

  /** Versions that the bucket of `answers.to` has not got yet, the oldest first. */
  unsent(limit: number): (Answer & Pick<Version, 'done'>)[];
  countUnsent(): number;
  /** How many there are of a form that are not deleted, and how many drafts. */
  count(form: string): { answers: number; drafts: number };
  markSent(id: string, version: number): void;

  synced(): Promise<void>;
  close(): void;
}

/** Somebody else was quicker. */
export class ChangedMeanwhile extends Error {
  /** The answer as it is now. */
  readonly now: Answer;

  constructor(now: Answer) {
    super(`Answer ${now.number} was changed meanwhile: it is of version ${now.version} now.`);
    this.now = now;
  }
}
