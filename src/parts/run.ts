import type { Command } from 'commander';
import type { Hono } from 'hono';
import type { ComponentChildren } from 'preact';
import type { Manifest } from '../payload/manifest.ts';
import type { Payload } from '../payload/payload.ts';

/** What a part is handed when the packed app starts. */
export interface RunContext {
  manifest: Manifest;
  payload: Payload;
  /** A file of the payload on this machine's disk: extracted on first use, checked, and kept. */
  extract(path: string): Promise<string>;
  /** A whole HTML page in the app's frame; `title` names the page beside the app's title. */
  page(title: string, body: ComponentChildren): Response;
  /**
   * Answers with a file of the payload: type by its name, ETag, ranges, 404 when there is none. With
   * `?v=` and the first 16 digits of the file's SHA-256, browsers may keep it for good.
   */
  sendFile(request: Request, path: string): Response;
}

/** The run half of a part, as the packed app holds it. */
export interface RunningPart {
  /** The tab that leads to the part's own page, below `/NAME`. */
  tab: string;
  /** One line for the app's first page and for `about`: "40 pictures in 1 set". */
  summary: string;
  /** A glimpse of the part for its card on the app's first page, in the card's own style. */
  preview?(): ComponentChildren;
  /** The part's pages, answered below `/NAME`. */
  pages: Hono;
  /** The part's API, answered below `/api/NAME`. */
  api?: Hono;
  /** Adds the part's commands. */
  commands?(program: Command): void;
  /** Reads enough of the part's data to say that it works; throws when it does not. */
  selftest(): void | Promise<void>;
  close?(): void;
}

/** The entry of a part's run bundle (`run.tsx` exports it as `start`). */
export type StartPart = (context: RunContext, options: unknown) => RunningPart;
