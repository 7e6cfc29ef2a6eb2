/**
 * The book in which workers write which job is whose and what it was answered, so that a job is
 * answered once however often it is delivered. docs/decisions/0013-one-answer-a-job.md says why.
 */
export interface Ledger {
  /**
   * Takes jobs for this worker, or says why not. A job that is another's is his for as long as he
   * lives; then it is anybody's. One that is this worker's is taken anew: he may have failed to note
   * that he let it go, so he is the one to know whether he is at it. With an answer, it is recorded in
   * the same breath where the job has none. When it throws, none of the jobs is taken to be his.
   */
  claim(claims: readonly Claim[]): Promise<Claimed[]>;
  /**
   * Records answers, before they are sent, and gives what is to be sent: the first one that was
   * recorded, or undefined for a job that is no longer this worker's.
   */
  record(answers: readonly { job: string; answer: string }[]): Promise<(string | undefined)[]>;
  /** Notes that answers have been sent, and lets the jobs go. */
  sent(asks: readonly { job: string; ask: string }[]): Promise<void>;
  /** Lets jobs go that are not finished. */
  release(jobs: readonly string[]): Promise<void>;
  /** Says that this worker lives; asked for every few seconds. */
  beat(): Promise<void>;
  /** Says that it does not any more, and lets go of everything. */
  close(): Promise<void>;
}

export interface Claim {
  job: string;
  /** Which of the answers to the job: where it goes to, and the attempt. */
  ask: string;
  /** Where it is quicker found than asked about. */
  answer?: string;
}

export type Claimed =
  /**
   * This worker's: to be done, or to be sent where there is an answer, which may have been sent.
   * `times` is how often it has been somebody's, this time included.
   */
  | { state: 'mine'; answer: string | undefined; times: number }
  /** Answered, and that was sent. */
  | { state: 'sent' }
  /** Another worker is at it. */
  | { state: 'busy' };

/** For how long a worker is taken to live that says nothing, in milliseconds. */
export const LIFE_MS = 12_000;
/** How often it says something. */
export const BEAT_MS = 3_000;
/** For how long answers are known: as long as SQS can keep a message. */
export const MEMORY_MS = 14 * 24 * 3600 * 1000;
