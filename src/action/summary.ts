import { formatBytes, formatCount } from '../base/format.ts';
import { cleaningText, formNotes, formText, picturesText, rejectLines } from '../build/contents-text.ts';
import type { Report } from '../build/report.ts';
import { isS3Address } from '../store/address.ts';
import { code, table, text } from './markdown.ts';
import { type Failed, isReport, type Result } from './result.ts';
import { formatMs } from './stage-log.ts';

/** GitHub takes 1 MiB for a step, and drops what is larger altogether. */
export const SUMMARY_LIMIT = 1_000_000;

/**
 * What was done, as Markdown of at most `limit` bytes. It is cut between two blocks, and says so.
 * Secrets are to be out of the results before.
 * @param endpointUrl of the S3-compatible server that the download commands have to name
 */
export function summaryMarkdown(
  results: readonly Result[],
  { limit, endpointUrl }: { limit: number; endpointUrl?: string | undefined },
): string {
  const blocks = [
    ...(results.length > 1 ? [overview(results)] : []),
    ...results.flatMap((result) =>
      isReport(result)
        ? reportBlocks(result, endpointUrl)
        : result.status === 'failed'
          ? failureBlocks(result)
          : [],
    ),
    ...untouched(results),
  ];
  const kept: string[] = [];
  let left = limit - CUT.length;
  for (const block of blocks) {
    left -= Buffer.byteLength(block) + 1;
    if (left < 0) return [...kept, CUT].join('\n');
    kept.push(block);
  }
  return kept.join('\n');
}

const CUT = '\n*The rest is left out here: GitHub limits the length. The log has all of it.*\n';

const headlines = {
  published: '✅ Published',
  unchanged: '✅ Unchanged',
  planned: '📋 Planned',
  failed: '❌ Failed',
  untouched: '➖ Not touched',
} satisfies Record<Result['status'], string>;

function overview(results: readonly Result[]): string {
  const rows = results.map((result) => [
    code(result.spec),
    headlines[result.status],
    isReport(result) ? text(versionOf(result)) : '',
  ]);
  return `${table(['Spec', 'Result', 'Version'], rows)}\n`;
}

function reportBlocks(report: Report, endpointUrl: string | undefined): string[] {
  const { title, version, status, spec, output, sources, warnings, targets } = report;
  const from = `from ${code(spec)}, ${formatCount(sources.count, 'source')} of ${formatBytes(sources.bytes)}`;
  const what = {
    published: `to ${code(output)}, ${from}.`,
    unchanged: `in ${code(output)}, ${from}: nothing was uploaded.`,
    planned: `for ${targets.join(' and ')}, ${from}, to be published to ${code(output)}. This was a dry run: nothing was made.`,
  };
  return [
    `## ${text(title)}${version === null ? '' : ` ${text(version)}`}\n`,
    `**${headlines[status]}** ${what[status]}\n`,
    ...executables(report),
    contents(report),
    ...badPictures(report),
    ...rejectedRows(report),
    ...forms(report),
    ...downloads(report, endpointUrl),
    ...(warnings.length > 0
      ? ['### Warnings\n', ...warnings.map((warning) => `- ⚠️ ${text(warning)}`), '']
      : []),
    stages(report),
  ];
}

function executables({ executables }: Report): string[] {
  if (executables.length === 0) return [];
  const rows = executables.map(({ target, file, size, sha256 }) => [
    target,
    code(file),
    formatBytes(size),
    code(sha256),
  ]);
  return [`${table(['For', 'Executable', '>Size', 'SHA-256'], rows)}\n`];
}

/** Pictures, tables, files and forms in short, a line a set. */
function contents(report: Report): string {
  const lines = [
    ...report.images.map((images) => `- ${code(images.set)}: ${picturesText(images)}`),
    ...report.tables.map(({ name, rows, columns, cleaned }) => {
      const size =
        rows === null ? '' : `, ${formatCount(rows, 'row')} of ${formatCount(columns ?? 0, 'column')}`;
      return `- ${code(name)}: a table${size}${cleaned ? ` (${cleaningText(cleaned)})` : ''}`;
    }),
    ...report.files.map(
      ({ set, files, bytes }) => `- ${code(set)}: ${formatCount(files, 'file')}, ${formatBytes(bytes)}`,
    ),
    ...report.forms.map((form) => `- ${code(form.name)}: ${formText(form)}`),
  ];
  return ['### Inside\n', ...lines, '', ...fromCache(report)].join('\n');
}

/** The pictures that could not be processed, where the spec goes on without them. */
function badPictures({ images }: Report): string[] {
  const rows = images.flatMap(({ set, bad }) =>
    bad.map(({ source, message, outcome }) => [code(set), code(source), outcome, text(message)]),
  );
  if (rows.length === 0) return [];
  return ['### Pictures that could not be processed\n', `${table(['Set', 'Picture', '', 'Why'], rows)}\n`];
}

