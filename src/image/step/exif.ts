/** The directories of an EXIF block that fields are kept of, by sharp's names. */
export type ExifDirectory = 'IFD0' | 'IFD2' | 'IFD3';

/** A field as libvips takes it: text, whole numbers, or fractions (`1/125`), by blanks. */
export interface ExifField {
  tag: number;
  value: string;
}

/** Where EXIF (version 3.0) notes the place of its other directories. */
const pointers = { IFD2: 0x8769, IFD3: 0x8825 } as const;

const bytesOfType: Record<number, number> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 9: 4, 10: 8 };

/** More entries than any camera writes; a block that says so is damaged, or made to cost time. */
const mostEntries = 500;

/**
 * Reads the fields of an EXIF block, a TIFF structure with or without `Exif\0\0` before it. What is
 * damaged, or of a type without a meaning of its own (such as a maker's notes), is left out.
 */
export function readExif(block: Buffer): Record<ExifDirectory, ExifField[]> {
  const tiff = block.subarray(block.toString('latin1', 0, 6) === 'Exif\0\0' ? 6 : 0);
  const order = tiff.toString('latin1', 0, 2);
  const fields: Record<ExifDirectory, ExifField[]> = { IFD0: [], IFD2: [], IFD3: [] };
  if (order !== 'II' && order !== 'MM') return fields;
  const little = order === 'II';
  fields.IFD0 = directoryAt(tiff, long(tiff, 4, little), little);
  for (const name of ['IFD2', 'IFD3'] as const) {
    const pointer = fields.IFD0.find(({ tag }) => tag === pointers[name]);
    if (pointer) fields[name] = directoryAt(tiff, Number(pointer.value), little);
  }
  return fields;
}

function directoryAt(tiff: Buffer, at: number, little: boolean): ExifField[] {
  const count = short(tiff, at, little);
  if (count > mostEntries) return [];
  const fields: ExifField[] = [];
  for (let entry = at + 2; entry < at + 2 + count * 12 && entry + 12 <= tiff.length; entry += 12) {
    const type = short(tiff, entry + 2, little);
    const length = long(tiff, entry + 4, little) * (bytesOfType[type] ?? 0);
    const start = length <= 4 ? entry + 8 : long(tiff, entry + 8, little);
    if (length === 0 || start + length > tiff.length) continue;
    const value = fieldValue(tiff.subarray(start, start + length), type, little);
    if (value) fields.push({ tag: short(tiff, entry, little), value });
  }
  return fields;
}

function fieldValue(bytes: Buffer, type: number, little: boolean): string {
  if (type === 2) return (bytes.toString('utf8').split('\0')[0] ?? '').trim();
  const values: (number | string)[] = [];
  const isSigned = type > 8;
  const whole = (at: number) => (isSigned ? signed(bytes, at, little) : long(bytes, at, little));
  for (let at = 0; at < bytes.length; at += bytesOfType[type] ?? bytes.length) {
    if (type === 1) values.push(bytes[at] ?? 0);
    else if (type === 3) values.push(short(bytes, at, little));
    else if (type === 4 || type === 9) values.push(whole(at));
    else values.push(`${whole(at)}/${whole(at + 4)}`);
  }
  return values.join(' ');
}

const short = (bytes: Buffer, at: number, little: boolean) => {
  if (at + 2 > bytes.length) return 0;
  return little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);
};

const long = (bytes: Buffer, at: number, little: boolean) => {
  if (at + 4 > bytes.length) return 0;
  return little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
};

const signed = (bytes: Buffer, at: number, little: boolean) => long(bytes, at, little) | 0;
