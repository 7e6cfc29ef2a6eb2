import type { ImageStatistics } from '../../../image/index-file.ts';
import type { RunContext } from '../../run.ts';
import { statisticsPath } from '../paths.ts';
import type { Picture } from './catalogue.ts';

/** The statistics of a picture's channels; none where it could not be processed. */
export type ReadStatistics = (picture: Picture) => ImageStatistics['channels'];

/**
 * Reads statistics when they are asked for. 10,000 pictures have some 30 MB of them, so a set's lie in
 * memory for as long as there is room: what the collector takes is read again.
 */
export function openStatistics({ payload }: Pick<RunContext, 'payload'>): ReadStatistics {
  const kept = new Map<string, WeakRef<Buffer>>();
  const linesOf = (set: string): Buffer => {
    const known = kept.get(set)?.deref();
    if (known) return known;
    const lines = payload.readSync(statisticsPath(set));
    kept.set(set, new WeakRef(lines));
    return lines;
  };
  return ({ set, place, image }) => {
    const lines = linesOf(set);
    let start = 0;
    for (let line = 0; line < place; line++) {
      const end = lines.indexOf(10, start);
      if (end === -1) return [];
      start = end + 1;
    }
    const end = lines.indexOf(10, start);
    const text = lines.toString('utf8', start, end === -1 ? lines.length : end);
    if (text === '') return [];
    const found: ImageStatistics = JSON.parse(text);
    if (found.file !== image.file)
      throw new Error(`line ${place + 1} of ${statisticsPath(set)} is not of ${image.file}`);
    return found.channels;
  };
}
