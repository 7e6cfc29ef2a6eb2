import { gzipSync } from 'node:zlib';
import { book, zipped } from '../../table/read/xlsx/book.ts';

/** Inputs that are too large to lie in the repository, by name. */
export const largeInputs: Record<string, () => Promise<Buffer>> = {
  'columns-5000.csv': async () => {
    const columns = Array.from({ length: 5000 }, (_, index) => `c${index}`);
    return Buffer.from(`${columns.join()}\n${columns.map(() => '1').join()}\n`);
  },
  'columns-5000.xlsx': async () => {
    const cells = Array.from({ length: 5000 }, (_, index) => `<c t="str"><v>c${index}</v></c>`);
    return await book({ sheets: { S: `<row>${cells.join('')}</row><row><c><v>1</v></c></row>` } });
  },
  // Unpacks to 260 MB: 26 packed files, one behind the other, are one.
  'bomb.csv.gz': async () => {
    const packed = gzipSync(Buffer.alloc(10e6, 'a'));
    return Buffer.concat(Array.from({ length: 26 }, () => packed));
  },
  'bomb.xlsx': async () => await zipped({ '_rels/.rels': Buffer.alloc(260e6, ' ') }),
};
