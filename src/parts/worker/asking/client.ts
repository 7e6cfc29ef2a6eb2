import { randomUUID } from 'node:crypto';
import { UserError } from '../../../base/error.ts';
import { offload, onload } from '../../../queue/pointer.ts';
import type { Place } from '../place.ts';

// A stand-in until the client itself is merged: take the other side of a conflict in this file.

export function openClient(place: Place, _options: { program?: string } = {}) {
  const name = `${place.replies.name.replace(/\.fifo$/, '')}-${randomUUID().slice(0, 8)}`;
  const closing = new AbortController();
  const waiting = new Map<string, (body: string) => void>();
  let opening: Promise<void> | undefined;

  async function open() {
    await place.queues.create(name);
    void receive();
  }
  async function receive() {
    const queue = place.queues.open(name);
    while (!closing.signal.aborted) {
      const messages = await queue
        .receive({ max: 10, waitSeconds: 20, visibilitySeconds: 30, signal: closing.signal })
        .catch(() => []);
      for (const { attributes, body } of messages) waiting.get(attributes['id'] ?? '')?.(body);
      if (messages.length > 0) await queue.delete(messages.map(({ receipt }) => receipt));
    }
  }
  return {
    async ask(body: string, { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal }) {
      await (opening ??= open());
      const id = randomUUID();
      const begin = performance.now();
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      waiting.set(id, resolve);
      const timer = setTimeout(() => reject(new UserError('No answer came in time.')), timeoutMs);
      signal.addEventListener('abort', () => reject(signal.reason));
      try {
        const [failed] = await place.requests.send([
          { body: await offload(body, place.bucket), attributes: { id, 'reply-to': name } },
        ]);
        if (failed) throw failed;
        const text = await onload(await promise, place.bucket);
        const isError = /^(\?Error\.|Wrong input:)/.test(text) || /^\{.{0,300}"error":/.test(text);
        return { id, body: text, ms: performance.now() - begin, isError, json: undefined };
      } finally {
        clearTimeout(timer);
        waiting.delete(id);
      }
    },
    async close() {
      closing.abort();
      if (opening) await place.queues.remove(name);
    },
  };
}
