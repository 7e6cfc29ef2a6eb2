import * as core from '@actions/core';
import { context, getOctokit } from '@actions/github';
import { formatUserError, messageOf, UserError } from '../base/error.ts';
import { build } from '../build/build.ts';
import { SpecError } from '../spec/problem.ts';
import { type Annotations, openAnnotations } from './annotations.ts';
import { touchedFiles } from './changed.ts';
import { keepComment } from './comment.ts';
import { type Inputs, readInputs } from './inputs.ts';
import { stageGroups } from './log.ts';
import { type Outcome, resultJson } from './outcome.ts';
import { buildRequest } from './request.ts';
import { maskSecrets } from './secrets.ts';
import { findSpecs, selectTouched } from './specs.ts';
import { summaryText } from './summary.ts';
import { toolFolder, useToolchain } from './toolchain.ts';

/** The action, from its inputs to its outputs. The step fails by `core.setFailed`, at the very end. */
export async function main(): Promise<void> {
  const secrets = maskSecrets(core.setSecret, {
    token: core.getInput('github-token'),
    endpointUrl: core.getInput('endpoint-url'),
  });
  const workspace = process.env['GITHUB_WORKSPACE'] || process.cwd();
  const annotations = openAnnotations(workspace, secrets.strip);
  // Base Nodes, shells and results stay with the runner's tools.
  process.env['HOLDALL_CACHE'] ||= toolFolder();
  try {
    const inputs = readInputs((name) => core.getInput(name));
    const octokit = inputs['github-token'] ? getOctokit(inputs['github-token']) : undefined;
    const all = await findSpecs(inputs.spec, workspace);
    const {
      build: specs,
      skipped,
      notice,
    } = inputs['changed-only']
      ? selectTouched(all, await touchedFiles(octokit, context), workspace)
      : { build: all, skipped: [] };
    const notices = notice ? [notice] : [];
    if (notice) annotations.notice(notice);

    const outcomes = specs.length > 0 ? await buildAll(specs, inputs, annotations) : [];
    writeOutputs(outcomes, secrets.strip);
    const text = secrets.strip(summaryText({ outcomes, skipped, notices, rest: annotations.rest() }));
    if (inputs.summary) await core.summary.addRaw(text).write();
    if (inputs.comment) await comment(octokit, text, annotations);
    finish(outcomes, inputs, annotations);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    core.setFailed(secrets.strip(formatUserError(error)));
  }
}

/** Builds one spec after the other; one that fails does not stop the rest. */
async function buildAll(specs: string[], inputs: Inputs, annotations: Annotations): Promise<Outcome[]> {
  await core.group('Toolchain', () => useToolchain(core.info));
  const outcomes: Outcome[] = [];
  for (const spec of specs) {
    const groups = stageGroups(spec);
    try {
      const report = await build(buildRequest(spec, inputs), groups);
      for (const warning of report.warnings) annotations.warning(`${spec}: ${warning}`);
      outcomes.push({ spec, report });
    } catch (error) {
      groups.close();
      if (!(error instanceof UserError))
        core.error(error instanceof Error ? (error.stack ?? '') : String(error));
      const problems = error instanceof SpecError ? error.problems : [];
      const message =
        error instanceof UserError ? formatUserError(error) : `A bug in Holdall: ${messageOf(error)}`;
      if (problems.length > 0) for (const problem of problems) annotations.problem(problem);
      else annotations.error(`${spec}: ${message}`);
      outcomes.push({ spec, error: message, problems });
    }
  }
  return outcomes;
}

function writeOutputs(outcomes: Outcome[], strip: (text: string) => string): void {
  const reports = outcomes.flatMap((outcome) => ('report' in outcome ? [outcome.report] : []));
  const lines = (values: (string | null)[]) => values.filter((value) => value !== null).join('\n');
  core.setOutput('result', strip(resultJson(outcomes)));
  core.setOutput('name', lines(reports.map(({ name }) => name)));
  core.setOutput('version', lines(reports.map(({ version }) => version)));
  core.setOutput('manifest', lines(reports.map(({ manifest }) => manifest)));
  core.setOutput(
    'executables',
    lines(reports.flatMap(({ executables }) => executables.map(({ address }) => address))),
  );
}

async function comment(
  octokit: ReturnType<typeof getOctokit> | undefined,
  text: string,
  annotations: Annotations,
): Promise<void> {
  const kept = octokit ? await keepComment(octokit, context, text) : { skipped: 'there is no github-token' };
  if ('failed' in kept) annotations.warning(`The comment could not be written: ${kept.failed}`);
  else if ('skipped' in kept) annotations.notice(`No comment was written: ${kept.skipped}.`);
  else core.info(`The comment on the pull request was ${kept.done}.`);
}

function finish(outcomes: Outcome[], inputs: Inputs, annotations: Annotations): void {
  const failed = outcomes.filter((outcome) => 'error' in outcome);
  const { warnings } = annotations.counts();
  if (failed.length > 0)
    core.setFailed(
      `${failed.length} of ${outcomes.length} specs failed: ${failed.map(({ spec }) => spec).join(', ')}.`,
    );
  else if (inputs['fail-on'] === 'warning' && warnings > 0)
    core.setFailed(`There were ${warnings} warnings, and fail-on is "warning".`);
}
