/** The texts of an EXIF block that say something of the picture's origin. */
export interface ExifText {
  make?: string;
  model?: string;
  /** DateTimeOriginal, as it is written: `2026:11:21 10:00:00`. */
  taken?: string;
}

const MAKE = 0x010f;
const MODEL = 0x0110;
const EXIF_FOLDER = 0x8769;
const DATE_TIME_ORIGINAL = 0x9003;

const ASCII = 2;
const LONG = 4;
/** A tag, a type, a count, and a value or where it is: 2 + 2 + 4 + 4 bytes. */
const ENTRY = 12;
/** Longer than any text that is meant. */
const LONGEST = 200;

/**
 * Reads a few texts out of an EXIF block (EXIF 3.0, a TIFF structure, with or without `Exif\0\0`
 * before it). It follows no more than it asks for, so that a block that was made to be costly costs
 * nothing. What lies beyond the block's end, or is of another type, is not there.
 */
export function readExifText(block: Buffer): ExifText {
  const tiff = block.subarray(block.toString('latin1', 0, 6) === 'Exif\0\0' ? 6 : 0);
  const order = tiff.toString('latin1', 0, 2);
  if (order !== 'II' && order !== 'MM') return {};
  const read = reader(tiff, order === 'II');
  const first = read.long(4);
  const folder = read.entry(first, EXIF_FOLDER);
  const texts = {
    make: read.text(first, MAKE),
    model: read.text(first, MODEL),
    taken: folder?.type === LONG ? read.text(read.long(folder.at + 8), DATE_TIME_ORIGINAL) : undefined,
  };
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text));
}

interface Entry {
  at: number;
  type: number | undefined;
}

function reader(bytes: Buffer, little: boolean) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const short = (at: number) => (at + 2 <= bytes.length ? view.getUint16(at, little) : undefined);
  const long = (at: number) => (at + 4 <= bytes.length ? view.getUint32(at, little) : undefined);

  /** Where a tag's entry is in the folder (IFD) at an offset. */
  function entry(folder: number | undefined, tag: number): Entry | undefined {
    if (folder === undefined) return undefined;
    const count = short(folder) ?? 0;
    for (let at = folder + 2; at < folder + 2 + count * ENTRY; at += ENTRY) {
      const found = short(at);
      if (found === undefined) return undefined;
      if (found === tag) return { at, type: short(at + 2) };
    }
    return undefined;
  }

  function text(folder: number | undefined, tag: number): string | undefined {
    const found = entry(folder, tag);
    const count = found && long(found.at + 4);
    if (found?.type !== ASCII || count === undefined || count > LONGEST) return undefined;
    const at = count <= 4 ? found.at + 8 : long(found.at + 8);
    if (at === undefined || at + count > bytes.length) return undefined;
    const [value = ''] = bytes.toString('utf8', at, at + count).split('\0');
    return value.replace(/\s+/g, ' ').trim();
  }

  return { long, entry, text };
}
