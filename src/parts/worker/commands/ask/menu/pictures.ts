import { formatBytes, formatCount } from '../../../../../base/format.ts';
import type { Store, StoredObject } from '../../../../../store/store.ts';
import { printable } from '../../../../terminal.ts';
import type { WorkerSpec } from '../../../settings.ts';
import { upload } from '../../bucket/upload.ts';
import { isYes } from '../../purge.ts';
import type { Asking } from '../asking.ts';
import { askImages } from '../images.ts';
import { type Entry, say } from './entry.ts';
import type { Lines } from './lines.ts';
import { type LoadPreview, sideBySide } from './show.ts';

type Images = NonNullable<WorkerSpec['images']>;

/** More are not listed; they can be named all the same. */
const MOST_LISTED = 50;

/** What the menu has for pictures. */
export function pictureEntries(images: Images, loadPreview: LoadPreview | undefined): Entry[] {
  const entries: Entry[] = [
    { title: 'upload a picture', run: uploadOne },
    { title: 'list the pictures', run: listBoth },
    {
      title: 'process a picture and download it',
      run: (asking, lines) => processOne(asking, lines, images),
    },
  ];
  if (!loadPreview) return entries;
  const show = (asking: Asking, lines: Lines) => showOne(asking, lines, loadPreview);
  return [...entries, { title: 'show a picture before and after', run: show }];
}

async function uploadOne({ place }: Asking, lines: Lines): Promise<void> {
  const line = await lines.ask('Which file? ');
  if (!line) return;
  // Terminals put quotes around a file that is dropped on them.
  const file = line.replace(/^(["'])(.*)\1$/, '$2');
  await lines.during((signal) => upload(place, [file], { signal }));
}

async function listBoth({ place }: Asking): Promise<void> {
  for (const [title, store] of [
    ['To be processed', place.incoming()],
    ['Results', place.outgoing()],
  ] as const) {
    const pictures = await picturesIn(store);
    say(`${title}, ${printable(store.address)}: ${formatCount(pictures.length, 'picture')}`);
    for (const { path, size } of pictures.slice(0, MOST_LISTED))
      say(`  ${printable(path)}  ${formatBytes(size)}`);
    if (pictures.length > MOST_LISTED) say(`  and ${pictures.length - MOST_LISTED} more`);
  }
}

async function processOne(asking: Asking, lines: Lines, images: Images): Promise<void> {
  const name = await choosePicture(asking.place.incoming(), lines);
  if (name === undefined) return;
  const presets = Object.keys(images.presets);
  const chosen =
    presets.length > 1 ? await lines.choose(`Which steps? [${images.default}] `, presets) : undefined;
  const preset = chosen === undefined ? images.default : (presets[chosen - 1] ?? images.default);
  const said = await lines.ask('Into which folder? [processed] ');
  if (said === undefined) return;
  const mayReplace = async (file: string) =>
    isYes(await lines.ask(`${printable(file)} is there already. Replace it? [y/N] `));
  const options = { preset, to: said || 'processed', mayReplace };
  await lines.during((signal) => askImages({ ...asking, signal }, [name], { ...options, isInBucket: true }));
}

async function showOne({ place }: Asking, lines: Lines, load: LoadPreview): Promise<void> {
  const name = await choosePicture(place.incoming(), lines);
  if (name === undefined) return;
  const result = await resultOf(place.outgoing(), name);
  if (result === undefined) return say(`${printable(name)} has not been processed yet.`);
  const before = { store: place.incoming(), path: name };
  const after = { store: place.outgoing(), path: result };
  process.stdout.write(await sideBySide(load, before, after));
}

/** The newest result of a picture: it has the picture's name, but for the extension. */
async function resultOf(outgoing: Store, name: string): Promise<string | undefined> {
  const stem = (path: string) => path.replace(/\.[^./]*$/, '');
  let newest: StoredObject | undefined;
  for await (const found of outgoing.list(stem(name))) {
    if (stem(found.path) !== stem(name)) continue;
    if (!newest || found.modified > newest.modified) newest = found;
  }
  return newest?.path;
}

async function choosePicture(incoming: Store, lines: Lines): Promise<string | undefined> {
  const paths = (await picturesIn(incoming)).map(({ path }) => path);
  if (paths.length === 0) {
    say('There are no pictures yet; upload one.');
    return undefined;
  }
  const number = await lines.choose('Which picture? ', paths.slice(0, MOST_LISTED).map(printable));
  return number === undefined ? undefined : paths[number - 1];
}

async function picturesIn(store: Store): Promise<StoredObject[]> {
  const found: StoredObject[] = [];
  for await (const picture of store.list()) found.push(picture);
  return found;
}
