/** A picture of an image set as it is packed. */
export interface PackedImage {
  /** The packed file's name, below the set's folder: `pens/red-pen.webp`. */
  file: string;
  /** The source it was made from, as the spec names it. */
  source: string;
  width: number;
  height: number;
  format: string;
  /** Bytes, packed and before. */
  size: number;
  sizeBefore: number;
  /** SHA-256 of the packed bytes, hexadecimal. */
  sha256: string;
}

/** `images/SET.json` in the payload; the pictures lie in `images/SET/`. */
export interface ImageSetIndex {
  name: string;
  images: PackedImage[];
}
