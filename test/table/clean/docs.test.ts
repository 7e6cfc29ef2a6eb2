import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { columnOptions } from '../../../src/table/clean/column/options.ts';
import { functions } from '../../../src/table/clean/expression/functions.ts';
import { rule } from '../../../src/table/clean/rule/options.ts';
import { tableOptions } from '../../../src/table/options.ts';

const page = readFileSync(new URL('../../../docs/tables.md', import.meta.url), 'utf8');
const text = page.slice(page.indexOf('\n## Cleaning tables\n'), page.indexOf('\n## Types\n'));
const snippets = [...text.matchAll(/```json\n([^`]*)```/g)].map(([, json = '']) => json);

describe('the cleaning of tables in docs/tables.md', () => {
  it.each(snippets)('has snippets that are right: %s', (snippet) => {
    const value: unknown = JSON.parse(snippet.startsWith('{') ? snippet : `{${snippet}}`);
    const table = (value as { tables?: { orders: { from: string } } }).tables?.orders;
    if (table) {
      const { from: _, ...options } = table;
      tableOptions.parse(options);
    } else if (snippet.startsWith('{')) rule.parse(value);
    else columnOptions.parse(Object.values(value as object)[0]);
  });

  it('has a chapter for each rule and each option, and a line for each function', () => {
    const chapters = [...text.matchAll(/^#### (.*)$/gm)].map(([, heading = '']) => heading).join(' ');
    for (const name of Object.keys(rule.shape)) expect(chapters).toContain(`\`${name}\``);
    for (const name of Object.keys(columnOptions.shape)) expect(chapters).toContain(`\`${name}\``);
    for (const name of Object.keys(functions)) expect(text).toContain(`\`${name}(`);
  });
});
