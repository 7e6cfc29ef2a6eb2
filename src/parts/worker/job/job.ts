import type { ParsedNumbers } from '../../../numbers/parse.ts';

/** What all jobs have. */
interface Common {
  /** The client's, or that of the message where the client gave none. */
  id: string;
  /** How the job was written, and so how its answer is. */
  form: 'plain' | 'json';
}

export interface NumbersJob extends Common {
  kind: 'numbers';
  values: ParsedNumbers;
}

export interface ImageJob extends Common {
  kind: 'image';
  /** The picture's path below the incoming place. */
  name: string;
  /** Steps by their name, or as they are in a spec; the worker checks them. Neither: its default. */
  preset?: string;
  steps?: unknown;
}

export type Job = NumbersJob | ImageJob;

/** What a failure is called, for programs. */
export type FailureCode =
  /** The body is neither a list, nor a name, nor a job in JSON. */
  | 'unreadable'
  | 'wrong-numbers'
  | 'wrong-name'
  | 'wrong-steps'
  /** This worker does no jobs of the kind. */
  | 'not-offered'
  | 'not-found'
  /** It is no picture, or a damaged one, or one over the limits. */
  | 'wrong-picture'
  /** It was tried again and again. */
  | 'gave-up';

/**
 * Why a job cannot succeed, however often it is tried; `message` is one or two sentences. Work on
 * pictures is bundled on its own and has a class of this name too, so `instanceof` goes by the name.
 */
export class Refusal extends Error {
  static override [Symbol.hasInstance](thrown: unknown): boolean {
    return thrown instanceof Error && thrown.name === 'Refusal' && 'code' in thrown;
  }

  override readonly name = 'Refusal';
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.code = code;
  }
}
