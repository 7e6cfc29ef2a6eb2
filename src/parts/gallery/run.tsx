import type { Command } from 'commander';
import { Hono } from 'hono';
import { formatBytes, formatCount } from '../../base/format.ts';
import { namesIn } from '../options.ts';
import { readPage } from '../pager.tsx';
import type { RunContext, RunningPart } from '../run.ts';
import { textTable } from '../terminal.ts';
import { notFound, unknownName } from '../unknown.ts';
import { GalleryPage, GalleryPreview, PicturePage, SetPage } from './pages.tsx';
import { type ImageSet, type ImageSets, openImageSets, picturePath, pictureTitle } from './sets.ts';

/** Pictures on one page of a set. */
const PAGE_SIZE = 96;

/** The gallery: a grid of pictures for every image set, and a page for every picture. */
export function start(context: RunContext, options: unknown): RunningPart {
  const sets = openImageSets(context, namesIn(options, 'images'));
  return {
    tab: 'Gallery',
    summary: `${formatCount(sets.count, 'picture')} in ${formatCount(sets.names.length, 'set')}`,
    preview: () => <GalleryPreview sets={allSets(sets)} />,
    pages: pages(context, sets),
    api: api(sets),
    commands: (program) => commands(program, sets),
    selftest: () => selftest(context, sets),
  };
}

function pages(context: RunContext, sets: ImageSets): Hono {
  return new Hono()
    .get('/', () => context.page('Gallery', <GalleryPage sets={allSets(sets)} />))
    .get('/sets/:set', (c) => {
      const set = findSet(sets, c.req.param('set'));
      const page = readPage(c.req.query('page'), set.images.length, PAGE_SIZE);
      return context.page(set.name, <SetPage set={set} page={page} />);
    })
    .get('/sets/:set/:file{[^]+}', (c) => {
      const set = findSet(sets, c.req.param('set'));
      const place = findPlace(set, c.req.param('file'));
      const image = set.images[place];
      if (!image) throw new Error(`no picture ${place} in ${set.name}`);
      return context.page(pictureTitle(image), <PicturePage set={set} place={place} image={image} />);
    })
    .get('/files/:set/:file{[^]+}', (c) => {
      const set = findSet(sets, c.req.param('set'));
      const place = findPlace(set, c.req.param('file'));
      return context.sendFile(c.req.raw, picturePath(set.name, set.images[place]?.file ?? ''));
    });
}

function api(sets: ImageSets): Hono {
  return new Hono()
    .get('/sets', (c) =>
      c.json({ sets: allSets(sets).map(({ name, images }) => ({ name, images: images.length })) }),
    )
    .get('/sets/:set', (c) => {
      const { name, images } = findSet(sets, c.req.param('set'));
      return c.json({ name, images });
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

/** Every picture is there in its size, and the first of each set can be read. */
function selftest({ payload }: RunContext, sets: ImageSets): void {
  for (const { name, images } of allSets(sets)) {
    for (const { file, size } of images) {
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
  if (place === undefined)
    throw notFound(
      'picture',
      file,
      set.images.map((image) => image.file),
    );
  return place;
}
