import { build } from '../build/build.ts';
import { parseLimits } from '../image/set-options.ts';
import type { TargetName } from '../spec/targets.ts';
import { watchBuild } from './progress.ts';
import { reportText } from './report-text.ts';
import { type StoreFlags, storeOptions } from './store-options.ts';

interface BuildFlags extends StoreFlags {
  to?: string;
  target?: TargetName[];
  as?: string;
  dryRun?: boolean;
  replace?: boolean;
  allowOutside?: boolean;
  concurrency?: number;
  imageLimits?: string;
  cache?: string;
  json?: boolean;
}

/** `holdall build SPEC`: runs the assembly line, shows its progress on standard error and its report. */
export async function buildCommand(spec: string, flags: BuildFlags, signal: AbortSignal): Promise<number> {
  const { to, target, as, json, imageLimits, endpointUrl, region, pathStyle, ...same } = flags;
  const limits = imageLimits ?? process.env['HOLDALL_IMAGE_LIMITS'];
  const request = {
    spec,
    ...same,
    ...(to === undefined ? {} : { to }),
    ...(target === undefined ? {} : { targets: target }),
    ...(as === undefined ? {} : { version: as }),
    ...(limits ? { imageLimits: parseLimits(limits) } : {}),
    stores: storeOptions(flags),
    signal,
  };
  const report = await watchBuild((observer) => build(request, observer));
  console.log(json ? JSON.stringify(report, null, 2) : `\n${reportText(report)}`);
  return 0;
}
