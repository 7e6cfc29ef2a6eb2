import { notice, setOutput } from '@actions/core';
import { isReport, type Result } from './result.ts';

/** Every output there is. `action.yml` and the documentation say the same: a test compares them. */
export const outputTable = {
  result:
    'What was done, as JSON: a list with a report for each spec, in the order of the specs. A failed spec has status "failed" and its error; one that changed-only left out has status "untouched".',
  name: "The name of what was built. Several specs: one a line, in the specs' order.",
  version: "The version of what was built. Several specs: one a line, in the specs' order.",
  manifest: "The address of the publication's manifest.json. Several specs: one a line, in the specs' order.",
  executables: 'The addresses of the executables, one a line.',
} as const satisfies Record<string, string>;

/** GitHub keeps outputs of up to 1 MB, at two bytes a character. */
const LONGEST = 500_000;

/** Sets the outputs. Specs that were not built have no line in `name`, `version`, `manifest` and `executables`. */
export function setOutputs(results: readonly Result[]): void {
  const reports = results.filter(isReport);
  const outputs: Record<keyof typeof outputTable, string> = {
    result: resultJson(results),
    name: reports.map(({ name }) => name).join('\n'),
    version: reports.map(({ version }) => version ?? '').join('\n'),
    manifest: reports.map(({ manifest }) => manifest ?? '').join('\n'),
    executables: reports.flatMap(({ executables }) => executables.map(({ address }) => address)).join('\n'),
  };
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
}

/** What is too long for an output goes without its long lists: the manifest and the summary have them. */
function resultJson(results: readonly Result[]): string {
  const whole = JSON.stringify(results);
  if (whole.length <= LONGEST) return whole;
  notice(
    'The output "result" leaves out the lists of sources and of bad pictures: GitHub keeps 1 MB of an output.',
  );
  return JSON.stringify(
    results.map((result) =>
      isReport(result)
        ? {
            ...result,
            sources: { ...result.sources, list: [] },
            images: result.images.map((set) => ({ ...set, bad: [] })),
            forms: result.forms.map((form) => ({ ...form, doubtful: [] })),
          }
        : result,
    ),
  );
}
