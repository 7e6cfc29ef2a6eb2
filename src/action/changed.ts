import type { getOctokit, context as githubContext } from '@actions/github';
import { messageOf } from '../base/error.ts';

/** The files that a push or pull request touched, or why that cannot be told. */
export type Touched = { files: string[] } | { cannotTell: string };

type Context = Pick<typeof githubContext, 'eventName' | 'payload' | 'repo'>;
type Octokit = ReturnType<typeof getOctokit>;

/** GitHub's compare API lists no more files than this. */
const MOST_FILES = 300;

/** Asks GitHub what the event touched. Whatever stands in the way is an answer too, and no failure. */
export async function touchedFiles(octokit: Octokit | undefined, context: Context): Promise<Touched> {
  const { eventName, payload } = context;
  const range =
    eventName === 'push'
      ? { base: payload['before'], head: payload['after'] }
      : payload.pull_request
        ? { base: payload.pull_request['base']?.sha, head: payload.pull_request['head']?.sha }
        : undefined;
  if (!range) return { cannotTell: `the event "${eventName}" is no push and no pull request` };
  if (typeof range.base !== 'string' || typeof range.head !== 'string')
    return { cannotTell: 'the event names no commits' };
  if (/^0+$/.test(range.base)) return { cannotTell: 'the branch is new' };
  if (payload['forced'] === true) return { cannotTell: 'the push was forced' };
  if (!octokit) return { cannotTell: 'there is no github-token' };

  try {
    const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
      ...context.repo,
      basehead: `${range.base}...${range.head}`,
    });
    const files = data.files ?? [];
    if (files.length >= MOST_FILES) return { cannotTell: `more than ${MOST_FILES - 1} files were touched` };
    return {
      files: files.flatMap(({ filename, previous_filename: before }) =>
        before ? [filename, before] : [filename],
      ),
    };
  } catch (error) {
    return { cannotTell: `GitHub could not compare the commits (${messageOf(error)})` };
  }
}
