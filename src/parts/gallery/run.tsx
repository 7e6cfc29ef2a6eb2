import type { Command } from 'commander';
import { Hono } from 'hono';
import { formatBytes } from '../../base/format.ts';
import { countIn, namesIn } from '../options.ts';
import { readPage } from '../pager.tsx';
import type { RunContext, RunningPart } from '../run.ts';
import { textTable } from '../terminal.ts';
import { notFound, unknownName } from '../unknown.ts';
import { GalleryPage, GalleryPreview, PicturePage, SetPage } from './pages.tsx';
import { picturePath, statisticsPath } from './paths.ts';
import { type ImageSet, type ImageSets, openImageSets, pictureTitle } from './sets.ts';

/** Pictures on one page of a set. */
const PAGE_SIZE = 96;

/** The gallery: a grid of pictures for every image set, and a page for every picture. */
export function start(context: RunContext, options: unknown): RunningPart {
  const sets = openImageSets(context, namesIn(options, 'images'), countIn(options, 'pictures'));
  return {
    tab: ({ text }) => text.gallery.tab,
    summary: ({ text: { gallery }, count }) =>
      gallery.summary(count(sets.count, gallery.picture), count(sets.names.length, gallery.set)),
    preview: () => <GalleryPreview sets={allSets(sets)} />,
    pages: pages(context, sets),
    api: api(context, sets),
    commands: (program) => commands(program, sets),
    selftest: () => selftest(context, sets),
  };
}

function pages(context: RunContext, sets: ImageSets): Hono {
  return new Hono()

    .get('/', (c) =>
      context.page(c.req.raw, {
        title: context.reader(c.req.raw).text.gallery.tab,
        body: <GalleryPage sets={allSets(sets)} />,
      }),
    )
    .get('/sets/:set', (c) => {
      const set = findSet(sets, c.req.param('set'));
      const page = readPage(c.req.query('page'), set.images.length, PAGE_SIZE);
      return context.page(c.req.raw, { title: set.name, body: <SetPage set={set} page={page} /> });
    })
    .get('/sets/:set/:file{[^]+}', (c) => {
      const set = findSet(sets, c.req.param('set'));
      const place = findPlace(set, c.req.param('file'));
      const image = set.images[place];
      if (!image) throw new Error(`no picture ${place} in ${set.name}`);
      return context.page(c.req.raw, {
        title: pictureTitle(image),
        body: <PicturePage set={set} place={place} image={image} />,
      });
    })
    .get('/files/:set/:file{[^]+}', (c) => {
      const set = findSet(sets, c.req.param('set'));
      const file = c.req.param('file');
      if (!set.has(file)) throw noPicture(set, file);
      return context.sendFile(c.req.raw, picturePath(set.name, file));
    });
}

function api(context: RunContext, sets: ImageSets): Hono {
  return new Hono()
    .get('/gallery/sets', (c) =>
      c.json({ sets: allSets(sets).map(({ name, images }) => ({ name, images: images.length })) }),
    )
    .get('/gallery/sets/:set', (c) => {
      const { name, images, nearDuplicates } = findSet(sets, c.req.param('set'));
      return c.json({ name, images, nearDuplicates });
    })
    .get('/gallery/sets/:set/statistics', (c) => {
      const { name } = findSet(sets, c.req.param('set'));
      return context.sendFile(c.req.raw, statisticsPath(name));
    });
}

function commands(program: Command, sets: ImageSets): void {
  program
    .command('images')
    .description('list the pictures')
    .argument('[set]', 'of this image set only')
    .option('--json', 'as JSON')
    .action((name: string | undefined, { json }: { json?: true }) => {
      if (name !== undefined && !sets.names.includes(name)) throw unknownName('image set', name, sets.names);
      const shown = allSets(sets).filter((set) => name === undefined || set.name === name);
      const index = shown.map(({ name, images }) => ({ name, images }));
      const rows = shown.flatMap((set) =>
        set.images.map((image) => [
          set.name,
          image.file,
          `${image.width} × ${image.height}`,
          image.format,
          formatBytes(image.size),
          image.source,
        ]),
      );
      const table = textTable(['set', 'file', 'pixels', 'format', 'size', 'source'], rows);
      process.stdout.write(json ? `${JSON.stringify(index, null, 2)}\n` : table);
    });
}

/** Every picture and variant is there in its size, and the first of each set can be read. */
function selftest({ payload }: RunContext, sets: ImageSets): void {
  for (const { name, images } of allSets(sets)) {
    for (const { file, size } of images.flatMap((image) => [image, ...Object.values(image.variants ?? {})])) {
      const path = picturePath(name, file);
      if (payload.files.get(path)?.size !== size) throw new Error(`${path} is missing or not ${size} bytes`);
    }
    if (images[0]) payload.readSync(picturePath(name, images[0].file));
  }
}

function allSets(sets: ImageSets): ImageSet[] {
  return sets.names.map((name) => findSet(sets, name));
}

function findSet(sets: ImageSets, name: string): ImageSet {
  const set = sets.get(name);
  if (!set) throw notFound('image set', name, sets.names);
  return set;
}

function findPlace(set: ImageSet, file: string): number {
  const place = set.placeOf(file);
  if (place === undefined) throw noPicture(set, file);
  return place;
}

function noPicture({ images }: ImageSet, file: string): Error {
  return notFound(
    'picture',
    file,
    images.map((image) => image.file),
  );
}
