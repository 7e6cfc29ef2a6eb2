import { countIn, namesIn } from '../options.ts';
import type { RunContext, RunningPart } from '../run.ts';
import { bytes } from './api/bytes.ts';
import { describe } from './api/describe.ts';
import { api } from './api/routes.ts';
import { imagesCommand } from './commands/images.ts';
import { type Gallery, openGallery } from './gallery.ts';
import { pages } from './pages/routes.tsx';
import { GalleryPreview } from './pages/thumbnail.tsx';
import { picturePath } from './paths.ts';
import { search } from './search.ts';
import { zipRoutes } from './zip/routes.ts';

/** The gallery: a grid of all pictures with filters, a page for every picture, and the same for programs. */
export function start(context: RunContext, options: unknown): RunningPart {
  const gallery = openGallery(context, namesIn(options, 'images'), countIn(options, 'pictures'));
  const { catalogue, selections } = gallery;
  return {
    tab: ({ text }) => text.gallery.tab,
    summary: ({ text: { gallery }, count }) =>
      gallery.summary(count(catalogue.count, gallery.picture), count(catalogue.sets.length, gallery.set)),
    preview: () => <GalleryPreview pictures={catalogue.pictures()} />,
    pages: pages(gallery).route('/', zipRoutes(gallery)),
    api: api(gallery),
    root: bytes(gallery),
    describeApi: () => describe(selections.choices()),
    search: (_, words, limit) => search(gallery, words, limit),
    commands: (program) => imagesCommand(program, gallery),
    selftest: () => selftest(gallery),
  };
}

/** Every picture and variant is there in its size, and the first of each set can be read. */
function selftest({ context: { payload }, catalogue, statistics }: Gallery): void {
  for (const picture of catalogue.pictures()) {
    const { set, place, image } = picture;
    for (const { file, size } of [image, ...Object.values(image.variants ?? {})]) {
      const path = picturePath(set, file);
      if (payload.files.get(path)?.size !== size) throw new Error(`${path} is missing or not ${size} bytes`);
    }
    if (place > 0) continue;
    payload.readSync(picturePath(set, image.file));
    statistics(picture);
  }
}
