/** What a text says as the answer of a field: the value, or why it is none. */
export type Reading<T> = { value: T } | Refused<T>;

/** Why a text is no answer, in a sentence that says what would be one. */
export interface Refused<T> {
  message: string;
  /** What was probably meant. */
  proposal?: T;
  /** Nothing else can be meant: where nobody is there to ask, the proposal may be taken. */
  certain?: true;
}

export function isRefused<T>(reading: Reading<T>): reading is Refused<T> {
  return 'message' in reading;
}
