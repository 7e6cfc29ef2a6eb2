/** What a grid is drawn from: a list a fact, each with an entry a picture, which compresses well. */
export interface GridIndex {
  /** Names of sets and of thumbnails' variants; the lists have places in these. */
  sets: string[];
  variants: string[];
  set: number[];
  file: string[];
  /** 0 where the size is not known. */
  width: number[];
  height: number[];
  /** Base64, or empty. */
  thumbhash: string[];
  variant: number[];
  /** The first 16 digits of the thumbnail's SHA-256. */
  hash: string[];
  /** How many look alike, by the place of the one that is shown for them. */
  alike: Record<number, number>;
}
