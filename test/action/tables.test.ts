import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inputTable } from '../../src/action/inputs.ts';
import { outputTable } from '../../src/action/outputs.ts';

const read = (file: string) => readFileSync(file, 'utf8').replaceAll('\r\n', '\n');

/** A section of `action.yml` as its keys with their fields: it has no deeper structure. */
function section(name: string): Record<string, Record<string, string>> {
  const [, lines = ''] = new RegExp(`^${name}:\\n((?:  .*\\n)+)`, 'm').exec(read('action.yml')) ?? [];
  return Object.fromEntries(
    lines.split(/^ {2}(?=\S)/m).flatMap((entry) => {
      const [, key, fields = ''] = /^([\w-]+):\n(.+)$/s.exec(entry) ?? [];
      if (key === undefined) return [];
      const pairs = [...fields.matchAll(/^ {4}(\w+): (?:'(.*)'|(.*))$/gm)];
      return [
        [
          key,
          Object.fromEntries(
            pairs.map(([, field, quoted, plain]) => [field, quoted?.replaceAll("''", "'") ?? plain]),
          ),
        ],
      ];
    }),
  );
}

/** The names in the first column of the tables below a heading, with the rest of their rows. */
function documented(file: string, heading: string): Record<string, string> {
  const text = read(file)
    .split(/^## /m)
    .find((part) => part.startsWith(`${heading}\n`));
  return Object.fromEntries(
    [...(text ?? '').matchAll(/^\| `([\w-]+)` \| (.*) \|$/gm)].map(([, name, rest]) => [name, rest]),
  );
}

describe('action.yml', () => {
  it('has the inputs of the code, with what they are, whether they are needed, and their defaults', () => {
    const expected = Object.entries<{
      description: string;
      required?: true;
      default?: string;
      expression?: string;
    }>(inputTable).map(([name, input]) => [
      name,
      {
        description: input.description,
        required: String(input.required ?? false),
        ...('default' in input || 'expression' in input
          ? { default: input.default ?? input.expression }
          : {}),
      },
    ]);
    expect(Object.entries(section('inputs'))).toEqual(expected);
  });

  it('has the outputs of the code', () => {
    const expected = Object.entries(outputTable).map(([name, description]) => [name, { description }]);
    expect(Object.entries(section('outputs'))).toEqual(expected);
  });

  it('runs the bundle', () => {
    expect(read('action.yml')).toContain('runs:\n  using: node24\n  main: dist/index.js\n');
  });
});

describe('the documentation', () => {
  it('has every input in its order, and the defaults', () => {
    const rows = documented('docs/action.md', 'Inputs');
    expect(Object.keys(rows)).toEqual(Object.keys(inputTable));
    for (const [name, input] of Object.entries<object>(inputTable)) {
      const value = 'default' in input ? input.default : 'expression' in input ? input.expression : undefined;
      if (value !== undefined) expect(rows[name]?.startsWith(`\`${value}\` `)).toBe(true);
    }
  });

  it('has every output', () => {
    expect(Object.keys(documented('docs/action.md', 'Outputs'))).toEqual(Object.keys(outputTable));
  });

  it('has the same inputs and outputs in the README', () => {
    expect(Object.keys(documented('README.md', 'The action'))).toEqual(Object.keys(inputTable));
    const section = read('README.md')
      .split(/^## /m)
      .find((text) => text.startsWith('The action\n'));
    for (const name of Object.keys(outputTable)) expect(section).toContain(`\`${name}\``);
  });
});
