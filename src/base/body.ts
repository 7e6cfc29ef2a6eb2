/**
 * The body of an answer from chunks that are read as the receiver takes them; when it leaves, the
 * source is told to stop. `Readable.toWeb` throws outside of everything when that happens in the
 * midst of a chunk, which would end the process.
 */
export function bodyOf(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 1 },
  );
}
