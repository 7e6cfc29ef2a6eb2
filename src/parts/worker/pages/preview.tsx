import type { Reader } from '../../../language/reader.ts';
import type { WorkerSpec } from '../settings.ts';
import { stepNames } from './texts.ts';

/** What can be asked for, for the app's first page. */
export function WorkerPreview({ reader, spec: { numbers, images } }: { reader: Reader; spec: WorkerSpec }) {
  const text = reader.text.worker.numbers;
  const presets = Object.entries(images?.presets ?? {}).slice(0, numbers ? 3 : 4);
  return (
    <ul class="lines">
      {numbers && (
        <li>
          <span>1, 5, 22</span>
          <span class="quiet">
            {text.median} 5, {text.average.toLowerCase()} {reader.number(28 / 3, 2)}
          </span>
        </li>
      )}
      {presets.map(([name, steps]) => (
        <li key={name}>
          <span>{name}</span>
          <span class="quiet">{stepNames(reader, steps)}</span>
        </li>
      ))}
    </ul>
  );
}