/** The first rows that the rules of tables rejected. */
function rejectedRows({ tables }: Report): string[] {
  const lines = tables.flatMap(({ name, cleaned }) =>
    cleaned ? rejectLines(cleaned).map((line) => `- ${code(name)}: ${text(line)}`) : [],
  );
  return lines.length > 0 ? ['### Rows that were rejected\n', ...lines, ''] : [];
}

/**
 * What was found, drawn in letters, since the summary shows no picture that lies in a bucket; where the
 * pictures are, and what somebody should look at.
 */
function forms({ forms }: Report): string[] {
  const blocks = forms.flatMap((form) => {
    const { name, pictures, sketches, layout, found } = form;
    if (layout === null) return [];
    const where = pictures.map((address, index) => `page ${index + 1}: ${link(address)}`).join(', ');
    return [
      `- ${code(name)}, ${found ? 'the fields that were found' : 'its fields as the layout has them'}: ${where}; ${link(layout)}`,
      ...formNotes(form).map((note) => `  - ${text(note)}`),
      // A label could end the block.
      ...sketches.flatMap((page) => [
        '',
        '```text',
        ...page.map((line) => line.replaceAll('`', "'")),
        '```',
        '',
      ]),
    ];
  });
  return blocks.length > 0 ? ['### Forms\n', ...blocks, ''] : [];
}

/** An address to click on where browsers know it, else to copy. */
const link = (address: string) => (/^https?:/.test(address) ? `<${address}>` : code(address));

/** What was not worked on, because an earlier build's results were there. */
function fromCache({ images, tables, forms, worked, status }: Report): string[] {
  if (status === 'planned') return [];
  const cached = images.reduce((count, { pictures }) => count + pictures, 0) - worked.pictures;
  const results = [
    ...(cached > 0 ? [formatCount(cached, 'picture')] : []),
    ...(tables.length > 0 && !worked.tables ? [formatCount(tables.length, 'table')] : []),
    ...(forms.length > worked.forms ? [formatCount(forms.length - worked.forms, 'form')] : []),
  ];
  return results.length > 0
    ? [`Out of the cache, processed before: ${new Intl.ListFormat('en-GB').format(results)}.\n`]
    : [];
}

function downloads({ executables, output, data }: Report, endpointUrl: string | undefined): string[] {
  if (executables.length === 0) return [];
  const page = `${output}index.html`;
  const dataLine = data
    ? ` The processed data is in ${code(data.address)}: ${formatCount(data.files, 'file')} of ${formatBytes(data.bytes)}.`
    : '';
  if (!isS3Address(output))
    return [
      `### Download\n\nThe files are in ${code(output)}; ${code('index.html')} is a page to download from.${dataLine}\n`,
    ];
  const endpoint = endpointUrl === undefined ? '' : ` --endpoint-url ${quote(endpointUrl)}`;
  const commands = executables.flatMap(({ address, file, target }) => {
    const copy = `aws s3 cp ${quote(address)} .${endpoint}`;
    return target.startsWith('windows') ? [copy] : [copy, `chmod +x ${quote(file)}`];
  });
  return [
    `### Download\n\n\`\`\`sh\n${commands.join('\n')}\n\`\`\`\n`,
    `${code(page)} is a page to download from; ${code('checksums.txt')} beside it is for ${code('sha256sum -c')}.${dataLine}\n`,
  ];
}

function stages({ stages }: Report): string {
  const rows = stages.map(({ stage, ms, detail, skipped }) => [
    stage,
    skipped === undefined ? formatMs(ms) : '–',
    skipped === undefined ? text(detail ?? '') : `skipped: ${text(skipped)}`,
  ]);
  const total = formatMs(stages.reduce((sum, { ms }) => sum + ms, 0));
  return `<details><summary>Time: ${total}</summary>\n\n${table(['Stage', '>Time', ''], rows)}\n\n</details>\n`;
}

function failureBlocks({ spec, error, problems }: Failed): string[] {
  const lines = problems.map(({ line, column, pointer, message, found, allowed }) =>
    [
      `- Line ${line}, column ${column}${pointer && `, ${code(pointer)}`}: ${text(message)}`,
      found === undefined ? '' : `Found: ${code(found)}.`,
      allowed === undefined ? '' : `Allowed: ${text(allowed)}.`,
    ]
      .filter(Boolean)
      .join(' '),
  );
  return [`## ${code(spec)}\n`, `**${headlines.failed}.** ${text(error)}\n`, ...lines, ''];
}

function untouched(results: readonly Result[]): string[] {
  const specs = results.filter(({ status }) => status === 'untouched').map(({ spec }) => code(spec));
  if (specs.length === 0) return [];
  return [`Not touched by this change, and so not built: ${specs.join(', ')}.\n`];
}

const versionOf = ({ version }: Report) => version ?? 'from the content';

/** An argument for a shell, in quotes where it needs them. */
function quote(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
}
