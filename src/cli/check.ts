import { UserError } from '../base/error.ts';
import { formatCount } from '../base/format.ts';
import { loadSpec } from '../spec/load.ts';
import { formatProblem, type Problem, SpecError } from '../spec/problem.ts';
import { type StoreFlags, storeOptions } from './store-options.ts';

/** `holdall check SPEC...`: every problem of every spec; status 2 when there is one. */
export async function checkCommand(
  specs: string[],
  options: StoreFlags & { json?: boolean },
): Promise<number> {
  const problems: Problem[] = [];
  for (const address of specs) problems.push(...(await problemsOf(address, options)));

  if (options.json) console.log(JSON.stringify({ specs: specs.length, problems }, null, 2));
  else if (problems.length === 0) console.log(`${formatCount(specs.length, 'spec')} checked: no problems.`);
  else {
    for (const problem of problems) console.error(formatProblem(problem));
    console.error(`${formatCount(problems.length, 'problem')} in ${formatCount(specs.length, 'spec')}.`);
  }
  return problems.length > 0 ? 2 : 0;
}

async function problemsOf(address: string, options: StoreFlags): Promise<readonly Problem[]> {
  try {
    await loadSpec(address, storeOptions(options));
    return [];
  } catch (error) {
    if (error instanceof SpecError) return error.problems;
    if (!(error instanceof UserError)) throw error;
    const message = error.hint ? `${error.message} ${error.hint}` : error.message;
    return [{ file: address, line: 1, column: 1, pointer: '', message }];
  }
}
