import { context, getOctokit } from '@actions/github';
import { messageOf } from '../base/error.ts';
import type { Annotate } from './annotations.ts';

/** GitHub takes 65,536 characters; the rest is for the marker. */
export const COMMENT_LIMIT = 65_000;

const TIMEOUT_MS = 30_000;

/**
 * Keeps the one comment that this step of this job has on the pull request up to date, or adds it.
 * Failing to is a warning: what was to be built is built.
 */
export async function keepComment(
  summary: string,
  token: string | undefined,
  annotate: Annotate,
): Promise<void> {
  const number = context.payload.pull_request?.number;
  if (number === undefined)
    return annotate(
      'notice',
      `There is nothing to comment on: the event "${context.eventName}" is no pull request.`,
    );
  if (!token) return annotate('warning', 'There is no comment: it needs the input "github-token".');
  try {
    await writeComment(number, summary, token);
  } catch (error) {
    const refused =
      error instanceof Error && 'status' in error && (error.status === 403 || error.status === 404);
    const hint = refused
      ? ' Give the job "permissions: pull-requests: write"; a pull request from a fork has it never.'
      : '';
    annotate('warning', `The comment on the pull request could not be written (${messageOf(error)}).${hint}`);
  }
}

async function writeComment(number: number, summary: string, token: string): Promise<void> {
  const { rest, paginate } = getOctokit(token);
  const { workflow, job, action, repo } = context;
  // Given with each request: given to the client, it would take the runner's proxy away.
  const same = { ...repo, request: { signal: AbortSignal.timeout(TIMEOUT_MS) } };
  const marker = `<!-- holdall: ${[workflow, job, action].join(' / ').replaceAll('--', '- -')} -->`;
  const body = `${marker}\n${summary}`;
  const pages = paginate.iterator(rest.issues.listComments, {
    ...same,
    issue_number: number,
    per_page: 100,
  });
  for await (const { data } of pages) {
    // Quoted in somebody's answer, the marker does not come first.
    const own = data.find((comment) => comment.body?.startsWith(marker));
    if (!own) continue;
    if (own.body !== body) await rest.issues.updateComment({ ...same, comment_id: own.id, body });
    return;
  }
  await rest.issues.createComment({ ...same, issue_number: number, body });
}
