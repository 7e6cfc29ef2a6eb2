import { UserError } from '../base/error.ts';

/** `--quantiles 0.1,0.9`: probabilities between 0 and 1, apart by commas. */
export function quantileList(text: string): number[] {
  return text.split(',').map((entry) => {
    const p = /^\s*[+]?(\d+\.?\d*|\.\d+)(e-?\d+)?\s*$/i.test(entry) ? Number(entry) : Number.NaN;
    if (p > 0 && p < 1) return p;
    throw new UserError(`--quantiles takes numbers between 0 and 1, and "${entry.trim()}" is none.`, {
      hint: 'Write 0.1,0.999 for the 10th and the 99.9th percentile.',
      exitCode: 2,
    });
  });
}
