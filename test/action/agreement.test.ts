import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inputTable } from '../../src/action/inputs.ts';
import { hasCommand, itNeeds } from '../support/needs.ts';

const action = readFileSync('action.yml', 'utf8');
const outputs = ['result', 'name', 'version', 'manifest', 'executables'];

/** The names and fields of a block of `action.yml`, which is written plainly: `  name:`, `    field: value`. */
function block(name: string): Record<string, Record<string, string>> {
  const text = new RegExp(`^${name}:\\n((?: .*\\n)+)`, 'm').exec(action)?.[1] ?? '';
  return Object.fromEntries(
    [...text.matchAll(/^ {2}([a-z-]+):\n((?: {4}.*\n)+)/gm)].map(([, key, fields]) => [
      key,
      Object.fromEntries(
        [...(fields ?? '').matchAll(/^ {4}(\w+): (.*)$/gm)].map(([, field, value]) => [
          field,
          (value ?? '').replace(/^'|'$/g, '').replaceAll("''", "'"),
        ]),
      ),
    ]),
  );
}

/** The first column of the tables below a heading of a Markdown file, and what follows it. */
function rows(file: string, heading: RegExp): [name: string, rest: string][] {
  const text = readFileSync(file, 'utf8');
  const start = text.search(heading);
  const section = text.slice(start, text.indexOf('\n## ', start + 3));
  return [...section.matchAll(/^\| `([a-z-]+)` \| (.*) \|$/gm)].map(([, name = '', rest = '']) => [
    name,
    rest,
  ]);
}

describe('action.yml, the code and the docs agree', () => {
  it('on the inputs', () => {
    const expected = Object.fromEntries(
      Object.entries(inputTable).map(([name, input]) => [
        name,
        {
          description: input.description,
          required: String('required' in input),
          ...('default' in input ? { default: input.default } : {}),
        },
      ]),
    );
    expect(block('inputs')).toEqual(expected);
    expect(rows('README.md', /^## The action/m).map(([name]) => name)).toEqual(Object.keys(inputTable));
    expect(rows('docs/action.md', /^## Inputs/m)).toEqual(
      Object.entries(inputTable).map(([name, input]) => [
        name,
        `${'required' in input ? 'needed' : 'default' in input ? `\`${input.default}\`` : ''} | ${input.description}`,
      ]),
    );
  });

  it('on the outputs', () => {
    expect(Object.keys(block('outputs'))).toEqual(outputs);
    expect(rows('docs/action.md', /^## Outputs/m).map(([name]) => name)).toEqual(outputs);
    for (const output of outputs) expect(readFileSync('README.md', 'utf8')).toContain(`\`${output}\``);
  });

  it('on what runs', () => {
    expect(action).toContain('using: node24\n  main: dist/index.js');
  });
});

describe('the workflows', () => {
  itNeeds('actionlint', hasCommand('actionlint', '--version'))('pass actionlint', () => {
    const { status, stdout } = spawnSync('actionlint', [], { encoding: 'utf8' });
    expect(stdout).toBe('');
    expect(status).toBe(0);
  });

  it.each(['build.yml', 'ci.yml'])(
    '%s pins every action by its commit, with the version beside it',
    (name) => {
      const text = readFileSync(`.github/workflows/${name}`, 'utf8');
      const used = [...text.matchAll(/uses: (.*)$/gm)].map(([, action]) => action);
      expect(used.length).toBeGreaterThan(0);
      for (const action of used)
        expect(action).toMatch(/^(\.\/|[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/);
      expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
      expect(text).toMatch(/^concurrency:$/m);
      expect(text.match(/timeout-minutes:/g)).toHaveLength(text.match(/runs-on:/g)?.length ?? 0);
    },
  );
});
