import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { context, getOctokit } from '@actions/github';
import { messageOf } from '../base/error.ts';
import { isS3Address } from '../store/address.ts';

/** The compare API lists no more files than this. */
const MOST_FILES = 300;

/** The compare API answers in a second or two. */
const TIMEOUT_MS = 30_000;

/**
 * The specs that this push or pull request touched: those whose own file, or any file below whose
 * folder, was changed. Specs in a bucket always count, and so do specs outside of the repository
 * that the workspace is a checkout of. When it cannot tell, all specs count, and `unknown` says why.
 */
export async function touchedSpecs(
  specs: readonly string[],
  token: string | undefined,
  workspace: string,
): Promise<{ touched: string[]; unknown?: string }> {
  const changed = await changedFiles(token);
  if ('unknown' in changed) return { touched: [...specs], ...changed };
  return {
    touched: specs.filter((spec) => !isInCheckout(spec, workspace) || isTouched(spec, changed.files)),
  };
}

/** Paths relative to the repository, with slashes, as both the compare API and `findSpecs` give them. */
function isTouched(spec: string, files: readonly string[]): boolean {
  const folder = spec.slice(0, spec.lastIndexOf('/') + 1);
  return files.some((file) => file.startsWith(folder));
}

/** Whether the nearest repository around a spec is the workspace itself, of which GitHub lists the changes. */
function isInCheckout(spec: string, workspace: string): boolean {
  if (isS3Address(spec)) return false;
  for (let folder = dirname(resolve(workspace, spec)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder === resolve(workspace);
    if (folder === dirname(folder)) return false;
  }
}

async function changedFiles(token: string | undefined): Promise<{ files: string[] } | { unknown: string }> {
  const range = changedRange();
  if ('unknown' in range) return range;
  if (!token) return { unknown: 'there is no "github-token" to ask GitHub with' };
  try {
    const { data } = await getOctokit(token).rest.repos.compareCommitsWithBasehead({
      ...context.repo,
      basehead: `${range.base}...${range.head}`,
      // The files come with the first page; the commits are not needed.
      per_page: 1,
      page: 1,
      request: { signal: AbortSignal.timeout(TIMEOUT_MS) },
    });
    if (range.linear && data.status !== 'ahead' && data.status !== 'identical')
      return { unknown: 'the history was rewritten since the last push' };
    if (!data.files) return { unknown: 'GitHub lists no files for this comparison' };
    if (data.files.length >= MOST_FILES)
      return { unknown: `${MOST_FILES} files or more were changed, and GitHub lists no more` };
    return {
      files: data.files.flatMap(({ filename, previous_filename }) =>
        previous_filename === undefined ? [filename] : [filename, previous_filename],
      ),
    };
  } catch (error) {
    return { unknown: `GitHub could not be asked what was changed (${messageOf(error)})` };
  }
}

/** The two commits to compare; `linear` where the second has to follow from the first. */
function changedRange(): { base: string; head: string; linear: boolean } | { unknown: string } {
  const { payload, eventName, sha } = context;
  if (payload.pull_request) {
    const { base, head } = payload.pull_request;
    return { base: base.sha, head: head.sha, linear: false };
  }
  if (eventName !== 'push')
    return { unknown: `the event "${eventName}" is neither a push nor a pull request` };
  if (payload['forced']) return { unknown: 'this was a forced push' };
  const before: unknown = payload['before'];
  if (typeof before !== 'string' || /^0*$/.test(before)) return { unknown: 'the branch or tag is new' };
  return { base: before, head: sha, linear: true };
}
