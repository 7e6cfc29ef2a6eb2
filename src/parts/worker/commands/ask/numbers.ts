import { UserError } from '../../../../base/error.ts';
import { formatNumber } from '../../../../base/format.ts';
import { write } from '../../../output.ts';
import type { Asking } from './asking.ts';

/**
 * Sends a list of numbers, prints the answer, and how long it took on standard error. Throws a
 * `UserError` when the answer is an error.
 */
export async function askNumbers({ client, timeoutMs, signal }: Asking, body: string): Promise<void> {
  const reply = await client.ask(body, { timeoutMs, signal });
  const text = reply.json === undefined ? reply.body : JSON.stringify(reply.json, null, 2);
  await write(`${text}\n`);
  process.stderr.write(`${formatNumber(reply.ms, reply.ms < 10 ? 1 : 0)} ms\n`);
  if (reply.isError) throw new UserError('The answer is an error.');
}
