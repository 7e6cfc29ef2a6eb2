import type { getOctokit, context as githubContext } from '@actions/github';
import { messageOf } from '../base/error.ts';

type Context = Pick<typeof githubContext, 'payload' | 'repo' | 'workflow' | 'job'>;

/** GitHub takes comments up to 65,536 characters. */
const MOST = 65_000;

/**
 * Keeps one comment of this workflow's job on the pull request up to date: writes over its own
 * earlier one, or makes one. Returns what it did, or why it could not.
 */
export async function keepComment(
  octokit: ReturnType<typeof getOctokit>,
  context: Context,
  text: string,
): Promise<{ done: string } | { skipped: string } | { failed: string }> {
  const number = context.payload.pull_request?.number;
  if (number === undefined) return { skipped: 'this is no pull request' };
  const marker = `<!-- holdall: ${context.workflow} / ${context.job} -->`;
  const whole = `${marker}\n${text}`;
  const body =
    whole.length > MOST ? `${whole.slice(0, MOST)}\n\n(Cut here; the job summary has the rest.)` : whole;
  const { issues } = octokit.rest;
  try {
    const comments = await octokit.paginate(issues.listComments, {
      ...context.repo,
      issue_number: number,
      per_page: 100,
    });
    const own = comments.find((comment) => comment.body?.startsWith(marker));
    if (own) await issues.updateComment({ ...context.repo, comment_id: own.id, body });
    else await issues.createComment({ ...context.repo, issue_number: number, body });
    return { done: own ? 'updated' : 'created' };
  } catch (error) {
    return { failed: `${messageOf(error)}. The job needs the permission "pull-requests: write".` };
  }
}
