/**
 * `npm run demo`: makes the example's data, builds its executables and starts the one for this
 * machine. `-- registration` takes that example instead of the stationer's; `-- --no-open` keeps the
 * browser closed; `-- --selftest` tries the result and ends.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { didYouMean } from '../src/base/nearest.ts';
import type { Report } from '../src/build/report.ts';
import { hostTarget } from '../src/spec/targets.ts';

const given = process.argv.slice(2);
const isNamed = given[0] !== undefined && !given[0].startsWith('-');
const example = isNamed ? (given[0] ?? '') : 'stationer';
const args = isNamed ? given.slice(1) : given;
const spec = `examples/${example}/spec.json`;
if (!existsSync(spec)) {
  console.error(
    `There is no example ${JSON.stringify(example)}. ${didYouMean(example, readdirSync('examples'))}`,
  );
  process.exit(2);
}

if (example === 'stationer') runNode(['examples/stationer/make.ts', '--missing']);
// The example's version stays the same while the app that is packed with it is worked on.
runNode(['src/cli/holdall.ts', 'build', spec, '--replace']);

const target = hostTarget();
if (target) start(builtFor(target));
else console.log('This machine runs none of the targets; the executables are above.');

function start(executable: string): void {
  console.log(`\nStarting ${executable}`);
  const { status } = spawnSync(executable, args, { stdio: 'inherit' });
  process.exitCode = status ?? 1;
}

/** Building again is quick and uploads nothing; its report says where the executable is. */
function builtFor(wanted: string): string {
  const { stdout } = spawnSync(process.execPath, ['src/cli/holdall.ts', 'build', spec, '--json'], {
    encoding: 'utf8',
  });
  const report: Report = JSON.parse(stdout);
  const made = report.executables.find(({ target }) => target === wanted);
  if (!made) throw new Error(`nothing was built for ${wanted}`);
  return made.address;
}

function runNode(command: string[]): void {
  const { status } = spawnSync(process.execPath, command, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
