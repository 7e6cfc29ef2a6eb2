import * as core from '@actions/core';
import type { Observer } from '../build/request.ts';

/** Shows a build in the step's log: a group for each stage. `close` ends one that broke off. */
export function stageGroups(spec: string): Observer & { close(): void } {
  let open = false;
  const close = () => {
    if (open) core.endGroup();
    open = false;
  };
  return {
    stageStarted(stage) {
      close();
      core.startGroup(`${spec}: ${stage}`);
      open = true;
    },
    stageEnded(stage, { ms, detail, skipped }) {
      core.info(
        skipped === undefined ? `${detail} (${(ms / 1000).toFixed(1)} s)` : `${stage} skipped: ${skipped}`,
      );
      close();
    },
    warning: (text) => core.info(`warning: ${text}`),
    close,
  };
}
