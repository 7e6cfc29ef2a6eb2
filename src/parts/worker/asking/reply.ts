import { formOf } from '../job/parse.ts';

/** What came back for a job. */
export interface Reply {
  /** The id of the job. */
  id: string;
  /** As the worker wrote it. */
  body: string;
  /** From sending the job to having its answer, in milliseconds. */
  ms: number;
  /** Whether it says that the job failed. */
  isError: boolean;
  /** The answer to a job in JSON; undefined for one in plain form. */
  json: unknown;
}

/** Reads an answer. */
export function toReply(id: string, body: string, ms: number): Reply {
  if (formOf(body) === 'plain') {
    return { id, body, ms, isError: /^(\?Error\.|Wrong input:) /.test(body), json: undefined };
  }
  const json: unknown = JSON.parse(body);
  return { id, body, ms, isError: typeof json === 'object' && json !== null && 'error' in json, json };
}
