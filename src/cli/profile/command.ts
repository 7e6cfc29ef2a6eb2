import { basename } from 'node:path';
import { holdallVersion } from '../../build/installation.ts';
import type { TableOptions } from '../../table/options.ts';
import { profileTable } from '../../table/profile.ts';
import { checkOutput, writeOutput } from '../output.ts';
import { progressLine } from '../progress-line.ts';
import { quantileList } from '../quantiles.ts';
import { wrongUsage } from '../usage.ts';
import { checkSource, type SourceFacts, sourceFacts } from './source.ts';
import { textReport } from './text/report.ts';

interface ProfileFlags {
  sheet?: string;
  quantiles?: string;
  column?: string[];
  html?: boolean;
  json?: boolean;
  output?: string;
  force?: boolean;
}

/** `holdall profile FILE...`: the statistics of a table, for a terminal, as JSON or as an HTML report. */
export async function profileCommand(
  files: string[],
  flags: ProfileFlags,
  signal: AbortSignal,
): Promise<number> {
  checkFlags(flags);
  const options = optionsOf(flags);
  for (const file of files) await checkSource(file);
  const name = tableName(files);
  const target = {
    path: flags.output ?? (flags.html ? `${name}-profile.html` : '-'),
    force: flags.force === true,
    inputs: files,
  };
  await checkOutput(target);
  const progress = progressLine();
  try {
    const sources = files.map((file) => ({ file, source: file }));
    const summary = await profileTable(
      { name, files: sources, options },
      { signal, onProgress: progress.show },
    );
    progress.clear();
    if (flags.json) await writeOutput(target, `${JSON.stringify(summary, null, 2)}\n`);
    else {
      const content = { summary, files: await factsOf(files, signal), version: holdallVersion };
      const width = target.path === '-' ? (process.stdout.columns ?? 80) : 80;
      const text = flags.html
        ? (await import('./html/report.ts')).htmlReport(content)
        : textReport(content, { width, columns: flags.column });
      await writeOutput(target, text);
    }
    if (target.path !== '-') console.error(`wrote ${target.path}`);
  } finally {
    progress.clear();
  }
  return 0;
}

async function factsOf(files: string[], signal: AbortSignal): Promise<SourceFacts[]> {
  const facts: SourceFacts[] = [];
  for (const file of files) facts.push(await sourceFacts(file, signal));
  return facts;
}

function checkFlags({ html, json, column, force, output }: ProfileFlags): void {
  if (html && json) throw wrongUsage('--html and --json are two reports.', 'Ask for one of them.');
  if (column && (html || json)) {
    throw wrongUsage(
      '--column is for the report on the terminal.',
      'Leave it out: the others have all columns.',
    );
  }
  if (force && !html && output === undefined) {
    throw wrongUsage('--force is for a file to write.', 'Name it with --output.');
  }
}

function optionsOf({ sheet, quantiles }: ProfileFlags): TableOptions {
  return {
    ...(sheet !== undefined && { sheet: /^[1-9]\d{0,8}$/.test(sheet) ? Number(sheet) : sheet }),
    ...(quantiles !== undefined && { quantiles: quantileList(quantiles) }),
  };
}

/** The first file's name without its folder and extensions. */
function tableName([first = '']: string[]): string {
  return basename(first)
    .replace(/(?<=.)\.(gz|zst)$/i, '')
    .replace(/(?<=.)\.[^.]+$/, '');
}
