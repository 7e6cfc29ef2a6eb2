import { join } from 'node:path';
import { info, setFailed, summary } from '@actions/core';
import { formatUserError, messageOf, UserError } from '../base/error.ts';
import { once } from '../build/cache.ts';
import { type Annotate, createAnnotations } from './annotations.ts';
import { buildSpec } from './build-spec.ts';
import { touchedSpecs } from './changed.ts';
import { COMMENT_LIMIT, keepComment } from './comment.ts';
import { type Inputs, readInputs } from './inputs.ts';
import { setOutputs } from './outputs.ts';
import { type Result, verdict } from './result.ts';
import { hideSecrets, maskSecrets, withoutCredentials } from './secrets.ts';
import { findSpecs } from './specs.ts';
import { SUMMARY_LIMIT, summaryMarkdown } from './summary.ts';
import { toolFolder, useToolchain } from './toolchain.ts';

/**
 * Runs the action: reads its inputs, builds each spec, and tells what was done. One spec that fails
 * does not stop the others; the step fails last of all, when outputs, annotations and summary are out.
 */
export async function run(): Promise<void> {
  const secrets = maskSecrets();
  const annotate = createAnnotations();
  try {
    const inputs = readInputs();
    const workspace = process.env['GITHUB_WORKSPACE'] || process.cwd();
    process.chdir(workspace);
    process.env['HOLDALL_CACHE'] ||= join(toolFolder(), 'cache');

    const specs = await findSpecs(inputs.spec, workspace);
    const touched = await chooseSpecs(specs, inputs, workspace, annotate);
    const results = hideSecrets(await buildSpecs(specs, touched, inputs, annotate), secrets);
    await tell(results, inputs, annotate);
    const failure = verdict(results, inputs['fail-on']);
    if (failure !== undefined) setFailed(failure);
  } catch (error) {
    if (error instanceof UserError) return setFailed(formatUserError(error));
    if (error instanceof Error) info(error.stack ?? '');
    setFailed(`This is a bug in Holdall; please report it with the stack in the log. ${messageOf(error)}`);
  }
}

async function chooseSpecs(
  specs: string[],
  inputs: Inputs,
  workspace: string,
  annotate: Annotate,
): Promise<string[]> {
  if (!inputs['changed-only']) return specs;
  const { touched, unknown } = await touchedSpecs(specs, inputs['github-token'], workspace);
  if (unknown !== undefined) annotate('notice', `"changed-only" builds every spec here: ${unknown}.`);
  else info(`"changed-only": ${touched.length} of ${specs.length} specs to build.`);
  return touched;
}

/** Builds one spec after the other: making a shell takes gigabytes of memory. */
async function buildSpecs(
  specs: string[],
  touched: string[],
  inputs: Inputs,
  annotate: Annotate,
): Promise<Result[]> {
  const signal = onCancel();
  const tools = once(() => useToolchain(signal));
  const results: Result[] = [];
  for (const spec of specs)
    results.push(
      touched.includes(spec)
        ? await buildSpec(spec, inputs, { tools, annotate, signal })
        : { spec, status: 'untouched' },
    );
  return results;
}

async function tell(results: Result[], inputs: Inputs, annotate: Annotate): Promise<void> {
  setOutputs(results);
  const { GITHUB_STEP_SUMMARY, AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL } = process.env;
  const endpointUrl = withoutCredentials(inputs['endpoint-url'] || AWS_ENDPOINT_URL_S3 || AWS_ENDPOINT_URL);
  const markdown = (limit: number) => summaryMarkdown(results, { limit, endpointUrl });
  if (inputs.summary && GITHUB_STEP_SUMMARY) await summary.addRaw(markdown(SUMMARY_LIMIT)).write();
  if (inputs.comment) await keepComment(markdown(COMMENT_LIMIT), inputs['github-token'], annotate);
}

/** A signal that is aborted when the run is cancelled, so that the work ends in order and leaves nothing behind. */
function onCancel(): AbortSignal {
  const controller = new AbortController();
  const cancel = () => controller.abort(new UserError('The run was cancelled: nothing half-made was left.'));
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, cancel);
  return controller.signal;
}
