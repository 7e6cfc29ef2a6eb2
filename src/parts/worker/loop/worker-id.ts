import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

/** An id for a worker that no other one has, nor ever had, and that tells people where it runs. */
export function workerId(): string {
  const host = hostname().replace(/[^A-Za-z0-9-]+/g, '-');
  return `${host.slice(0, 40)}-${process.pid}-${randomUUID().slice(0, 8)}`;
}
