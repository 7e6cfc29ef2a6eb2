/** A table; a heading that begins with `>` is of a column of numbers. */
export function table(headings: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(headings.map((heading) => heading.replace('>', ''))),
    line(headings.map((heading) => (heading.startsWith('>') ? '---:' : '---'))),
    ...rows.map((cells) =>
      line(cells.map((cell) => cell.replaceAll('\n', ' ').replaceAll(/(?<!\\)\|/g, '\\|'))),
    ),
  ].join('\n');
}

/** Text as it is, whatever of Markdown and HTML is in it. */
export function text(plain: string): string {
  return plain
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_[\]|~#]/g, '\\$&')
    .replaceAll(/\r?\n\s*/g, '<br>');
}

/** Text as code, in as many backticks as it takes. */
export function code(plain: string): string {
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^`|`$/.test(plain) ? ' ' : '';
  return `${fence}${pad}${plain.replaceAll(/\s+/g, ' ')}${pad}${fence}`;
}
