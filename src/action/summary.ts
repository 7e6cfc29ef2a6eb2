import { formatBytes, formatCount } from '../base/format.ts';
import type { Report } from '../build/report.ts';
import { formatProblem } from '../spec/problem.ts';
import { isS3Address } from '../store/address.ts';
import type { Outcome } from './outcome.ts';

/** GitHub takes summaries up to 1 MiB a step. */
const MOST = 900_000;

/** The job summary in Markdown: what was built of each spec, or what is wrong with it. */
export function summaryText({
  outcomes,
  skipped,
  notices,
  rest,
}: {
  outcomes: Outcome[];
  /** Specs that changed-only left out. */
  skipped: string[];
  notices: string[];
  /** Annotations beyond those that GitHub shows. */
  rest: string[];
}): string {
  const parts = [
    ...outcomes.map((outcome) => ('report' in outcome ? built(outcome.report) : failed(outcome))),
    skipped.length > 0 ? `### Not built\n\nNot touched: ${skipped.map(code).join(', ')}` : '',
    notices.map((notice) => `> ${notice}`).join('\n'),
    rest.length > 0 ? `### More messages\n\n${rest.map((line) => `- ${escapeText(line)}`).join('\n')}` : '',
  ];
  const text = `${parts.filter(Boolean).join('\n\n')}\n`;
  return text.length > MOST
    ? `${text.slice(0, MOST)}\n\n(Cut here: the summary is too long for GitHub.)\n`
    : text;
}

function built(report: Report): string {
  const version = report.version === null ? '' : ` ${report.version}`;
  const status = {
    published: 'Published',
    unchanged: 'Unchanged: the same content is published already',
    planned: 'A dry run: nothing was made',
  };
  return [
    `## ${escapeText(report.title)}${escapeText(version)}`,
    `${status[report.status]}. From ${code(report.spec)} to ${code(report.output)}.`,
    executables(report),
    download(report),
    contents(report),
    stages(report),
    report.warnings.length > 0
      ? report.warnings.map((warning) => `> ⚠️ ${escapeText(warning)}`).join('\n')
      : '',
  ]
    .filter(Boolean)
    .join('\n\n');
}

function failed({ spec, error, problems }: Extract<Outcome, { error: string }>): string {
  const list = problems.length > 0 ? problems.map(formatProblem) : [error];
  return [
    `## ❌ ${escapeText(spec)}`,
    list.map((line) => `- ${escapeText(line).replaceAll('\n', ' ')}`).join('\n'),
  ].join('\n\n');
}

function executables({ executables }: Report): string {
  if (executables.length === 0) return '';
  return table(
    ['executable', 'size', 'SHA-256', ''],
    executables.map(({ file, size, sha256, uploaded }) => [
      code(file),
      formatBytes(size),
      code(sha256),
      uploaded ? 'uploaded' : 'was there',
    ]),
  );
}

function download({ executables, output }: Report): string {
  const [first] = executables;
  if (!first) return '';
  const command = isS3Address(first.address) ? `aws s3 cp ${first.address} .` : `cp ${first.address} .`;
  return `Download: ${code(command)}, or open ${code(`${output}index.html`)}.`;
}

function contents({ images, tables, files }: Report): string {
  return table(
    ['contents', '', ''],
    [
      ...images.map(({ set, pictures, bytesBefore, bytes }) => [
        escapeText(set),
        formatCount(pictures, 'picture'),
        bytes === null ? formatBytes(bytesBefore) : `${formatBytes(bytesBefore)} → ${formatBytes(bytes)}`,
      ]),
      ...tables.map(({ name, rows, columns }) => [
        escapeText(name),
        rows === null ? 'table' : formatCount(rows, 'row'),
        columns === null ? '' : formatCount(columns, 'column'),
      ]),
      ...files.map(({ set, files: count, bytes }) => [
        escapeText(set),
        formatCount(count, 'file'),
        formatBytes(bytes),
      ]),
    ],
  );
}

function stages(report: Report): string {
  return table(
    ['stage', 'time', ''],
    report.stages.map(({ stage, ms, detail, skipped }) => [
      stage,
      skipped === undefined ? `${(ms / 1000).toFixed(1)} s` : '',
      escapeText(skipped === undefined ? (detail ?? '') : `skipped: ${skipped}`),
    ]),
  );
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const code = (text: string) => `\`${text.replaceAll('`', "'").replaceAll('|', '\\|')}\``;

/** Text from specs and file names is text, and no Markdown and no HTML. */
function escapeText(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~]/g, (character) => `\\${character}`);
}
