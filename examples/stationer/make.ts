// Makes the data of this example: the pictures, the icon, the price list and a year of sales.
//
//   node examples/stationer/make.ts             all of it, over what is there
//   node examples/stationer/make.ts --missing   only what is missing
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pictures } from './make/pictures.ts';

/** What is made, by its path. Drawing and writing are loaded only when there is something to do. */
const makers: Record<string, () => Promise<Uint8Array | string>> = {
  'icon.png': async () => (await import('./make/images.ts')).iconFile(),
  'orders.xlsx': async () => (await import('./make/orders.ts')).ordersFile(),
  'prices.xlsx': async () => (await import('./make/prices.ts')).pricesFile(),
  'sales.csv': async () => (await import('./make/sales.ts')).salesFile(),
};
for (const [name, picture] of Object.entries(pictures)) {
  const extension = picture.stored === 'png' ? 'png' : 'jpg';
  makers[`pictures/${name}.${extension}`] = async () =>
    (await import('./make/images.ts')).pictureFile(picture);
}

/** Makes the example's data in a folder, the same bytes each time, and returns the paths that it made. */
export async function makeExample(folder: string, options: { missing?: boolean } = {}): Promise<string[]> {
  const made: string[] = [];
  for (const [path, make] of Object.entries(makers)) {
    const file = join(folder, path);
    if (options.missing && existsSync(file)) continue;
    await mkdir(dirname(file), { recursive: true });
    const beside = `${file}.${process.pid}.new`;
    try {
      await writeFile(beside, await make());
      await rename(beside, file);
    } finally {
      await rm(beside, { force: true });
    }
    made.push(path);
  }
  return made;
}

if (import.meta.main) {
  const made = await makeExample(import.meta.dirname, { missing: process.argv.includes('--missing') });
  console.log(made.length === 0 ? 'The example is complete.' : `Made ${made.length} files of the example.`);
}
