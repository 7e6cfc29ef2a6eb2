import type { Field } from './types.ts';

/** A field of a page that says itself what its fields are; its id is made unique. */
export type KnownField = Omit<Field, 'order' | 'page'>;

/** A page whose fields need no detecting. */
export interface KnownPage {
  width: number;
  height: number;
  fields: readonly KnownField[];
}
