import { createHash } from 'node:crypto';

/** Hexadecimal SHA-256 of bytes or text. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Hexadecimal SHA-256 of a JSON value; the order of an object's keys does not matter. */
export function hashOf(value: unknown): string {
  return sha256(canonical(value));
}

/** JSON with sorted keys and without blanks. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
