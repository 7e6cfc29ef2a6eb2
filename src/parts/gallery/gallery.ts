import type { RunContext } from '../run.ts';
import { notFound } from '../unknown.ts';
import { type Catalogue, openCatalogue, type Picture } from './catalogue/catalogue.ts';
import { idOf } from './catalogue/names.ts';
import { openStatistics, type ReadStatistics } from './catalogue/statistics.ts';
import { openSelections, type Selections } from './filters/selections.ts';

/** What all of the part works on. */
export interface Gallery {
  context: RunContext;
  catalogue: Catalogue;
  selections: Selections;
  statistics: ReadStatistics;
}

/** The gallery of these image sets, with `count` pictures. Nothing of it is read yet. */
export function openGallery(context: RunContext, sets: string[], count: number): Gallery {
  const catalogue = openCatalogue(context, sets, count);
  return { context, catalogue, selections: openSelections(catalogue), statistics: openStatistics(context) };
}

/** The picture of an id; throws a 404 that names the nearest one there is. */
export function findPicture({ catalogue }: Gallery, id: string): Picture {
  const picture = catalogue.get(id);
  if (picture) return picture;
  throw notFound(
    'picture',
    id,
    catalogue.pictures().map((one) => one.id),
  );
}

/** The picture of a set and file; throws a 404 that says whether the set or the file is wrong. */
export function findFile(gallery: Gallery, set: string, file: string): Picture {
  const { catalogue } = gallery;
  checkSet(catalogue, set);
  const picture = catalogue.get(idOf(set, file));
  if (picture) return picture;
  const files = catalogue.pictures().filter((one) => one.set === set);
  throw notFound(
    'picture',
    file,
    files.map((one) => one.image.file),
  );
}

/** Throws a 404 where there is no image set of this name. */
export function checkSet({ sets }: Catalogue, name: string): void {
  if (!sets.includes(name)) throw notFound('image set', name, sets);
}
