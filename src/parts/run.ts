import type { Command } from 'commander';
import type { Hono } from 'hono';
import type { ComponentChildren } from 'preact';
import type { Reader } from '../language/reader.ts';
import type { Manifest } from '../payload/manifest.ts';
import type { Payload } from '../payload/payload.ts';

/** What a part is handed when the packed app starts. */
export interface RunContext {
  manifest: Manifest;
  payload: Payload;
  /** How this program is started again, for a process that must be one of its own. */
  program: { command: string; args: string[] };
  /** A file of the payload on this machine's disk: extracted on first use, checked, and kept. */
  extract(path: string): Promise<string>;
  /**
   * All files of the payload whose paths begin with a prefix, such as `native/`, on this machine's
   * disk, laid out below the folder that is returned: extracted on first use, checked, and kept.
   */
  extractFolder(prefix: string): Promise<string>;
  /**
   * What another bundle of the part exports: `src/parts/PART/bundles/NAME.ts`, which the build half
   * has asked for. It is loaded once, when it is first asked for. Its classes are its own: an error
   * of it is no `instanceof` a class of the part's.
   */
  load(name: string): unknown;
  /** The text of such a bundle, CommonJS, for a thread. */
  codeOf(name: string): string;
  /**
   * The app's own folder for what is to be kept on this machine: that of `--data`, else of
   * `HOLDALL_DATA`, else one below the user's. Known once a command runs; not made here.
   */
  dataFolder(): string;
  /** The language of the person behind a request, with its texts and formats. */
  reader(request: Request): Reader;
  /** A whole HTML page in the app's frame, in the reader's language, with the part's style and script. */
  page(request: Request, content: PageContent): Response;
  /**
   * Answers with a file of the payload: type by its name, ETag, ranges, 404 when there is none. With
   * `?v=` and the first 16 digits of the file's SHA-256, browsers may keep it for good.
   */
  sendFile(request: Request, path: string): Response;
}

/** What a page adds to the frame. */
export interface PageContent {
  /** Stands in the browser's tab beside the app's title. */
  title: string;
  body: ComponentChildren;
  /** Rules for this page alone, such as the sizes of its pictures: attributes cannot carry style here. */
  style?: string;
  status?: number;
}

/** The run half of a part, as the packed app holds it. */
export interface RunningPart {
  /** The tab that leads to the part's own page, below `/NAME`. */
  tab(reader: Reader): string;
  /** One line for the app's first page and for `about`: "40 pictures in 1 set". */
  summary(reader: Reader): string;
  /** A glimpse of the part for its card on the app's first page, in the card's own style. */
  preview?(reader: Reader): ComponentChildren;
  /** The part's pages, answered below `/NAME`. */
  pages: Hono;
  /**
   * The part's API, answered below `/api`: `/api/tables` is `/tables` here. An answer that is another
   * one each time says so by `cache-control: no-store`; all others get an ETag.
   */
  api?: Hono;
  /** Addresses of the part that lie elsewhere, such as `/images/...`; no two parts may want the same. */
  root?: Hono;
  /** The most bytes that a POST to a path may bring along, where that may be more than 1 MB. */
  bodySize?(path: string): number | undefined;
  /** What `api` and `root` answer, for `/api/openapi.json`: paths as the browser sees them. */
  describeApi?(): ApiDescription;
  /**
   * The JSON for an address (path and query) that programs ask for by the thousand, answered before
   * anything else looks at the request. Undefined for all others, and wherever something is wrong:
   * then the routes above answer. They answer the same addresses too, for requests out of the
   * ordinary: of another page, or with a token in the address.
   */
  quick?(address: string): string | Uint8Array | undefined;
  /** What the part has for somebody's words, the best first, at most `limit`. */
  search?(reader: Reader, words: string, limit: number): SearchHits | Promise<SearchHits>;
  /** Whether it finds other things from time to time; else what it found may be kept. */
  findsChange?: true;
  /** Adds the part's commands. */
  commands?(program: Command): void;
  /** Reads enough of the part's data to say that it works; throws when it does not. */
  selftest(): void | Promise<void>;
  /** What the part counts, for `/metrics`: lines in the text format of Prometheus, 0.0.4. */
  metrics?(): string;
  /** Called once the app serves: for what goes on in the background as long as it does. */
  serving?(): void;
  /** Lets go of what the part holds, as the last thing of all. */
  close?(): void | Promise<void>;
}

/** What a part found. */
export interface SearchHits {
  hits: {
    title: string;
    address: string;
    /** A line about it. */
    detail?: string;
    /** The address of a small picture. */
    picture?: string;
  }[];
  /** Where all of them are shown, when there are more than `limit`. */
  more?: { count: number; address: string };
}

/** Parts of an OpenAPI 3.1 document. */
export interface ApiDescription {
  /** By path, then by method, an Operation Object. */
  paths: Record<string, Record<string, object>>;
  /** Schema Objects by their name, for `#/components/schemas/NAME`. */
  schemas?: Record<string, object>;
}

/** The entry of a part's run bundle (`run.tsx` exports it as `start`). */
export type StartPart = (context: RunContext, options: unknown) => RunningPart;
