import type { Report } from '../build/report.ts';
import type { Problem } from '../spec/problem.ts';

/** What became of one spec. */
export type Outcome =
  | { spec: string; report: Report }
  | { spec: string; error: string; problems: readonly Problem[] };

/** The `result` output: what came of each spec, in their order. */
export function resultJson(outcomes: Outcome[]): string {
  const full = JSON.stringify(outcomes);
  // GitHub takes outputs up to 1 MiB; the manifest has the list of sources too.
  if (full.length < 500_000) return full;
  return JSON.stringify(
    outcomes.map((outcome) =>
      'report' in outcome
        ? { ...outcome, report: { ...outcome.report, sources: { ...outcome.report.sources, list: [] } } }
        : outcome,
    ),
  );
}
