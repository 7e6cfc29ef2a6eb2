import { isAbsolute } from 'node:path';
import { info } from '@actions/core';
import { UserError } from '../base/error.ts';
import { formatCount } from '../base/format.ts';
import { build } from '../build/build.ts';
import type { Report } from '../build/report.ts';
import type { BuildRequest } from '../build/request.ts';
import { loadSpec } from '../spec/load.ts';
import { formatProblem, type Problem } from '../spec/problem.ts';
import { isS3Address } from '../store/address.ts';
import type { Annotate } from './annotations.ts';
import type { Inputs } from './inputs.ts';
import { type Failed, type Result, toFailed } from './result.ts';
import { stageLog } from './stage-log.ts';

/**
 * Builds one spec and shows it in the log: a group a stage, and what is wrong as annotations. What
 * it fails with is its result. `tools` is awaited when the spec is right and something is to be made.
 */
export async function buildSpec(
  spec: string,
  inputs: Inputs,
  { tools, annotate, signal }: { tools: () => Promise<void>; annotate: Annotate; signal: AbortSignal },
): Promise<Result> {
  const request = toRequest(spec, inputs, signal);
  const log = stageLog(spec, (text) => annotate('warning', text, { title: spec }));
  try {
    signal.throwIfAborted();
    await loadSpec(spec, request.stores);
    if (!request.dryRun) await tools();
    const report = await build(request, log.observer);
    info(outcome(report));
    return report;
  } catch (error) {
    log.end();
    if (error instanceof Error && !(error instanceof UserError)) info(error.stack ?? '');
    const failed = toFailed(spec, error);
    annotateFailure(failed, annotate);
    return failed;
  }
}

function toRequest(spec: string, inputs: Inputs, signal: AbortSignal): BuildRequest {
  const { GITHUB_REF_TYPE, GITHUB_REF_NAME, GITHUB_SHA } = process.env;
  const given = defined({
    to: inputs.output,
    targets: inputs.targets,
    version: inputs.version,
    tag: GITHUB_REF_TYPE === 'tag' ? GITHUB_REF_NAME : undefined,
    commit: GITHUB_SHA || undefined,
    concurrency: inputs.concurrency,
    imageLimits: inputs['image-limits'],
    cache: inputs.cache,
  });
  const stores = defined({
    endpointUrl: inputs['endpoint-url'],
    region: inputs.region,
    pathStyle: inputs['path-style'],
  });
  return { spec, ...given, dryRun: inputs['dry-run'], stores, signal };
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** The same object without what is undefined in it. */
function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}

function outcome({ name, version, status, output, executables }: Report): string {
  const what = `${name}${version === null ? '' : ` ${version}`}`;
  switch (status) {
    case 'planned':
      return `${what}: a dry run, nothing was made. It would be published to ${output}`;
    case 'unchanged':
      return `${what}: the same content is published already in ${output}`;
    case 'published':
      return `${what}: ${formatCount(executables.length, 'executable')} published to ${output}`;
  }
}

/** Each problem on its line where the spec lies in the checkout; else with its address in the message. */
function annotateFailure({ spec, error, problems }: Failed, annotate: Annotate): void {
  const title = `${spec} was not built`;
  if (problems.length === 0) annotate('error', error, { title });
  const inCheckout = !isS3Address(spec) && !isAbsolute(spec);
  for (const problem of problems)
    if (inCheckout) annotate('error', withoutPlace(problem), { title, ...placeOf(problem) });
    else annotate('error', formatProblem(problem), { title });
}

const placeOf = ({ file, line, column }: Problem) => ({ file, startLine: line, startColumn: column });

const withoutPlace = (problem: Problem) =>
  formatProblem(problem).slice(`${problem.file}:${problem.line}:${problem.column}: `.length);
