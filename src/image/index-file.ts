import type { ChannelFacts } from './facts/channels.ts';

/**
 * The name of the variant that shows what a picture was before: its steps begin with the source, and
 * not with what the steps of its set leave.
 */
export const ORIGINAL = 'original';

/** Pictures that look alike: each differs from another of the group in at most `nearBound` bits. */
export interface NearDuplicates {
  /** At least two, in the order of the set; `distance` is that to the nearest other one. */
  images: { file: string; distance: number }[];
}

/** One packed file of a picture: the picture itself, or a variant of it. */
export interface PackedFile {
  /** The file's name, below the set's folder: `pens/red-pen.webp`. */
  file: string;
  width: number;
  height: number;
  format: string;
  /** Bytes. */
  size: number;
  /** Of the packed bytes, hexadecimal. */
  sha256: string;
  /** How many, where it is animated. */
  frames?: number;
}

/**
 * A picture of an image set as it is packed. One that is packed as it was, because it could not be
 * processed (`onError: original`), has a `problem` and none of the facts; its width and height are 0
 * where even its header cannot be read.
 */
export interface PackedImage extends PackedFile {
  /** The source it was made from, as the spec names it. */
  source: string;
  /** Bytes of the source. */
  sizeBefore: number;
  /** Of the source's bytes, hexadecimal. */
  sha256Before?: string;
  /** Of the source, upright. */
  widthBefore?: number;
  heightBefore?: number;
  formatBefore?: string;
  framesBefore?: number;
  /** From 1 to 8, as EXIF has it: how the source lay; what is packed is upright. */
  orientation?: number;
  /** When it was taken: `2026-11-21 10:00:00`, in the camera's own time. */
  taken?: string;
  /** Make and model. */
  camera?: string;
  /** `#rrggbb`. */
  dominant?: string;
  /** Base64. */
  thumbhash?: string;
  /** 16 hexadecimal digits. */
  perceptualHash?: string;
  /** By their names, in the order of the spec. */
  variants?: Record<string, PackedFile>;
  /** Why it could not be processed. */
  problem?: string;
}

/** `images/SET.json` in the payload; the pictures and their variants lie in `images/SET/`. */
export interface ImageSetIndex {
  name: string;
  images: PackedImage[];
  nearDuplicates: NearDuplicates[];
}

/**
 * A line of `images/SET.stats.ndjson` in the payload, one a picture in the order of the index. The
 * statistics are some 3 KB a picture, five times all the rest, and few who open an app look at them:
 * so they lie beside the index, where nothing reads them before they are asked for. One file and
 * not one a picture: 10,000 more entries would make every start of the app slower.
 */
export interface ImageStatistics {
  /** As in the index. */
  file: string;
  /** None where the picture could not be processed. */
  channels: ChannelFacts[];
}

/** `data/images.json` of a publication: everything that is known of all pictures, one a line. */
export interface PublishedImages {
  sets: (Omit<ImageSetIndex, 'images'> & { images: (PackedImage & Pick<ImageStatistics, 'channels'>)[] })[];
}
