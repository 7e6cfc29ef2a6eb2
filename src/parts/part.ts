import type { z } from 'zod';
import type { ImageSetIndex } from '../image/index-file.ts';
import type { TableSummary } from '../table/summary.ts';

/** The kinds of content that a spec can name; also the names of the lists in a part's options. */
export const contentKinds = ['images', 'tables', 'files', 'forms'] as const;
export type ContentKind = (typeof contentKinds)[number];

/** A processed image set: its index, the content of each packed picture and variant, the statistics. */
export interface ImageSetContent {
  index: ImageSetIndex;
  /** By the `file` that the index has for it. */
  pictures: Map<string, Content>;
  /** An `ImageStatistics` a line. */
  statistics: Content;
}

/** A form: what it shows, and the straightened pictures of its pages. */
export interface FormContent {
  title: string;
  /** A `Layout`, as JSON. */
  layout: string;
  /** In order; sizes in pixels. The name is of the file alone: `page-1.jpg`. */
  pages: { name: string; picture: Content; width: number; height: number }[];
}

/**
 * Bytes that are known by their hash, and fetched or read only if they are really packed: an
 * unchanged build never asks for them.
 */
export interface Content {
  /** Bytes. */
  size: number;
  /** Hexadecimal. */
  sha256: string;
  crc32: number;
  /** A file of this machine that holds the bytes; not to be changed. */
  file(): Promise<string>;
}

/** What a part is handed while an executable is built. */
export interface PrepareContext {
  imageSet(name: string): ImageSetContent;
  /** The tables of these names in one SQLite file, with a summary each. */
  tables(names: string[]): { sqlite: Content; summaries: TableSummary[] };
  /** The files of a file set, by their path in the set. */
  fileSet(name: string): Map<string, Content>;
  form(name: string): FormContent;
  /** Adds a file to the payload: content, or text. */
  add(path: string, source: Content | string): void;
}

/** Libraries of machine code that can go into an executable, for the target that it is made for. */
export type NativeLibrary = 'sharp';

/** What an executable carries for a part beside its run half and its files. */
export interface Needs {
  /** Further bundles: `NAME` is `src/parts/PART/bundles/NAME.ts`, and `load(NAME)` in the run half. */
  code?: readonly string[];
  /** Below `native/` in the payload. */
  native?: readonly NativeLibrary[];
}

/** The build half of a part: what its options are, and what it adds to the payload. */
export interface Part<Options> {
  name: string;
  /** The options below `parts` in the spec. Lists named after a content kind refer to that content. */
  options: z.ZodType<Options>;
  /** The kind of content that brings this part when the spec names no parts; undefined: it is always named. */
  bringsFor?: ContentKind;
  /**
   * Adds the part's files to the payload and returns the options that its run half gets.
   * @param all the names of the part's kind of content, in the spec's order: what an option that is left out
   *   means; none for a part without one
   */
  prepare(context: PrepareContext, options: Options, all: string[]): unknown;
  /** What else the run half needs with these options; nothing when left out. */
  needs?(options: Options): Needs;
}
