import { toSafeName } from '../../../base/names.ts';
import type { Picture } from '../catalogue/catalogue.ts';

/**
 * The names of pictures in a ZIP or in a folder: those of their files, below a folder for each set where
 * there are several. They are made safe for every system, and are different even where capitals do not count.
 */
export function entryNames(pictures: Picture[]): string[] {
  const isOneSet = new Set(pictures.map(({ set }) => set)).size <= 1;
  const taken = new Set<string>();
  return pictures.map(({ set, image }) => {
    const path = [...(isOneSet ? [] : [set]), ...image.file.split('/')].map(toSafeName).join('/');
    const [, stem = '', extension = ''] = /^(.*?)(\.[^./]*)?$/s.exec(path) ?? [];
    let name = path;
    for (let copy = 2; taken.has(name.toLowerCase()); copy++) name = `${stem} (${copy})${extension}`;
    taken.add(name.toLowerCase());
    return name;
  });
}
