import { endGroup, info, startGroup } from '@actions/core';
import type { Observer, StageName } from '../build/request.ts';

const titles: Record<StageName, string> = {
  plan: 'Plan',
  fetch: 'Fetch',
  process: 'Process',
  pack: 'Pack',
  verify: 'Verify',
  publish: 'Publish',
};

/** Between two lines of progress: it comes for every picture, and a log is read later. */
const QUIET_MS = 1000;

/**
 * Shows a build in the log: a group a stage, its outcome below it. `end` closes the group of a
 * stage that failed.
 */
export function stageLog(spec: string, warn: (text: string) => void): { observer: Observer; end(): void } {
  let open = false;
  let last = 0;
  const end = () => {
    if (open) endGroup();
    open = false;
  };
  const observer: Observer = {
    stageStarted(stage) {
      startGroup(`${titles[stage]} ${spec}`);
      open = true;
      last = 0;
    },
    progress(_stage, text) {
      if (Date.now() - last < QUIET_MS) return;
      last = Date.now();
      info(text);
    },
    stageEnded(stage, { ms, detail, skipped }) {
      end();
      info(
        `${titles[stage]}: ${skipped === undefined ? `${detail} (${formatMs(ms)})` : `skipped, ${skipped}`}`,
      );
    },
    warning: warn,
  };
  return { observer, end };
}

/** A time as people read it: `820 ms`, `12.3 s`, `3 min 5 s`. */
export function formatMs(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
