import type { Reader } from '../../../language/reader.ts';
import type { SyncState } from '../sync/sync.ts';

/** Whether all answers are in their bucket, and why not. */
export function Sending({ reader, sync }: { reader: Reader; sync: SyncState }) {
  const { to, waiting, problem } = sync;
  const text = reader.text.form.sync;
  return (
    <p class={`form-sending${problem ? ' form-stuck' : ''}`}>
      {waiting === 0 ? text.done(to) : text.waiting(reader.count(waiting, text.version), to)}
      {waiting > 0 && problem && (
        <span lang="en">
          {' '}
          {problem.message} {problem.hint}
        </span>
      )}
    </p>
  );
}
