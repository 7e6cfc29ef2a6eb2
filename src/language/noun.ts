/** A thing that is counted: one, and several. */
export type Noun = readonly [one: string, many: string];
