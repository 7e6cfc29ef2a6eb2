/** The words that all messages about S3 share. */

/** What was asked of S3 when something failed. */
export interface S3Context {
  action: 'list' | 'read' | 'write' | 'copy' | 'delete';
  bucket: string;
  /** For a listing, the beginning of the keys. */
  key: string;
  /** The endpoint's URL where it is not AWS itself. */
  endpoint: string | undefined;
  deadlineMs: number;
}

/** A message and a hint. */
export type Said = [message: string, hint?: string];

/** The address of what was asked for. */
export function targetOf({ bucket, key }: S3Context): string {
  return `s3://${bucket}/${key}`;
}

/** " at ENDPOINT" where it is not AWS itself. */
export function at({ endpoint }: S3Context): string {
  return endpoint ? ` at ${endpoint}` : '';
}

/** What cannot be done, after "cannot be". */
export const PAST = { list: 'listed', read: 'read', write: 'written', copy: 'copied', delete: 'deleted' };

/** One line that ends in one full stop. */
export function plain(message: string): string {
  return `${message.replace(/\s+/g, ' ').replace(/[.\s]+$/, '')}.`;
}
