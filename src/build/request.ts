import type { ImageLimitOptions } from '../image/set-options.ts';
import type { TargetName } from '../spec/targets.ts';
import type { StoreOptions } from '../store/options.ts';

/** What a front door asks the assembly line for. */
export interface BuildRequest {
  /** A path or an `s3://` address. */
  spec: string;
  /** The output store, instead of the spec's own; relative to the current folder. */
  to?: string;
  /** Instead of the spec's own. */
  targets?: TargetName[];
  /** Instead of the spec's own. */
  version?: string;
  /** The tag that the sources were taken from: the version, when neither request nor spec has one. */
  tag?: string;
  commit?: string;
  /** Stop behind the plan, having touched nothing. */
  dryRun?: boolean;
  /** Let other content take the place of a version that is published. */
  replace?: boolean;
  /** Let sources lie outside of the spec's own place. */
  allowOutside?: boolean;
  /** How many pictures are processed, and files fetched, at once. */
  concurrency?: number;
  /** The most that a picture may be; a spec can ask for less and not for more. */
  imageLimits?: ImageLimitOptions;
  /** The store for what need not be made twice. Default: a folder of the user's. */
  cache?: string;
  stores?: StoreOptions;
  signal?: AbortSignal;
}

export const stageNames = ['plan', 'fetch', 'process', 'pack', 'verify', 'publish'] as const;
export type StageName = (typeof stageNames)[number];

/** Watches a build: every front door shows it in its own way. */
export interface Observer {
  stageStarted?(stage: StageName): void;
  /** What the stage is at: "12 of 40 pictures". Comes often. */
  progress?(stage: StageName, text: string): void;
  /** `detail`: what came of it, in a few words; `skipped`: why it was not run. */
  stageEnded?(stage: StageName, end: { ms: number; detail?: string; skipped?: string }): void;
  /** Something that the user should know and need not mend. */
  warning?(text: string): void;
}
